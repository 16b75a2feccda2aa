"""Run records that are read back from the history: re-executions, interrupts, runs that never got to a stack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run_iterator
from dagster._core.execution.plan.resume_retry import ReexecutionStrategy
from dagster._core.remote_origin import InProcessCodeLocationOrigin
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import InProcessWorkspaceLoadTarget

from oci_assets.assembly import build_definitions
from oci_assets.model import Action, Outcome, Reason, ReasonKind
from oci_assets.platform.history import read_run
from oci_assets.platform.in_process import create_run
from oci_assets.platform.naming import asset_key
from oci_assets.platform.run_details import details_config
from tests.platform.estates import Estate, history, make_estate, run

CHAIN = ("toronto/identity", "toronto/network", "toronto/compute")
NETWORK, COMPUTE = CHAIN[1:]


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """Three stacks, each needs the one before."""
    return make_estate(tmp_path, *CHAIN)


def _reexecuted(
    instance: dg.DagsterInstance, run_id: str, job_name: str, strategy: ReexecutionStrategy
) -> dg.DagsterRun:
    """What Dagster's own re-execution makes of a run; the code location is loaded anew."""
    target = LoadableTargetOrigin(python_file=str(Path(__file__).with_name("estate_defs.py")))
    workspace = InProcessWorkspaceLoadTarget(InProcessCodeLocationOrigin(target))
    parent = instance.get_run_by_id(run_id)
    assert parent is not None
    with WorkspaceProcessContext(instance, workspace) as process:
        context = process.create_request_context()
        [location] = context.code_locations
        [repository] = location.get_repositories().values()
        return instance.create_reexecuted_run(
            parent_run=parent,
            request_context=context,
            code_location=location,
            remote_job=repository.get_full_job(job_name),
            strategy=strategy,
            use_parent_run_tags=True,
        )


@pytest.fixture
def sqlite_history(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """A real instance."""
    with history(tmp_path / "home") as instance:
        yield instance


@pytest.mark.parametrize("strategy", [ReexecutionStrategy.FROM_FAILURE, ReexecutionStrategy.FROM_ASSET_FAILURE])
def test_read_run_of_reexecution_from_failure(
    estate: Estate,
    sqlite_history: dg.DagsterInstance,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    strategy: ReexecutionStrategy,
) -> None:
    """Re-execution from failure runs just the rest, at the mended commit, and is recorded as started in the UI."""
    monkeypatch.setenv("OCI_TEST_ESTATE", str(tmp_path))
    estate.break_stack(NETWORK)
    first = run(estate.site, sqlite_history, Action.APPLY, *CHAIN, trigger="command line", actor="jane")
    assert first.record.results[COMPUTE].outcome is Outcome.NOT_RUN
    mended = estate.commit(toronto__network="mended")
    again = _reexecuted(sqlite_history, first.run_id, "apply", strategy)
    job = build_definitions(estate.site).resolve_job_def("apply")
    events = list(execute_run_iterator(InMemoryJob(job), again, sqlite_history))
    assert {e.step_key for e in events if e.is_step_success} == {"toronto__network", "toronto__compute"}
    record = read_run(sqlite_history, estate.site, again.run_id)
    assert record is not None
    assert {stack: r.outcome for stack, r in record.results.items()} == dict.fromkeys(
        (NETWORK, COMPUTE), Outcome.APPLIED
    )
    assert (record.status, record.trigger, record.actor, record.commit) == ("success", "ui", None, mended)


def test_read_run_of_replan_from_failure(
    estate: Estate, sqlite_history: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A plan that is re-executed from failure plans the failed stack only, at the same commit: it fails again."""
    monkeypatch.setenv("OCI_TEST_ESTATE", str(tmp_path))
    estate.break_stack(NETWORK)
    first = run(estate.site, sqlite_history, Action.PLAN)
    assert {s: r.outcome for s, r in first.record.results.items() if s != NETWORK} == dict.fromkeys(
        (CHAIN[0], COMPUTE), Outcome.CHANGES
    )
    estate.commit(toronto__network="mended")
    again = _reexecuted(sqlite_history, first.run_id, "plan", ReexecutionStrategy.FROM_FAILURE)
    job = build_definitions(estate.site).resolve_job_def("plan")
    list(execute_run_iterator(InMemoryJob(job), again, sqlite_history))
    record = read_run(sqlite_history, estate.site, again.run_id)
    assert record is not None
    assert {stack: r.outcome for stack, r in record.results.items()} == {NETWORK: Outcome.FAILED}
    assert record.commit == first.record.commit


def test_read_run_of_queued_and_canceled(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A run that waits has come to nothing yet; one that was canceled while it waited touched nothing."""
    _, queued = create_run(
        build_definitions(estate.site), memory, "apply", tags={"oci/commit": "c" * 40}, assets=[asset_key(NETWORK)]
    )
    record = read_run(memory, estate.site, queued.run_id)
    assert record is not None
    assert (record.status, record.finished_at, record.commit) == ("running", None, "c" * 40)
    assert record.results[NETWORK].cause == "the run has not come to it"
    memory.report_run_canceled(queued)
    record = read_run(memory, estate.site, queued.run_id)
    assert record is not None
    assert (record.status, set(record.results)) == ("interrupted", {NETWORK})
    assert record.results[NETWORK].cause == "the run was interrupted before it started"


def test_read_run_of_lost_worker(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A run that ended without a word from its steps tells what ended it."""
    _, lost = create_run(build_definitions(estate.site), memory, "apply", tags={}, assets=[asset_key(NETWORK)])
    memory.report_run_failed(lost, "the run worker was killed")
    record = read_run(memory, estate.site, lost.run_id)
    assert record is not None
    assert record.results[NETWORK].cause == "the run ended before it started: the run worker was killed"


def test_read_run_reasons(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Why a stack was selected is in the record and in the metadata of its materialization."""
    reason = Reason(ReasonKind.MODULE, "modules/vcn/main.tf", ("modules/vcn",))
    ran = run(estate.site, memory, Action.APPLY, NETWORK, details=details_config(reasons={NETWORK: (reason,)}))
    assert ran.record.reasons == {NETWORK: (reason,)}
    event = memory.get_latest_materialization_event(asset_key(NETWORK))
    assert event is not None
    assert event.asset_materialization is not None
    assert "modules/vcn" in str(event.asset_materialization.metadata["reasons"].value)
