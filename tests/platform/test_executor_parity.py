"""The thread executor gives the same events, step by step, as Dagster's own in-process executor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import dagster as dg
import pytest

from oci_assets.platform.executor import thread_executor
from tests.platform.executor_jobs import Ran, execute, fail, nothing, one_after_the_other


def _by_step(ran: Ran) -> dict[str, Counter[str]]:
    keys = {event.step_key for event in ran.events if event.step_key}
    return {key: Counter(ran.types_of(key)) for key in keys}


def _assets() -> list[dg.AssetsDefinition]:
    attempt = one_after_the_other(fail, nothing)

    @dg.asset(check_specs=[dg.AssetCheckSpec("fine", asset="first")])
    def first() -> dg.MaterializeResult:  # type: ignore[type-arg]
        return dg.MaterializeResult(check_results=[dg.AssetCheckResult(passed=True, check_name="fine")])

    @dg.asset(deps=[first], retry_policy=dg.RetryPolicy(max_retries=1))
    def again() -> None:
        attempt()

    @dg.asset(output_required=False)
    def absent() -> Iterator[dg.Output[None]]:
        yield from ()

    @dg.asset
    def after_absent(absent: None) -> None: ...

    @dg.asset
    def bad() -> None:
        fail()

    @dg.asset(deps=[bad])
    def after_bad() -> None: ...

    return [first, again, absent, after_absent, bad, after_bad]


def _asset_job(executor: dg.ExecutorDefinition) -> dg.JobDefinition:
    @dg.asset_check(asset="first")
    def no_drift() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=False, severity=dg.AssetCheckSeverity.WARN)

    job = dg.define_asset_job("job", dg.AssetSelection.all())
    definitions = dg.Definitions(assets=_assets(), asset_checks=[no_drift], jobs=[job], executor=executor)
    return definitions.resolve_job_def("job")


def test_execute_events_of_assets(memory: dg.DagsterInstance) -> None:
    """Assets, checks, retries, skips and failures give the same events, step by step, as Dagster's own executor."""
    ours = execute(_asset_job(thread_executor), memory, on_failure="independent")
    stock = execute(_asset_job(dg.in_process_executor), memory)
    assert _by_step(ours) == _by_step(stock)
    assert ours.run.status is stock.run.status is dg.DagsterRunStatus.FAILURE


@dg.success_hook
def on_success(context: dg.HookContext) -> None:
    """Does nothing, but is there."""
    del context


@dg.failure_hook
def on_failure(context: dg.HookContext) -> None:
    """Fails, which Dagster reports as an event."""
    del context
    raise ValueError("hook")


def _fan_out_job(executor: dg.ExecutorDefinition, bad: str | None = None) -> dg.JobDefinition:
    @dg.op(out=dg.DynamicOut(str))
    def select() -> Iterator[dg.DynamicOutput[str]]:
        for name in ("a", "b", "c"):
            yield dg.DynamicOutput(name, mapping_key=name)

    @dg.op
    def work(name: str) -> str:
        if name == bad:
            fail()
        return name.upper()

    @dg.op
    def collect(names: list[str]) -> None:
        dg.OpExecutionContext.get().log_event(dg.AssetObservation("seen", metadata={"names": ",".join(names)}))

    @dg.job(executor_def=executor, hooks={on_success, on_failure})
    def job() -> None:
        collect(select().map(work).collect())

    return job


@pytest.mark.parametrize("bad", [None, "b"])
def test_execute_events_of_fan_out(memory: dg.DagsterInstance, bad: str | None) -> None:
    """Fan-out, collect, hooks: the same events as Dagster's own executor; a failing branch does not stop the others."""
    ours = execute(_fan_out_job(thread_executor, bad), memory, on_failure="independent")
    stock = execute(_fan_out_job(dg.in_process_executor, bad), memory)
    assert _by_step(ours) == _by_step(stock)
    assert len([event for event in ours.events if event.is_step_success]) == (5 if bad is None else 3)


def test_execute_collect_gets_all(memory: dg.DagsterInstance) -> None:
    """The collecting step gets every branch's value."""
    ran = execute(_fan_out_job(thread_executor), memory)
    [seen] = ran.with_type(dg.DagsterEventType.ASSET_OBSERVATION)
    assert seen.asset_observation_data.asset_observation.metadata["names"].value == "A,B,C"


def test_execute_resource_fails(memory: dg.DagsterInstance) -> None:
    """A resource that cannot be made ends the run before any step, as with Dagster's own executor."""

    @dg.resource
    def cloud() -> None:
        fail()

    @dg.op(required_resource_keys={"cloud"})
    def use() -> None: ...

    def ran(executor: dg.ExecutorDefinition) -> list[str]:
        @dg.job(executor_def=executor, resource_defs={"cloud": cloud})
        def job() -> None:
            use()

        kinds = [event.event_type_value for event in execute(job, memory).events]
        return [kind for kind in kinds if kind != "ENGINE_EVENT"]

    assert ran(thread_executor) == ran(dg.in_process_executor)
    assert "RESOURCE_INIT_FAILURE" in ran(thread_executor)
