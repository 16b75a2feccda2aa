"""The apply job on real Terraform: order, materializations, failures, what is recorded."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.assembly import build_definitions
from oci_assets.model import Action, Counts, Outcome
from oci_assets.platform.naming import asset_key
from tests.platform.estates import QUIET, Estate, make_estate, run

CHAIN = ("toronto/identity", "toronto/network", "toronto/compute")


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """Three stacks, each needs the one before."""
    return make_estate(tmp_path, *CHAIN)


def test_apply_records_what_was_done(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Each stack is materialized in order, with counts, commit and level; the record says the same."""
    ran = run(estate.site, memory, Action.APPLY, *CHAIN, trigger="sensor")
    order = ["toronto__identity", "toronto__network", "toronto__compute"]
    assert ran.order(dg.DagsterEventType.ASSET_MATERIALIZATION) == order
    event = memory.get_latest_materialization_event(asset_key("toronto/compute"))
    assert event is not None
    assert event.asset_materialization is not None
    values = {name: value.value for name, value in event.asset_materialization.metadata.items()}
    assert (values["outcome"], values["created"], values["changed"], values["level"]) == ("applied", 1, 0, 3)
    assert values["commit"] == estate.repo.git("rev-parse", "HEAD") == ran.record.commit
    assert ran.record.counts == Counts(created=3)
    assert (ran.record.status, ran.record.trigger) == ("success", "sensor")


def test_apply_twice_changes_nothing(estate: Estate, memory: dg.DagsterInstance) -> None:
    """The second apply changes nothing and says so."""
    run(estate.site, memory, Action.APPLY, *CHAIN)
    ran = run(estate.site, memory, Action.APPLY, *CHAIN)
    assert {result.outcome for result in ran.record.results.values()} == {Outcome.NO_CHANGES}
    assert ran.record.counts == Counts()


def test_apply_data_version(estate: Estate, memory: dg.DagsterInstance) -> None:
    """What needs a stack looks out of date in the UI only after an apply that changed the stack's outputs."""
    text = 'resource "terraform_data" "main" {\n  input = "%s"\n}\noutput "id" {\n  value = "%s"\n}\n'
    versions = []
    for values in (("one", "one"), ("one", "one"), ("two", "one"), ("two", "two")):
        estate.repo.commit(files={"toronto/network/main.tf": text % values})
        run(estate.site, memory, Action.APPLY, "toronto/network")
        versions.append(_data_version(memory, "toronto/network"))
    assert versions[0] == versions[1] == versions[2] != versions[3]


def _data_version(instance: dg.DagsterInstance, stack: str) -> str:
    event = instance.get_latest_materialization_event(asset_key(stack))
    assert event is not None
    assert event.asset_materialization is not None
    return str((event.asset_materialization.tags or {})["dagster/data_version"])


def test_apply_keeps_order_over_a_gap(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Without the stack in between, the outer two keep their order."""
    ran = run(estate.site, memory, Action.APPLY, "toronto/identity", "toronto/compute")
    assert ran.order(dg.DagsterEventType.STEP_SUCCESS) == ["toronto__identity", "toronto__compute"]
    assert ran.started == ran.order(dg.DagsterEventType.STEP_SUCCESS)


def test_apply_failure_stops_what_needs_it(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A stack that fails is named with level and error; what did not run is listed with the cause (fault 47)."""
    estate.break_stack("toronto/network")
    ran = run(estate.site, memory, Action.APPLY, *CHAIN)
    [failure] = [e for e in ran.events if e.event_type is dg.DagsterEventType.STEP_FAILURE]
    assert failure.step_failure_data.user_failure_data is not None
    assert "level 2: toronto/network: failed" in (failure.step_failure_data.user_failure_data.description or "")
    results = ran.record.results
    assert [results[stack].outcome for stack in CHAIN] == [Outcome.APPLIED, Outcome.FAILED, Outcome.NOT_RUN]
    assert "the cloud said no" in (results["toronto/network"].error or "")
    assert results["toronto/compute"].cause == "did not run due to a failure in toronto/network"
    assert ran.record.status == "failure"


def test_apply_streams_to_the_step_log(estate: Estate, sqlite: dg.DagsterInstance) -> None:
    """What Terraform prints is in the step's own log."""
    ran = run(estate.site, sqlite, Action.APPLY, "toronto/network")
    log = sqlite.compute_log_manager.get_log_data([ran.run_id, "compute_logs", "toronto__network"])
    assert b"terraform_data.main: Creating..." in (log.stdout or b"")


def test_apply_under_another_executor(estate: Estate, memory: dg.DagsterInstance) -> None:
    """The same assets run under an executor of Dagster's own, in order."""
    job = build_definitions(estate.site).resolve_job_def("apply")
    ended = job.execute_in_process(instance=memory, run_config=QUIET)
    assert ended.success
    keys = [event.asset_key for event in ended.get_asset_materialization_events()]
    assert keys == [asset_key(stack) for stack in CHAIN]


def test_apply_odd_folder_names(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """Stacks in folders with blanks, hyphens and letters of all kinds are applied, upstream first."""
    odd = ["toronto/a-b", "toronto/a_b", "toronto/über uns"]
    settings = "service_dependencies: {über uns: [a-b, a_b], a-b: [], a_b: []}\n"
    files = {"oci-assets.yaml": settings, **{f"{stack}/backend.tf": "terraform {}\n" for stack in odd}}
    estate = make_estate(tmp_path, *odd, files=files)
    ran = run(estate.site, memory, Action.APPLY, *odd)
    assert {stack: result.outcome for stack, result in ran.record.results.items()} == dict.fromkeys(
        odd, Outcome.APPLIED
    )
    last = ran.order(dg.DagsterEventType.ASSET_MATERIALIZATION)[-1]
    assert last == ran.started[-1]
    assert str(last).startswith("toronto___ber_uns_")


def test_apply_missing_folder(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A stack whose folder was removed since the definitions were loaded fails with a sentence, others go on."""
    loaded = estate.site
    estate.repo.remove("toronto/compute")
    estate.repo.commit()
    ran = run(loaded, memory, Action.APPLY, *CHAIN)
    assert ran.record.results["toronto/network"].outcome is Outcome.APPLIED
    assert ran.record.results["toronto/compute"].outcome is Outcome.FAILED
    assert "toronto/compute does not exist" in (ran.record.results["toronto/compute"].error or "")


def test_apply_without_terraform(estate: Estate, memory: dg.DagsterInstance) -> None:
    """When Terraform is too old nothing runs, and every stack's cause says why."""
    estate.repo.commit(files={"oci-assets.yaml": 'terraform: {version: ">= 99"}\n'})
    ran = run(estate.site, memory, Action.APPLY, "toronto/network")
    assert ran.record.status == "failure"
    assert ran.record.results["toronto/network"].outcome is Outcome.NOT_RUN
    assert ">= 99" in (ran.record.results["toronto/network"].cause or "")
    assert os.linesep not in (ran.record.results["toronto/network"].cause or "")
