"""The report of a run: its exact shape, its bound, and that nothing inside can become Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oci_assets.model import Action, Counts, Outcome
from oci_assets.record import FAILED, INTERRUPTED, RUNNING
from oci_assets.report.markdown import MAX_BODY_CHARACTERS, run_to_markdown
from tests.report.records import parse_markdown, record, result

HOSTILE = [
    "```\n</details>\n# Title\n@team fixes #123",
    "x</summary></details><img src=x onerror=alert(1)>",
    "| a | b |\n|---|---|\\",
    "<!-- oci-assets:report -->",
    "\x1b[31mred\x1b[0m\x00\u202egnp",
    "![i](https://evil.example/x.png) www.evil.example **b** ~~s~~",
    "`" * 70_000,
]
WHOLE_REPORT = [
    "## Terraform plan of toronto: 2 succeeded, 2 did not",
    "",
    "+1 ~2 -1 (1 replaced) over 4 services in 90.5 s at 0123456789",
    "",
    "### Execution levels",
    "",
    "- **Level 1:** identity",
    "- **Level 3:** network, oke (parallel execution)",
    "",
    "| Service | Status | Duration | Changes |",
    "|---|---|---|---|",
    "| identity | ✅ no_changes | 1.2 s | +0 ~0 -0 |",
    "| network | 📝 changes | 8.0 s | +1 ~2 -1 (1 replaced) |",
    "| oke | ❌ failed | 3.0 s | +0 ~0 -0 |",
    "| ocvs | ⏭️ not_run: did not run due to a failure in toronto/oke | 0.0 s | +0 ~0 -0 |",
    "",
    "<details><summary>network: +1 ~2 -1 (1 replaced)</summary>",
    *["", "```", "# vcn", "```", "", "</details>", ""],
    "<details><summary>oke: +0 ~0 -0</summary>",
    *["", "```", "Error: 500", "```", "", "</details>", ""],
]


def test_run_to_markdown_in_full() -> None:
    """Title, totals, levels with the parallel one marked, the table, the details (P11)."""
    run = record(
        result("toronto/identity", duration_seconds=1.25),
        result("toronto/network", Outcome.CHANGES, counts=Counts(1, 2, 1, 1), duration_seconds=8, plan_text="# vcn"),
        result("toronto/oke", Outcome.FAILED, duration_seconds=3.04, error="Error: 500"),
        result("toronto/ocvs", Outcome.NOT_RUN, attempts=0, cause="did not run due to a failure in toronto/oke"),
        level={"toronto/identity": 1, "toronto/network": 3, "toronto/oke": 3, "toronto/ocvs": 4},
        status=FAILED,
    )
    assert run_to_markdown(run).splitlines() == WHOLE_REPORT


def test_run_to_markdown_of_several_regions() -> None:
    """Stack ids everywhere when service names alone would not tell which."""
    text = run_to_markdown(record(result("ashburn/dns", plan_text="p"), result("toronto/dns"), action=Action.DRIFT))
    assert text.startswith("## Drift check: no drift in 2 stacks\n")
    assert "- **Level 1:** ashburn/dns, toronto/dns (parallel execution)\n" in text
    assert "\n| toronto/dns | ✅ no_changes |" in text
    assert "<summary>ashburn/dns: " in text


def test_run_to_markdown_of_a_sequential_run() -> None:
    """A run with one worker claims no parallel execution."""
    text = run_to_markdown(record(result("a/x"), result("a/y"), parallel=False))
    assert "- **Level 1:** x, y\n" in text
    assert "parallel" not in text


@pytest.mark.parametrize(
    ("status", "title"), [(INTERRUPTED, " (interrupted)"), (RUNNING, " (still running)"), (FAILED, "")]
)
def test_run_to_markdown_names_the_ending(status: str, title: str) -> None:
    """A run that did not come to its own end says so; one in which nothing ran has no levels."""
    run = record(
        result("a/x", Outcome.NOT_RUN, cause="c"), status=status, action=Action.APPLY, commit=None, finished_at=None
    )
    lines = run_to_markdown(run).splitlines()
    assert lines[0] == f"## Terraform apply of a: 0 succeeded, 1 did not{title}"
    assert lines[2] == "+0 ~0 -0 over 1 service in 0.0 s"
    assert lines[4] == "| Service | Status | Duration | Changes |"


def test_run_to_markdown_of_an_empty_run() -> None:
    """A run without stacks is a report without rows."""
    assert "+0 ~0 -0 over 0 services" in run_to_markdown(record())


def test_run_to_markdown_of_2000_stacks() -> None:
    """What needs nobody gives way; failures stay in the table, and what is missing is counted."""
    quiet = [result(f"toronto/service-{n:04}", plan_text="No changes." * 100) for n in range(1990)]
    failed = [result(f"toronto/z-{n}", Outcome.FAILED, error="boom") for n in range(10)]
    run = record(*quiet, *failed, level={each.stack: 2 for each in failed})
    text = run_to_markdown(run)
    rows = re.findall(r"^\| service-", text, re.MULTILINE)
    assert len(text) <= MAX_BODY_CHARACTERS
    assert all(f"\n| z-{n} | ❌ failed | " in text and f"<summary>z-{n}: " in text for n in range(10))
    assert f"\nNot shown for lack of room: {1990 - len(rows)} no_changes\n" in text
    assert re.search(r"^- \*\*Level 1:\*\* service-0000, .*, and \d+ more \(parallel execution\)$", text, re.MULTILINE)
    assert "- **Level 2:** z-0, z-1" in text


def test_run_to_markdown_of_1000_levels() -> None:
    """A long chain of stacks cannot fill the report with levels."""
    run = record(*(result(f"a/s{n}") for n in range(1000)), level={f"a/s{n}": n + 1 for n in range(1000)})
    text = run_to_markdown(run)
    assert re.search(r"^- and \d+ more levels$", text, re.MULTILINE)
    assert len(text) <= MAX_BODY_CHARACTERS


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_run_to_markdown_cannot_be_broken_out_of(data: st.DataObject) -> None:
    """Whatever names, causes, errors and plans say: our blocks only, nothing to ping, nothing to link, bounded."""
    text = st.sampled_from(HOSTILE) | st.text()
    names = data.draw(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=5, unique=True))
    results = [
        result(
            f"{data.draw(st.sampled_from(['r', '@org', '`#1|']))}/{name}",
            data.draw(st.sampled_from(Outcome)),
            cause=data.draw(st.none() | text),
            error=data.draw(st.none() | text),
            hint=data.draw(st.none() | text),
            plan_text=data.draw(text),
        )
        for name in names
    ]
    report = run_to_markdown(record(*results, run_id=data.draw(text), commit=data.draw(text)))
    tokens = parse_markdown(report)
    inline = [child for token in tokens for child in token.children or ()]
    ours = {"heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"}
    assert len(report) <= MAX_BODY_CHARACTERS
    assert {t.type for t in tokens} <= {f"{n}_{e}" for n in ours for e in ("open", "close")} | {
        "inline",
        "fence",
        "html_block",
    }
    assert {child.type for child in inline} <= {"text", "text_special", "strong_open", "strong_close"}
    assert len([t for t in tokens if t.type == "td_open"]) == 4 * len(results)
    html = [t.content for t in tokens if t.type == "html_block"]
    assert all(re.fullmatch(r"<details><summary>[^<>\n]*</summary>\n|</details>\n", block) for block in html)
    outside = "".join(child.content for child in inline) + "".join(html)
    assert not re.search(r"@\w|(?<!&)#\w|://|www\.|\x1b|\x00|\u202e", outside, re.IGNORECASE)
