"""Drift runs that have ended, told as files and as issues on a GitHub of our own: once, and never wrongly."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.drift import DriftedResource, DriftKind, DriftStatus, StackDrift
from oci_assets.github.access import GithubAccess
from oci_assets.platform import tags
from oci_assets.platform.drift_export import FAILED, REPORTED, YES, export_drift
from oci_assets.platform.drift_files import drift_file
from oci_assets.platform.drift_report import report_drift
from oci_assets.platform.last_apply import HALF
from oci_assets.platform.site import Site
from tests.github.server import GithubServer, Request, secondary_limit, server_error
from tests.platform.drift_runs import NETWORK, OKE, check_run, now, site_with, unknown
from tests.report.drift_cases import clean, drifted, resource


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The same with all defaults."""
    return site_with(tmp_path)


def tag_of(memory: dg.DagsterInstance, run_id: str) -> str | None:
    """How the run was told."""
    run = memory.get_run_by_id(run_id)
    assert run is not None
    return run.tags.get(REPORTED)


def test_life_of_a_drift(memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess) -> None:
    """Told with title, labels, owner and plan; told again it is silent; repaired it closes; back it opens."""
    github.forge.collaborators = {"alice"}
    run_id = check_run(memory, now(drifted()), now(clean(OKE)))
    exported = export_drift(memory, site, access, None)
    assert (exported.error, tag_of(memory, run_id)) == (None, YES)
    [issue] = github.forge.issues.values()
    assert issue["title"] == "🔍 Infrastructure Drift Detected - 2025-12-18: toronto/network"
    assert [label["name"] for label in issue["labels"]] == ["drift-detection", "needs-review"]
    assert [person["login"] for person in issue["assignees"]] == ["alice"]
    assert issue["body"].startswith("<!-- oci-assets drift toronto/network -->\n")
    assert '~ display_name = "by hand" -> "core"' in issue["body"]
    text = drift_file(site, NETWORK).read_text(encoding="utf-8")
    assert text.partition("\n")[2].strip() in issue["body"]
    told, written = list(github.forge.notified), list(github.writes)
    check_run(memory, now(drifted()), now(clean(OKE)))
    assert export_drift(memory, site, access, exported.since).error is None
    assert (github.forge.notified, github.writes) == (told, written)
    check_run(memory, now(clean()))
    export_drift(memory, site, access, exported.since)
    assert (github.forge.open_numbers(), drift_file(site, NETWORK).exists()) == ([], False)
    assert github.forge.comments[1][0]["body"].startswith("No drift any more in toronto/network")
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, exported.since)
    assert github.forge.open_numbers() == [1]


def test_same_run_is_told_once(
    memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess
) -> None:
    """Ticks come every half minute; the second asks nothing."""
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, None)
    asked = len(github.requests)
    assert export_drift(memory, site, access, None).said == "no drift run to tell of"
    assert len(github.requests) == asked


@pytest.mark.parametrize("fails", [False, True])
def test_unknown_changes_nothing(
    memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess, *, fails: bool
) -> None:
    """A check that failed closes nothing, files nothing, and calls nothing clean; the others of its run are told."""
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, None)
    before = dict(github.forge.issues[1])
    check_run(memory, unknown(NETWORK), unknown(OKE), *([now(clean("toronto/dns"))] if fails else []), fails=fails)
    assert export_drift(memory, site, access, None).error is None
    assert github.forge.issues == {1: before}
    assert drift_file(site, NETWORK).is_file()


def test_partly_failed_run_is_told(
    memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess
) -> None:
    """What the other checks of a run that failed have found counts."""
    check_run(memory, now(drifted()), fails=True)
    export_drift(memory, site, access, None)
    assert github.forge.open_numbers() == [1]


def test_pending_is_no_drift(
    memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess
) -> None:
    """What is committed and not applied opens nothing, and closes what was open for drift."""
    waits = StackDrift(NETWORK, DriftStatus.PENDING, pending=("one commit is not applied",))
    check_run(memory, now(waits))
    export_drift(memory, site, access, None)
    assert github.forge.issues == {}
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, None)
    check_run(memory, now(waits))
    export_drift(memory, site, access, None)
    assert github.forge.open_numbers() == []


def test_apply_that_did_only_a_part_closes_nothing(
    memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess
) -> None:
    """What is left over from it may be what somebody changed: the issue stays until a check is clean."""
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, None)
    left = DriftedResource("a.b", "a", DriftKind.PENDING, planned="update", cause=f"run 0123abcd {HALF}")
    half = StackDrift(NETWORK, DriftStatus.PENDING, (left,), {DriftKind.PENDING: 1})
    check_run(memory, now(half))
    export_drift(memory, site, access, None)
    assert github.forge.open_numbers() == [1]
    check_run(memory, now(StackDrift(NETWORK, DriftStatus.CLEAN)))
    export_drift(memory, site, access, None)
    assert github.forge.open_numbers() == []


def test_drift_that_waits_for_a_second_look(
    memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess
) -> None:
    """`drift.persist_checks`: it opens nothing, and it does not close what is open."""
    first = replace(now(drifted()), reported=False)
    check_run(memory, first)
    export_drift(memory, site, access, None)
    assert (github.forge.issues, drift_file(site, NETWORK).exists()) == ({}, False)
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, None)
    check_run(memory, replace(now(drifted()), reported=False))
    export_drift(memory, site, access, None)
    assert github.forge.open_numbers() == [1]


def test_command_lines_runs_are_left(
    memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess
) -> None:
    """Somebody's check of somebody's branch is no business of the team."""
    check_run(memory, now(drifted()), trigger=tags.COMMAND_LINE)
    assert export_drift(memory, site, access, None).said == "no drift run to tell of"
    assert github.requests == []


def test_without_github(memory: dg.DagsterInstance, site: Site) -> None:
    """The same text lies in the state directory, with all of it."""
    run_id = check_run(memory, now(drifted()))
    assert export_drift(memory, site, None, None).said.endswith(": 1 of 1 stacks drifted")
    text = drift_file(site, NETWORK).read_text(encoding="utf-8")
    assert text.startswith("# 🔍 Infrastructure Drift Detected - 2025-12-18: toronto/network\n\n**toronto/network**")
    assert tag_of(memory, run_id) == YES


def test_issues_off(tmp_path: Path, memory: dg.DagsterInstance, github: GithubServer, access: GithubAccess) -> None:
    """`drift.issues: off` leaves GitHub alone."""
    check_run(memory, now(drifted()))
    site = site_with(tmp_path, "{issues: 'off'}")
    export_drift(memory, site, access, None)
    assert (github.requests, drift_file(site, NETWORK).is_file()) == ([], True)


def test_github_is_down(memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess) -> None:
    """The file is written, the error is told once, and the next run does what was missed."""
    run_id = check_run(memory, now(drifted()))
    github.faults.append(server_error(500, times=4))
    first = export_drift(memory, site, access, None)
    assert first.error is not None
    assert "GitHub answers 500" in first.error
    assert (drift_file(site, NETWORK).is_file(), tag_of(memory, run_id)) == (True, FAILED)
    assert export_drift(memory, site, access, None).error is None
    assert github.forge.issues == {}
    check_run(memory, now(drifted()))
    assert export_drift(memory, site, access, None).error is None
    assert github.forge.open_numbers() == [1]


def test_rate_limit_in_the_middle(
    memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess
) -> None:
    """What was written stays, the rest comes with the next run, nothing is doubled."""
    github.faults.append(secondary_limit(3600, path="/issues$", method="POST", times=0))
    check_run(memory, now(drifted()), now(drifted(OKE)))

    def after_the_first(_: Request) -> None:
        github.faults[0].times = len(github.forge.issues)

    github.before = after_the_first
    assert "3600 s" in (export_drift(memory, site, access, None).error or "")
    github.before = None
    github.faults.clear()
    check_run(memory, now(drifted()), now(drifted(OKE)))
    assert export_drift(memory, site, access, None).error is None
    assert github.forge.open_numbers() == [1, 2]


def test_muted(memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess) -> None:
    """With the label nothing is touched: not by other drift, not when it is repaired."""
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, None)
    github.forge.add_labels(1, ["drift-muted"])
    before = dict(github.forge.issues[1])
    for drift in (drifted(NETWORK, resource("oci_core_subnet.other")), clean()):
        check_run(memory, now(drift))
        export_drift(memory, site, access, None)
    assert github.forge.issues == {1: before}


def test_closed_by_a_person(memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess) -> None:
    """As not planned it stays closed until the drift is another one; as done it is opened again."""
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, None)
    github.forge.edit(1, {"state": "closed", "state_reason": "not_planned"})
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, None)
    assert github.forge.open_numbers() == []
    check_run(memory, now(drifted(NETWORK, resource("oci_core_subnet.other"))))
    export_drift(memory, site, access, None)
    assert github.forge.open_numbers() == [1]
    assert github.forge.comments[1][-1]["body"] == "Drift again: it differs from what was closed."


def test_state_directory_is_lost(
    tmp_path: Path, memory: dg.DagsterInstance, github: GithubServer, access: GithubAccess
) -> None:
    """A new runner without history takes up the issue that is there, with the day on which it began."""
    check_run(memory, now(drifted()))
    export_drift(memory, site_with(tmp_path / "one"), access, None)
    later = replace(now(drifted(), days=2), first_seen=datetime.now(timezone.utc))
    with dg.DagsterInstance.ephemeral() as fresh:
        check_run(fresh, later)
        export_drift(fresh, site_with(tmp_path / "two"), access, None)
    [issue] = github.forge.issues.values()
    assert "2025-12-18" in issue["title"]
    assert "First seen: 2025-12-18 02:00 UTC" in issue["body"]


def test_many_old_runs_are_one_look(
    memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess
) -> None:
    """A daemon that begins on an old history asks GitHub once, for what is so now."""
    for _ in range(5):
        check_run(memory, now(drifted()))
    check_run(memory, now(clean()))
    export_drift(memory, site, access, None)
    assert ([request.method for request in github.requests], github.forge.issues) == (["GET"], {})


def test_time_runs_out(memory: dg.DagsterInstance, site: Site, github: GithubServer, access: GithubAccess) -> None:
    """The run stays to be told until the last issue is written, however many ticks that takes."""
    run_id = check_run(memory, now(drifted()), now(drifted(OKE)))
    first = export_drift(memory, site, access, None, seconds=0)
    assert (len(github.forge.issues), tag_of(memory, run_id)) == (1, None)
    assert export_drift(memory, site, access, first.since, seconds=0).said.endswith("2 of 2 stacks drifted, 1 opened")
    assert (len(github.forge.issues), tag_of(memory, run_id)) == (2, YES)


def test_two_at_once(site: Site, github: GithubServer, access: GithubAccess, memory: dg.DagsterInstance) -> None:
    """Two daemons of one state directory at the same moment open one issue: the second waits, and finds it."""
    check_run(memory, now(drifted()))
    second_look = threading.Event()

    def hold(request: Request) -> None:
        looks = [each for each in github.requests if each.method == "GET"]
        if request.method == "GET" and looks:
            second_look.set()
        if request.method == "POST":
            second_look.wait(1.0)  # without the lock the other one looks now, and finds nothing

    github.before = hold
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(report_drift, memory, site, [NETWORK], access) for _ in range(2)]
        deeds = sorted(done.step.deed.value for each in both for done in each.result().done)
    assert (deeds, len(github.forge.issues)) == (["leave", "open"], 1)


def test_cursor_moves_on(memory: dg.DagsterInstance, site: Site) -> None:
    """It stays behind by what clocks may differ, so that no run is missed."""
    before = time.time()
    exported = export_drift(memory, site, None, None)
    assert before - 400 < exported.since < before - 200
