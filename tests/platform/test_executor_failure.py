"""Contract of the thread executor when steps fail: stop, independent, retries, re-execution, dying workers."""

from __future__ import annotations

import dagster as dg
from dagster._core.events import RunFailureReason
from dagster._core.events.log import EventLogEntry
from dagster._core.storage.event_log import InMemoryEventLogStorage

from tests.platform.executor_jobs import (
    Journal,
    Step,
    asset_job,
    execute,
    fail,
    nothing,
    one_after_the_other,
    order_tags,
)
from tests.terraform.waiting import wait_until


def test_execute_stop_after_failure(memory: dg.DagsterInstance) -> None:
    """After a failure the running step ends, nothing new starts, and the run fails without a traceback of Dagster."""
    journal = Journal()

    def fail_beside_slow() -> None:
        journal.wait_for("start slow")
        fail()

    def end_after_the_failure() -> None:
        """The executor's next event is the failure: it is queued as soon as it is stored."""
        run_id = dg.OpExecutionContext.get().run_id
        assert wait_until(lambda: bool(memory.all_logs(run_id, of_type=dg.DagsterEventType.STEP_FAILURE)))

    job = asset_job(
        journal,
        Step("bad", tags=order_tags(1), body=fail_beside_slow),
        Step("slow", tags=order_tags(1), body=end_after_the_failure),
        Step("other", ["slow"], tags=order_tags(2, "slow")),
    )
    ran = execute(job, memory)
    assert ran.run.status is dg.DagsterRunStatus.FAILURE
    assert journal.started == {"bad", "slow"}
    assert ran.types_of("slow")[-1] == "STEP_SUCCESS"
    [failure] = ran.with_type(dg.DagsterEventType.RUN_FAILURE)
    assert "Steps failed: ['bad']" in (failure.message or "")
    assert failure.job_failure_data.failure_reason is RunFailureReason.STEP_FAILURE


def test_execute_stop_report(memory: dg.DagsterInstance) -> None:
    """One event names the failed step with its level, and every step that did not run with its cause."""
    job = asset_job(
        Journal(),
        Step("bad", tags=order_tags(1), body=fail),
        Step("needs", ["bad"], tags=order_tags(2, "bad")),
        Step("other", tags=order_tags(2)),
    )
    report = execute(job, memory, max_workers="1").report
    assert report is not None
    assert report.message == (
        "1 failed, 2 not run\nlevel 1: bad failed\n"
        "level 2: needs did not run due to a failure in bad\n"
        "level 2: other nothing new was started after the failure in bad"
    )
    assert report.engine_event_data.metadata["failed"].value == [{"step": "bad", "level": 1}]


def test_execute_independent(memory: dg.DagsterInstance) -> None:
    """Unrelated steps go on after a failure; what needs the failed step, through any chain, does not run."""
    journal = Journal()
    job = asset_job(
        journal,
        Step("bad", body=fail),
        Step("needs", ["bad"]),
        Step("chain", ["needs"]),
        Step("other"),
        Step("more", ["other"]),
    )
    ran = execute(job, memory, max_workers="1", on_failure="independent")
    assert journal.started == {"bad", "other", "more"}
    assert ran.run.status is dg.DagsterRunStatus.FAILURE


def test_execute_all_well_has_no_report(memory: dg.DagsterInstance) -> None:
    """A run in which every step ran says nothing about steps that did not."""
    ran = execute(asset_job(Journal(), Step("a"), Step("b", ["a"])), memory)
    assert ran.report is None
    assert ran.run.status is dg.DagsterRunStatus.SUCCESS


def test_execute_retry_with_delay(memory: dg.DagsterInstance) -> None:
    """A step with a retry policy is tried again after its delay; other steps run in the meantime."""
    journal = Journal()
    job = asset_job(
        journal,
        Step("again", body=one_after_the_other(fail, nothing), retry=dg.RetryPolicy(max_retries=1, delay=0.5)),
        Step("first"),
        Step("second", ["first"]),
    )
    ran = execute(job, memory, max_workers="1")
    kinds = ran.types_of("again")
    assert ran.run.status is dg.DagsterRunStatus.SUCCESS
    assert [k for k in kinds if "RETRY" in k or "RESTART" in k] == ["STEP_UP_FOR_RETRY", "STEP_RESTARTED"]
    last = len(journal.lines) - journal.lines[::-1].index("start again") - 1
    assert journal.lines.index("end second") < last


def test_execute_stop_gives_up_waiting_retry(memory: dg.DagsterInstance) -> None:
    """A retry that waits for its time is not started after another step has failed for good."""
    journal = Journal()

    def fail_later() -> None:
        journal.wait_for("end again")
        fail()

    retry = dg.RetryPolicy(max_retries=1, delay=3600)
    job = asset_job(journal, Step("again", body=fail, retry=retry), Step("bad", body=fail_later))
    ran = execute(job, memory)
    assert ran.report is not None
    assert "again its retry was not started after the failure in bad" in (ran.report.message or "")


def test_execute_step_that_exits(memory: dg.DagsterInstance) -> None:
    """SystemExit in a step is a failure of that step."""

    def leave() -> None:
        raise SystemExit(3)

    ran = execute(asset_job(Journal(), Step("a", body=leave)), memory)
    assert ran.types_of("a")[-1] == "STEP_FAILURE"
    assert ran.run.status is dg.DagsterRunStatus.FAILURE


class FullDisk(InMemoryEventLogStorage):
    """Refuses the first two events of step a, so that the step cannot even report its failure."""

    refusals = 2

    def store_event(self, event: EventLogEntry) -> None:
        """Store the event, or fail like a full disk."""
        kind = event.dagster_event.event_type_value if event.dagster_event else ""
        if event.step_key == "a" and kind.startswith("STEP_") and self.refusals:
            self.refusals -= 1
            raise OSError("no space left on device")
        super().store_event(event)  # type: ignore[no-untyped-call]


def test_execute_worker_dies(memory: dg.DagsterInstance) -> None:
    """A thread that dies without a last event fails its step, and the run ends."""
    storage = FullDisk()
    storage.register_instance(memory)
    memory._event_storage = storage
    ran = execute(asset_job(Journal(), Step("a"), Step("b", ["a"])), memory)
    assert ran.types_of("a") == ["STEP_FAILURE"]
    assert ran.run.status is dg.DagsterRunStatus.FAILURE


def test_execute_worker_dies_and_retries(memory: dg.DagsterInstance) -> None:
    """A thread that died is tried again when the step has a retry policy."""
    storage = FullDisk()
    storage.register_instance(memory)
    memory._event_storage = storage
    ran = execute(asset_job(Journal(), Step("a", retry=dg.RetryPolicy(max_retries=1))), memory)
    assert [kind for kind in ran.types_of("a") if kind.startswith("STEP_")][:2] == [
        "STEP_UP_FOR_RETRY",
        "STEP_RESTARTED",
    ]
    assert ran.run.status is dg.DagsterRunStatus.SUCCESS


def test_execute_attempts_never_overlap(memory: dg.DagsterInstance) -> None:
    """A retry without delay starts when the thread of the attempt before has ended, hooks and log included."""
    job = asset_job(
        Journal(),
        Step("again", body=one_after_the_other(*[fail] * 20, nothing), retry=dg.RetryPolicy(max_retries=20)),
        Step("other"),
    )
    ran = execute(job, memory)
    assert ran.run.status is dg.DagsterRunStatus.SUCCESS
    assert ran.types_of("again").count("STEP_RESTARTED") == 20
