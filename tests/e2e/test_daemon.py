"""The real daemon and webserver on loopback: commits are applied, failures re-executed, broken estates explained."""

from __future__ import annotations

from typing import Any

import pytest

from oci_assets.platform.audit import audit_path
from oci_assets.report.audit_file import AuditFile
from tests.e2e.conftest import World
from tests.e2e.server import SELECTOR, Server, wait_for
from tests.platform.estates import terraform_data

pytestmark = [pytest.mark.daemon, pytest.mark.slow]


def run_for(server: Server, commit: str) -> dict[str, Any]:
    """The run that the sensor started for a commit, once it has ended."""
    [started] = wait_for(f"a run for {commit}", lambda: server.runs(**{"oci/commit": commit}))
    return wait_for(f"the end of run {started['runId']}", lambda: server.ended(started["runId"]))


def materialized(run: dict[str, Any]) -> set[str]:
    """The stacks that a run materialized."""
    return {"/".join(event["assetKey"]["path"]) for event in run["assetMaterializations"]}


def audited(world: World, run_id: str) -> list[dict[str, Any]]:
    """The audit records of a run; empty while there is none."""
    records = AuditFile(audit_path(world.estate.site)).records()
    return [record for record in records if record["run_id"] == run_id]


def test_commit_is_applied_and_audited(world: World) -> None:
    """A commit to a module is one run of exactly the stacks that call it, with reasons, counts and audit records."""
    commit = world.estate.repo.commit(files={"modules/vcn/main.tf": terraform_data("a new value")})
    run = run_for(world.server, commit)
    assert (run["status"], materialized(run)) == ("SUCCESS", {"toronto/network", "ashburn/network"})
    labels = {entry["label"] for event in run["assetMaterializations"] for entry in event["metadataEntries"]}
    assert {"outcome", "created", "commit", "reasons", "plan"} <= labels
    records = wait_for("the audit records", lambda: audited(world, run["runId"]))
    assert {(r["region"], r["action"], r["status"], r["total_resources_created"]) for r in records} == {
        ("toronto", "apply", "success", 1),
        ("ashburn", "apply", "success", 1),
    }
    assert {(r["environment"]["trigger"], r["environment"]["github_sha"]) for r in records} == {("sensor", commit)}


def test_failure_is_reexecuted(world: World) -> None:
    """A stack that fails leaves what needs it out; "re-execute from failure" in the UI runs just the rest."""
    (world.folder / "broken").touch()
    loads = "service_dependencies: {dns: [oke]}\n"
    world.estate.repo.commit(files={"oci-assets.yaml": loads})
    assert world.server.reload() is None
    files = {f"toronto/{name}/extra.tf": "# more\n" for name in ("tagging", "oke", "dns")}
    failed = run_for(world.server, world.estate.repo.commit(files=files))
    assert (failed["status"], materialized(failed)) == ("FAILURE", {"toronto/tagging"})
    (world.folder / "broken").unlink()
    again = reexecute(world.server, failed["runId"])
    assert again["status"] == "SUCCESS"
    assert materialized(again) == {"toronto/oke", "toronto/dns"}
    [record] = wait_for("the audit record", lambda: audited(world, again["runId"]))
    assert [service["service"] for service in record["services"]] == ["dns", "oke"]
    assert record["environment"]["trigger"] == "ui"


def reexecute(server: Server, run_id: str) -> dict[str, Any]:
    """What the button in the UI does: the new run, once it has ended."""
    query = """mutation ($params: ReexecutionParams!) {launchRunReexecution(reexecutionParams: $params) {
        __typename ... on LaunchRunSuccess {run {runId}} ... on PythonError {message}}}"""
    params = {"parentRunId": run_id, "strategy": "FROM_FAILURE", "useParentRunTags": True}
    launched = server.ask(query, params=params)["launchRunReexecution"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    return wait_for("the re-execution", lambda: server.ended(launched["run"]["runId"]))


def test_new_stack_is_applied(world: World) -> None:
    """A stack in a new folder is applied without a person: the code location is reloaded for it."""
    world.estate.repo.commit(files={"toronto/fss/main.tf": terraform_data()})
    wait_for("the new stack to be loaded", lambda: world.server.tick_that_says("reloaded for them: toronto/fss"))
    [started] = wait_for("its run", lambda: [r for r in world.server.runs() if r["assetSelection"] == [FSS]])
    run = wait_for("its end", lambda: world.server.ended(started["runId"]))
    assert (run["status"], materialized(run)) == ("SUCCESS", {"toronto/fss"})


FSS = {"path": ["toronto", "fss"]}


def test_broken_estate_is_explained(world: World) -> None:
    """Settings with mistakes make the code location's error in the UI say what is wrong; mended, it is back."""
    settings = world.estate.repo.root / "oci-assets.yaml"
    before = settings.read_text() if settings.exists() else ""
    world.estate.repo.commit(files={"oci-assets.yaml": "execution: {max_workers: none}\n"})
    assert "execution.max_workers" in (world.server.reload() or "")
    world.estate.repo.commit(files={"oci-assets.yaml": before})
    assert world.server.reload() is None


def test_schedule_is_running(world: World) -> None:
    """The daily drift check is on from the start."""
    query = """query ($selector: ScheduleSelector!) {scheduleOrError(scheduleSelector: $selector) {
        ... on Schedule {cronSchedule executionTimezone scheduleState {status}}}}"""
    schedule = world.server.ask(query, selector={**SELECTOR, "scheduleName": "daily_drift"})["scheduleOrError"]
    assert (schedule["cronSchedule"], schedule["executionTimezone"]) == ("0 2 * * *", "UTC")
    assert schedule["scheduleState"]["status"] == "RUNNING"
