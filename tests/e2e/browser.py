"""Debian's Chromium without a window, and the pages of the Dagster UI that a test looks at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
WAIT_MILLISECONDS = 60_000


@contextmanager
def open_page(url: str) -> Iterator[Page]:
    """An empty page whose addresses are relative to the UI's; closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        page = browser.new_page(base_url=url, viewport={"width": 1500, "height": 1000})
        page.set_default_timeout(WAIT_MILLISECONDS)
        yield page
        browser.close()


def materialize(page: Page, stack: str, screenshots: Path) -> str:
    """Press the button of an asset's page and follow the link to the run; the run's id."""
    page.goto(f"/assets/{stack}")
    page.get_by_text("Manages").wait_for()
    page.screenshot(path=screenshots / "asset.png")
    page.get_by_role("button").filter(has_text="Materialize").first.click()
    page.get_by_text("Launched run").wait_for()
    page.get_by_role("link", name="View", exact=True).click()
    page.wait_for_url("**/runs/*")
    return page.url.rsplit("/", 1)[1].partition("?")[0]


def step_log(page: Page, step: str, words: str, screenshots: Path) -> str:
    """What a step of the run on the page has printed, once it holds these words."""
    page.get_by_role("button").filter(has_text="stdout").click()
    page.get_by_placeholder("Select a step").click()
    page.get_by_text(step, exact=True).last.click()
    page.get_by_text(words).first.wait_for()
    page.screenshot(path=screenshots / "run.png")
    return page.inner_text("body")
