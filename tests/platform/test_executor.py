"""Contract of the thread executor beside Dagster's own: same events, retries, pools, fan-out, resources, many steps."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator

import dagster as dg
import pytest
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run, execute_run_iterator

from oci_assets.errors import UsageError
from oci_assets.platform.executor import thread_executor
from oci_assets.platform.thread_options import ThreadOptions
from tests.platform.executor_jobs import WAIT_SECONDS, Journal, Step, asset_job, execute, fail


def test_execute_in_parallel_up_to_max_workers(memory: dg.DagsterInstance) -> None:
    """As many steps as `max_workers` says run at once, no more; the run's tag comes before the configuration."""
    meet, now, most = threading.Barrier(2), Counter[str](), Counter[str]()

    def together() -> None:
        now["running"] += 1
        most["running"] = max(most["running"], now["running"])
        meet.wait(WAIT_SECONDS)
        now["running"] -= 1

    executor = thread_executor.configured({"max_workers": 1})
    job = asset_job(Journal(), *(Step(f"s{i}", body=together) for i in range(4)), executor=executor)
    assert execute(job, memory, max_workers="2").run.status is dg.DagsterRunStatus.SUCCESS
    assert most["running"] == 2


def test_execute_pool(sqlite: dg.DagsterInstance) -> None:
    """Steps of a pool with one slot run one after the other."""
    sqlite.event_log_storage.set_concurrency_slots("state", 1)
    journal = Journal()
    ran = execute(asset_job(journal, Step("a", pool="state"), Step("b", pool="state")), sqlite)
    assert ran.run.status is dg.DagsterRunStatus.SUCCESS
    assert journal.lines in (["start a", "end a", "start b", "end b"], ["start b", "end b", "start a", "end a"])


def test_execute_pool_claim_given_up(sqlite: dg.DagsterInstance) -> None:
    """A step that waits for a pool when another fails is left out, and its claim does not outlive the run."""
    sqlite.event_log_storage.set_concurrency_slots("state", 1)
    journal = Journal()

    def fail_when_both_wait() -> None:
        journal.wait_for("blocked")
        fail()

    job = asset_job(journal, Step("a", pool="state", body=fail_when_both_wait), Step("b", pool="state"), Step("probe"))
    run = sqlite.create_run_for_job(job)
    for event in execute_events(job, run, sqlite):
        if "blocked by limit for pool" in (event.message or ""):
            journal.note("blocked")
    assert "start b" not in journal.lines
    info = sqlite.event_log_storage.get_concurrency_info("state")
    assert (info.active_slot_count, info.pending_step_count) == (0, 0)


def execute_events(
    job: dg.JobDefinition, run: dg.DagsterRun, instance: dg.DagsterInstance
) -> Iterator[dg.DagsterEvent]:
    """The events of the run while it goes on."""
    yield from execute_run_iterator(InMemoryJob(job), run, instance)


def test_execute_shares_resources(memory: dg.DagsterInstance) -> None:
    """A resource is made once a run and torn down after the last step."""
    journal = Journal()

    @dg.resource
    def cloud() -> Iterator[str]:
        journal.note("open")
        yield "cloud"
        journal.note("close")

    @dg.op(required_resource_keys={"cloud"})
    def use() -> None:
        journal.note(dg.OpExecutionContext.get().resources.cloud)

    @dg.job(executor_def=thread_executor, resource_defs={"cloud": cloud})
    def job() -> None:
        use.alias("one")()
        use.alias("two")()

    execute(job, memory)
    assert journal.lines == ["open", "cloud", "cloud", "close"]


def test_execute_async_ops_together(memory: dg.DagsterInstance) -> None:
    """Two async ops run at once, each on an event loop of its own."""
    meet = threading.Barrier(2)

    @dg.op
    async def wait_for_other() -> int:
        return await asyncio.to_thread(meet.wait, WAIT_SECONDS)

    @dg.job(executor_def=thread_executor)
    def job() -> None:
        wait_for_other.alias("one")()
        wait_for_other.alias("two")()

    assert execute(job, memory).run.status is dg.DagsterRunStatus.SUCCESS


def test_execute_raise_on_error(memory: dg.DagsterInstance) -> None:
    """A caller that asks for the error gets the step's own exception, after the other steps have ended."""
    journal = Journal()
    job = asset_job(journal, Step("bad", body=fail), Step("slow", body=lambda: journal.wait_for("end bad")))
    with pytest.raises(ValueError, match="the cloud said no"):
        execute_run(InMemoryJob(job), memory.create_run_for_job(job), memory, raise_on_error=True)
    assert "end slow" in journal.lines


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        ({"oci/max_workers": "0"}, "oci/max_workers is '0': give a whole number from 1"),
        ({"oci/scheduling": "x"}, "oci/scheduling is 'x': give one of streaming, levels"),
        ({"oci/on_failure": ""}, "oci/on_failure is '': give one of stop, independent"),
    ],
)
def test_for_run_bad_tag(tags: dict[str, str], message: str) -> None:
    """A tag that cannot be is named with what may stand there."""
    with pytest.raises(UsageError, match=message):
        ThreadOptions().for_run(tags)


def test_execute_400_steps_on_8_threads(memory: dg.DagsterInstance) -> None:
    """400 steps on 8 threads: each runs once, no event is lost."""
    journal = Journal()
    job = asset_job(journal, *(Step(f"s{i}", [f"s{i - 40}"] if i >= 40 else []) for i in range(400)))
    ran = execute(job, memory, max_workers="8")
    assert ran.run.status is dg.DagsterRunStatus.SUCCESS
    assert len(journal.lines) == 800
    stored = memory.all_logs(ran.run.run_id, of_type=dg.DagsterEventType.STEP_SUCCESS)
    assert len({record.step_key for record in stored}) == 400


def test_execute_sqlite_on_8_threads(sqlite: dg.DagsterInstance) -> None:
    """A history on SQLite takes the events of 8 threads; none is lost, each materialization is found by its asset."""
    job = asset_job(Journal(), *(Step(f"s{i}") for i in range(80)))
    ran = execute(job, sqlite, max_workers="8")
    assert ran.run.status is dg.DagsterRunStatus.SUCCESS
    stored = sqlite.all_logs(ran.run.run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)
    assert len(stored) == 80
    assert all(sqlite.get_latest_materialization_event(dg.AssetKey(f"s{i}")) for i in range(80))
