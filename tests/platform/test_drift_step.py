"""Drift checks through Dagster on real Terraform: the commit last applied, pending, unknown, since when, rules."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.drift import DriftKind, DriftStatus, StackDrift
from oci_assets.model import Action, Outcome
from oci_assets.platform.drift_history import before
from oci_assets.platform.drift_metadata import drift_in
from oci_assets.platform.last_apply import last_apply
from oci_assets.platform.naming import asset_key, check_key
from oci_assets.terraform.workspace import Workspace
from tests.platform.estates import Estate, Ran, make_estate, run, terraform_data

NETWORK, COMPUTE = "toronto/network", "toronto/compute"


@pytest.fixture
def estate(tmp_path: Path, memory: dg.DagsterInstance) -> Estate:
    """Two stacks that were applied."""
    made = make_estate(tmp_path, NETWORK, COMPUTE)
    run(made.site, memory, Action.APPLY, NETWORK, COMPUTE)
    return made


def check(estate: Estate, memory: dg.DagsterInstance, stack: str = NETWORK, **tags: str) -> tuple[StackDrift, Ran]:
    """One check of one stack."""
    ran = run(estate.site, memory, Action.DRIFT, stack, details=None, **tags)
    found = ran.record.results[stack].found
    assert found is not None
    return found, ran


def passed(ran: Ran) -> bool:
    """Whether the check of the run passed."""
    [event] = [e for e in ran.events if e.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION]
    return event.asset_check_evaluation_data.passed


def lose(estate: Estate, stack: str = NETWORK) -> None:
    """The resource is in the state no more: an apply would make it again."""
    file = estate.repo.root / stack / "terraform.tfstate"
    state = json.loads(file.read_text())
    file.write_text(json.dumps({**state, "resources": [], "serial": state["serial"] + 1}))


@pytest.mark.parametrize("trigger", ["ui", "command line"])
def test_commit_that_was_not_applied_is_pending(estate: Estate, memory: dg.DagsterInstance, trigger: str) -> None:
    """It is looked at as it was applied, so that the difference to the head is no drift; the check passes."""
    applied = estate.repo.git("rev-parse", "HEAD")
    head = estate.commit(toronto__network="two")
    found, ran = check(estate, memory, trigger=trigger)
    assert (found.status, found.counts, found.commit, found.head) == (DriftStatus.PENDING, {}, applied, head)
    [reason] = found.pending
    assert reason.startswith("toronto/network/main.tf differs between ")
    assert (passed(ran), ran.record.results[NETWORK].outcome) == (True, Outcome.CHANGES)
    assert ran.record.commit == head
    untouched, other = check(estate, memory, COMPUTE, trigger=trigger)
    assert (untouched.status, untouched.commit, passed(other)) == (DriftStatus.CLEAN, applied, True)


def test_head_that_cannot_be_planned_is_pending(estate: Estate, memory: dg.DagsterInstance) -> None:
    """What is committed and broken says nothing about what is applied."""
    estate.break_stack(NETWORK)
    found, _ = check(estate, memory, trigger="ui")
    assert found.status is DriftStatus.PENDING


def test_old_commit_has_a_data_dir_of_its_own(estate: Estate, memory: dg.DagsterInstance) -> None:
    """An apply of the head that begins meanwhile finds what its own init has made."""
    estate.commit(toronto__network="two")
    folder = Workspace(estate.site.state_dir, NETWORK).data_dir
    before_check = {file: file.stat().st_mtime_ns for file in folder.rglob("*")}
    check(estate, memory, trigger="ui")
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*")} == before_check
    assert (folder.parent / "drift-data").is_dir()


def test_drift_and_pending_at_once(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Both are told, drift first."""
    estate.commit(toronto__network="two")
    lose(estate)
    found, ran = check(estate, memory, trigger="ui")
    assert (found.status, found.counts, passed(ran)) == (DriftStatus.DRIFTED, {DriftKind.DRIFT: 1}, False)
    assert found.pending


def test_stack_that_was_never_applied(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """All that is planned at the head is pending."""
    found, ran = check(make_estate(tmp_path, NETWORK), memory, trigger="ui")
    assert (found.status, found.counts) == (DriftStatus.PENDING, {DriftKind.PENDING: 1})
    assert found.resources[0].cause == "nothing here has applied it yet"
    assert passed(ran)


def test_upstream_that_was_applied_since_is_pending(estate: Estate, memory: dg.DagsterInstance) -> None:
    """What a stack would do because of what it reads is due then, not drift."""
    estate.commit(toronto__network="two")
    run(estate.site, memory, Action.APPLY, NETWORK)
    lose(estate, COMPUTE)
    found, _ = check(estate, memory, COMPUTE, trigger="ui")
    assert (found.status, found.counts) == (DriftStatus.PENDING, {DriftKind.PENDING: 1})
    assert found.resources[0].cause == "toronto/network was applied since"


def test_apply_that_did_only_a_part_is_pending(estate: Estate, memory: dg.DagsterInstance) -> None:
    """What it left to do is due, and its run is named; what else changed nobody knows, so the check warns."""
    fails = 'resource "terraform_data" "b" {\n  provisioner "local-exec" { command = "exit 3" }\n}\n'
    estate.repo.commit(files={f"{NETWORK}/main.tf": terraform_data("two") + fails})
    half = run(estate.site, memory, Action.APPLY, NETWORK)
    assert half.record.results[NETWORK].outcome is Outcome.PARTIAL
    found, ran = check(estate, memory, trigger="ui")
    assert found.status is DriftStatus.PENDING
    assert any(half.run_id[:8] in each.cause for each in found.resources)
    [event] = [e for e in ran.events if e.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION]
    told = event.asset_check_evaluation_data
    assert (told.passed, told.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert (told.description or "").startswith(f"not known whether anything changed outside: run {half.run_id[:8]} ")


def test_uncommitted_files_are_pending(estate: Estate, memory: dg.DagsterInstance) -> None:
    """By hand in place: they are taken as they are, and what they would do nobody did outside."""
    estate.repo.write(f"{NETWORK}/main.tf", terraform_data("edited"))
    found, _ = check(estate, memory, trigger="command line", uncommitted="true")
    assert (found.status, found.counts) == (DriftStatus.PENDING, {DriftKind.PENDING: 1})
    assert "not committed" in found.resources[0].cause


def test_applied_commit_that_is_gone(estate: Estate, memory: dg.DagsterInstance) -> None:
    """As after a history was rewritten: the head is checked, with a warning, never an error."""
    gone = {"commit": "f" * 40, "outcome": "applied"}
    memory.report_runless_asset_event(dg.AssetMaterialization(asset_key(NETWORK), metadata=gone))
    found, _ = check(estate, memory, trigger="command line")
    assert (found.status, found.commit) == (DriftStatus.CLEAN, estate.repo.git("rev-parse", "HEAD"))
    assert "which is not here" in found.warnings[0]


def test_first_seen_and_age_come_from_the_history(estate: Estate, memory: dg.DagsterInstance) -> None:
    """The second check knows since when; an apply that sets it right ends it, and a new drift begins anew."""
    lose(estate)
    first, _ = check(estate, memory)
    assert (first.first_seen, first.checks_seen, first.reported) == (first.checked_at, 1, True)
    second, ran = check(estate, memory)
    assert (second.first_seen, second.checks_seen) == (first.first_seen, 2)
    observation = memory.fetch_observations(asset_key(NETWORK), limit=1).records[0].asset_observation
    assert observation is not None
    assert drift_in(observation.metadata) == second
    assert observation.metadata["checks_seen"].value == 2
    assert not passed(ran)
    run(estate.site, memory, Action.APPLY, NETWORK)
    assert check(estate, memory)[0].first_seen is None
    lose(estate)
    assert check(estate, memory)[0].checks_seen == 1


def test_unknown_touches_nothing(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A check that failed is red and an error; it neither ends drift nor begins it, and the next goes on counting."""
    lose(estate)
    first, _ = check(estate, memory)
    state = estate.repo.root / NETWORK / "terraform.tfstate"
    content = state.read_bytes()
    state.write_text("not a state")
    unknown, ran = check(estate, memory)
    assert (unknown.status, unknown.counts, unknown.first_seen) == (DriftStatus.UNKNOWN, {}, first.first_seen)
    assert (unknown.checks_seen, unknown.reported, bool(unknown.error)) == (1, False, True)
    assert (passed(ran), ran.record.status) == (False, "failure")
    [event] = [e for e in ran.events if e.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION]
    assert event.asset_check_evaluation_data.severity is dg.AssetCheckSeverity.ERROR
    state.write_bytes(content)
    again, _ = check(estate, memory)
    assert (again.status, again.first_seen, again.checks_seen) == (DriftStatus.DRIFTED, first.first_seen, 2)


def test_told_only_when_it_persists(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Until as many checks in a row have seen it, it is in the observation and the check passes."""
    estate.repo.commit(files={"oci-assets.yaml": "drift: {persist_checks: 3}\n"})
    lose(estate)
    answers = [check(estate, memory) for _ in range(3)]
    assert [(found.status, found.reported) for found, _ in answers] == [
        (DriftStatus.DRIFTED, False),
        (DriftStatus.DRIFTED, False),
        (DriftStatus.DRIFTED, True),
    ]
    assert [passed(ran) for _, ran in answers] == [True, True, False]


def test_rules_of_the_settings(estate: Estate, memory: dg.DagsterInstance) -> None:
    """What a rule passes over is listed with its reason; one that has expired is warned of and has no effect."""
    rule = "drift: {{ignore: [{{address: terraform_data.main, reason: known, expires: {day}}}]}}\n"
    today = datetime.now(timezone.utc).date()
    lose(estate)
    estate.repo.commit(files={"oci-assets.yaml": rule.format(day=today + timedelta(days=2))})
    found, ran = check(estate, memory, trigger="ui")
    assert (found.status, [each.reason for each in found.ignored]) == (DriftStatus.CLEAN, ["known"])
    assert (passed(ran), ran.record.results[NETWORK].outcome) == (True, Outcome.NO_CHANGES)
    estate.repo.commit(files={"oci-assets.yaml": rule.format(day=today - timedelta(days=2))})
    found, ran = check(estate, memory, trigger="ui")
    assert (found.status, passed(ran)) == (DriftStatus.DRIFTED, False)
    assert "has expired" in found.warnings[0]


def test_metadata_is_plotted_and_read(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Figures are numbers, the table names the resource, the commits are there."""
    lose(estate)
    check(estate, memory)
    evaluation = memory.get_latest_asset_check_evaluation_record(check_key(NETWORK))  # what the UI shows
    assert evaluation is not None
    event = memory.fetch_observations(asset_key(NETWORK), limit=1).records[0].asset_observation
    assert event is not None
    metadata = event.metadata
    assert {metadata[name].value for name in ("drifted", "changed_outside")} == {1}
    assert {metadata[name].value for name in ("deleted", "tag_only", "output_only", "pending", "ignored")} == {0}
    assert metadata["age_hours"].value == 0.0
    assert "| terraform_data.main | changed outside |" in str(metadata["differences"].value)
    head = estate.repo.git("rev-parse", "HEAD")
    assert (metadata["commit_checked"].value, metadata["head_commit"].value) == (head, head)


def test_last_apply_of_a_stack(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Its commit, and whether it did something."""
    last = last_apply(memory, NETWORK)
    assert last is not None
    assert (last.commit, last.changed, last.uncommitted) == (estate.repo.git("rev-parse", "HEAD"), True, False)
    assert last_apply(memory, "toronto/nothing") is None
    assert before(memory, NETWORK, last).found is None


def test_last_apply_names_the_providers_that_wrote_the_state(memory: dg.DagsterInstance) -> None:
    """An apply that had nothing to do leaves the state as an older provider wrote it."""
    for outcome, version in (("applied", "6.1.0"), ("no_changes", "6.2.0")):
        providers = dg.MetadataValue.json([f"registry.terraform.io/oracle/oci {version}"])
        texts = {"commit": dg.MetadataValue.text("f" * 40), "outcome": dg.MetadataValue.text(outcome)}
        metadata = {**texts, "providers": providers}
        memory.report_runless_asset_event(dg.AssetMaterialization(asset_key(NETWORK), metadata=metadata))
    last = last_apply(memory, NETWORK)
    assert last is not None
    assert (last.changed, last.providers) == (False, {"registry.terraform.io/oracle/oci": "6.1.0"})


def test_drift_after_an_apply_is_new(estate: Estate, memory: dg.DagsterInstance) -> None:
    """It began after that apply, also where another one with nothing to do came between."""
    lose(estate)
    old, _ = check(estate, memory)
    for outcome in (Outcome.APPLIED, Outcome.NO_CHANGES):
        texts = {"commit": estate.repo.git("rev-parse", "HEAD"), "outcome": outcome.value}
        memory.report_runless_asset_event(dg.AssetMaterialization(asset_key(NETWORK), metadata=texts))
    again, _ = check(estate, memory)
    assert (old.checks_seen, again.checks_seen, again.first_seen) == (1, 1, again.checked_at)
