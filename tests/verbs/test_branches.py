"""The git sensor on several branches, on rewritten and deleted ones, and with what it asks of the webserver."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import dagster as dg
import pytest

from oci_assets.assembly import build_definitions
from oci_assets.errors import GitError
from oci_assets.platform.in_process import create_run, execute
from oci_assets.platform.site import Site
from sensors.cursor import MAX_SEEN, Cursor, Watched
from sensors.git_changes import build_git_change_sensor
from tests.platform.estates import Estate
from tests.verbs.test_git_changes import COMPUTE, IDENTITY, NETWORK, NOBODY, Ticks, stacks_of


@pytest.fixture
def ticks(estate: Estate, memory: dg.DagsterInstance) -> Ticks:
    """A sensor whose first tick has made the baseline."""
    made = Ticks(estate.site, memory)
    made.tick()
    return made


def seen_of(ticks: Ticks) -> Watched:
    """What the cursor holds of main."""
    return Cursor.read(ticks.cursor).branches["main"]


def lose(ticks: Ticks, *, seen: tuple[str, ...] = ()) -> None:
    """As if the repository did not have the last commit any more."""
    ticks.cursor = Cursor({"main": replace(seen_of(ticks), commit="f" * 40, seen=seen)}).write()


def test_several_branches(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Each branch has its own baseline and its own run, at its own commit."""
    estate.repo.branch("Staging")
    ticks = Ticks(replace(estate.site, branch="main, Staging"), memory)
    _, why = ticks.tick()
    assert "first look at main" in why
    assert "first look at Staging" in why
    staging = estate.commit(toronto__network="two")
    estate.repo.switch("main")
    main = estate.commit(toronto__compute="two")
    requests, _ = ticks.tick()
    assert {(r.tags["oci/branch"], r.tags["oci/commit"], *stacks_of(r)) for r in requests} == {
        ("main", main, COMPUTE),
        ("Staging", staging, NETWORK),
    }
    assert ticks.tick()[0] == []


def test_trouble_of_one_branch(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A branch that is not there keeps nobody from applying another; alone it is an error."""
    ticks = Ticks(replace(estate.site, branch="main"), memory)
    ticks.tick()
    ticks.reload(replace(estate.site, branch="main,Produktion"))
    with pytest.raises(GitError, match="Produktion"):
        ticks.tick()
    estate.commit(toronto__network="two")
    [request], _ = ticks.tick()
    assert stacks_of(request) == {NETWORK}


def test_deleted_branch(estate: Estate, ticks: Ticks) -> None:
    """A branch that is gone is told, and when it is back nothing was missed."""
    before = ticks.cursor
    estate.repo.branch("other")
    estate.repo.git("branch", "--delete", "--force", "main")
    requests, why = ticks.tick()
    assert (requests, ticks.cursor) == ([], before)
    assert "main is gone, its last commit was" in why
    estate.repo.branch("main")
    estate.commit(toronto__network="two")
    assert stacks_of(ticks.tick()[0][0]) == {NETWORK}


def test_force_push(estate: Estate, ticks: Ticks, capfd: pytest.CaptureFixture[str]) -> None:
    """What was applied is the old tree: also what the new head lacks of it is applied."""
    base = estate.repo.git("rev-parse", "HEAD")
    estate.commit(toronto__network="two")
    ticks.tick()
    estate.repo.git("reset", "--quiet", "--hard", base)
    estate.commit(toronto__compute="two")
    [request], _ = ticks.tick()
    assert stacks_of(request) == {COMPUTE, NETWORK}
    assert "main was rewritten" in capfd.readouterr().err


def test_unrelated_history(estate: Estate, ticks: Ticks) -> None:
    """A branch that begins anew is compared by its files."""
    estate.repo.git("checkout", "--quiet", "--orphan", "anew")
    estate.commit(toronto__network="two")
    estate.repo.git("branch", "--force", "main")
    [request], _ = ticks.tick()
    assert stacks_of(request) == {NETWORK}


def test_lost_commit_with_one_that_is_here(estate: Estate, ticks: Ticks) -> None:
    """When the last commit is gone, the newest before it that is still here stands for it."""
    base = seen_of(ticks).commit
    estate.commit(toronto__network="two")
    lose(ticks, seen=("e" * 40, base))
    [request], _ = ticks.tick()
    assert (request.job_name, stacks_of(request)) == ("apply", {NETWORK})


def test_lost_commits(estate: Estate, ticks: Ticks, memory: dg.DagsterInstance) -> None:
    """When none is here every stack is planned, none applied, once; then the new head is the baseline."""
    lose(ticks, seen=("e" * 40,))
    [request], _ = ticks.tick()
    assert (request.job_name, request.asset_selection, request.tags["oci/action"]) == ("plan", None, "plan")
    definitions = build_definitions(estate.site)
    job, run = create_run(definitions, memory, "plan", tags=request.tags, run_config=request.run_config)
    observed = [e for e in execute(job, run, memory) if e.event_type is dg.DagsterEventType.ASSET_OBSERVATION]
    assert len(observed) == len(estate.site.catalog.stacks)
    assert ticks.tick() == ([], f"no new commit on main since {seen_of(ticks).commit[:10]}")


def test_merge_and_empty_commit(estate: Estate, ticks: Ticks) -> None:
    """A merge selects what it brings, an empty commit nothing."""
    estate.repo.branch("feature")
    estate.commit(toronto__compute="two")
    estate.repo.switch("main")
    estate.commit(toronto__identity="two")
    estate.repo.merge("feature")
    assert stacks_of(ticks.tick()[0][0]) == {IDENTITY, COMPUTE}
    estate.repo.commit()
    requests, why = ticks.tick()
    assert requests == []
    assert why.startswith("main: 0 changed files in")


def test_cursor_of_the_former_version(estate: Estate, ticks: Ticks) -> None:
    """The cursor of the version with one branch goes on where it was."""
    old = {"branch": "main", "commit": seen_of(ticks).commit, "counter": 3, "pending": {}}
    ticks.cursor = json.dumps(old)
    estate.commit(toronto__network="two")
    [request], _ = ticks.tick()
    assert request.run_key is not None
    assert request.run_key.endswith(":4")


def test_cursor_is_bounded() -> None:
    """Of the commits before, the newest are kept."""
    watched = Watched("0")
    for number in range(1, 100):
        watched = watched.moved_to(str(number))
    assert len(watched.seen) == MAX_SEEN
    assert watched.seen[0] == "98"


class Webserver(BaseHTTPRequestHandler):
    """What Dagster's webserver answers to the mutation that reloads; `asked` are the names."""

    asked: list[str]
    answer: dict[str, Any]

    def do_POST(self) -> None:
        """Answer one request."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body["variables"]["name"])
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"data": {"reloadRepositoryLocation": self.answer}}).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def webserver() -> Iterator[tuple[str, type[Webserver]]]:
    """Address and handler of a webserver on loopback."""
    handler = type("Handler", (Webserver,), {"asked": [], "answer": {"__typename": "WorkspaceLocationEntry"}})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", handler
        server.shutdown()
        thread.join()


def test_new_stack_is_loaded_once(estate: Estate, ticks: Ticks, webserver: tuple[str, type[Webserver]]) -> None:
    """The location is reloaded once for a commit, and again when the branch has moved."""
    address, handler = webserver
    ticks.sensor = build_git_change_sensor(estate.site, webserver=address)
    estate.commit(toronto__dns="one")
    assert "the code location was reloaded for them: toronto/dns" in ticks.tick()[1]
    assert "which the code location loads" in ticks.tick()[1]
    assert handler.asked == ["oci_assets"]
    estate.repo.commit()
    ticks.tick()
    assert handler.asked == ["oci_assets", "oci_assets"]


def test_new_stack_that_cannot_be_loaded(estate: Estate, ticks: Ticks, webserver: tuple[str, type[Webserver]]) -> None:
    """What the webserver answers is told, and the next tick asks again."""
    address, handler = webserver
    handler.answer = {"__typename": "WorkspaceLocationEntry", "locationOrLoadError": {"message": "settings are wrong"}}
    ticks.sensor = build_git_change_sensor(estate.site, webserver=address)
    estate.commit(toronto__dns="one")
    assert "settings are wrong" in ticks.tick()[1]
    ticks.tick()
    assert len(handler.asked) == 2


def test_new_stack_without_a_webserver(estate: Estate, ticks: Ticks) -> None:
    """Where no webserver answers, the tick names the stacks and what to press."""
    estate.commit(toronto__dns="one")
    why = ticks.tick()[1]
    assert "once the code location is reloaded: toronto/dns" in why
    assert "press Reload" in why
    assert NOBODY in why


def test_sites_of_two_branches(estate: Estate) -> None:
    """Names are parted by commas, each counts once."""
    site: Site = replace(estate.site, branch="Dev, Staging,,Dev")
    assert site.branches == ("Dev", "Staging")
