"""Contract of the order in which the thread executor starts steps."""

from __future__ import annotations

import dagster as dg

from tests.platform.executor_jobs import Journal, Step, asset_job, execute, fail, order_tags


def test_schedule_gap_in_subset(memory: dg.DagsterInstance) -> None:
    """C waits for A although B, which connects them, is not in the run."""
    journal = Journal()
    job = asset_job(
        journal,
        Step("a", tags=order_tags(1), body=lambda: journal.wait_for("end probe")),
        Step("c", tags=order_tags(3, "a", "b")),
        Step("probe"),
    )
    assert execute(job, memory).run.status is dg.DagsterRunStatus.SUCCESS
    assert journal.is_before("end a", "start c")


def test_schedule_streaming(memory: dg.DagsterInstance) -> None:
    """A step starts when its own upstream is done, although another step of a smaller level still runs."""
    journal = Journal()
    job = asset_job(
        journal,
        Step("slow", tags=order_tags(1), body=lambda: journal.wait_for("end b")),
        Step("a", tags=order_tags(1)),
        Step("b", ["a"], tags=order_tags(2, "a")),
    )
    assert execute(job, memory).run.status is dg.DagsterRunStatus.SUCCESS
    assert journal.is_before("end b", "end slow")


def test_schedule_levels(memory: dg.DagsterInstance) -> None:
    """With levels a step waits for every step of smaller levels, and one without a level for none."""
    journal = Journal()
    job = asset_job(
        journal,
        Step("slow", tags=order_tags(1), body=lambda: journal.wait_for("end probe")),
        Step("a", tags=order_tags(1)),
        Step("b", ["a"], tags=order_tags(2, "a")),
        Step("probe"),
    )
    assert execute(job, memory, scheduling="levels", max_workers="4").run.status is dg.DagsterRunStatus.SUCCESS
    assert journal.is_before("end slow", "start b")


def test_schedule_soft_upstream_orders(memory: dg.DagsterInstance) -> None:
    """A soft upstream is waited for."""
    journal = Journal()
    job = asset_job(
        journal,
        Step("a", tags=order_tags(1), body=lambda: journal.wait_for("end probe")),
        Step("c", tags=order_tags(2, soft=["a", "not_there"])),
        Step("probe"),
    )
    execute(job, memory)
    assert journal.is_before("end a", "start c")


def test_schedule_soft_upstream_failed(memory: dg.DagsterInstance) -> None:
    """A failed soft upstream does not block, a failed hard one does."""
    journal = Journal()
    job = asset_job(
        journal,
        Step("a", tags=order_tags(1), body=fail),
        Step("soft", tags=order_tags(2, soft=["a"])),
        Step("hard", tags=order_tags(2, "a")),
    )
    ran = execute(job, memory, on_failure="independent")
    assert journal.started == {"a", "soft"}
    assert ran.run.status is dg.DagsterRunStatus.FAILURE


def test_schedule_last(memory: dg.DagsterInstance) -> None:
    """A member of a broken cycle waits for all smaller levels, even when one of them failed."""
    journal = Journal()

    def fail_late() -> None:
        journal.wait_for("end probe")
        fail()

    job = asset_job(
        journal,
        Step("a", tags=order_tags(1), body=fail_late),
        Step("ring", tags=order_tags(2, last=True)),
        Step("probe"),
    )
    execute(job, memory, on_failure="independent")
    assert journal.is_before("end a", "start ring")


def test_schedule_priority(memory: dg.DagsterInstance) -> None:
    """Of the steps that may start, the one with the higher Dagster priority comes first."""
    journal = Journal()
    job = asset_job(journal, Step("a"), Step("b", tags={"dagster/priority": "5"}))
    execute(job, memory, max_workers="1")
    assert journal.is_before("start b", "start a")


def test_schedule_contradiction(memory: dg.DagsterInstance) -> None:
    """Two steps whose tags want each other first end the run with a sentence instead of hanging."""
    journal = Journal()
    job = asset_job(journal, Step("a", tags=order_tags(1, "b")), Step("b", tags=order_tags(1, "a")))
    ran = execute(job, memory)
    [failure] = ran.with_type(dg.DagsterEventType.RUN_FAILURE)
    assert failure.job_failure_data.error is not None
    assert "contradict each other" in failure.job_failure_data.error.message
    assert not journal.started


def test_schedule_long_chain_behind_failure(memory: dg.DagsterInstance) -> None:
    """The cause of a step far down a chain names the step that failed."""
    journal = Journal()
    chain = [Step("s0", body=fail)] + [Step(f"s{i}", [f"s{i - 1}"]) for i in range(1, 60)]
    causes = execute(asset_job(journal, *chain), memory, on_failure="independent").not_run
    assert causes["s59"] == "did not run due to a failure in s0"
    assert len(causes) == 59
