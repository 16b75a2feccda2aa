"""The thread executor: Dagster steps as threads of the run process.

Terraform is a child process anyway, so a process for each step (Dagster's default) only costs: each would load the
code location again. Measurements: benchmarks/executor.py. This file, step_threads.py, step_worker.py, scheduling.py,
not_run.py and step_io.py execute through private modules of Dagster 1.13, which is pinned for that.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
from dagster._core.events import EngineEventData
from dagster._core.execution.api import ExecuteRunWithPlanIterable
from dagster._core.execution.context.system import PlanExecutionContext, PlanOrchestrationContext
from dagster._core.execution.context_creation_job import PlanExecutionContextManager
from dagster._core.execution.plan.instance_concurrency_context import InstanceConcurrencyContext
from dagster._core.execution.plan.plan import ExecutionPlan
from dagster._core.execution.retries import RetryMode, get_retries_config
from dagster._core.execution.tags import get_tag_concurrency_limits_config

from oci_assets.platform.kept_engines import kept_engines
from oci_assets.platform.liveness import alive
from oci_assets.platform.scheduling import ScheduledExecution
from oci_assets.platform.step_threads import StepThreads
from oci_assets.platform.stopping import stoppable
from oci_assets.platform.thread_options import (
    DEFAULT_MAX_WORKERS,
    INDEPENDENT,
    LEVELS,
    STOP,
    STREAMING,
    ThreadOptions,
    workers,
)


class ThreadExecutor(dg.Executor):
    """Runs the steps of a plan in threads and the plan's events through the main thread."""

    def __init__(self, options: ThreadOptions, retries: RetryMode) -> None:
        self._options = options
        self._retries = retries

    @property
    def retries(self) -> RetryMode:
        """Whether steps with a retry policy are tried again."""
        return self._retries

    def execute(
        self,
        plan_context: PlanOrchestrationContext,
        execution_plan: ExecutionPlan,
    ) -> Iterator[dg.DagsterEvent]:
        """The events of the run as they happen.

        Raises:
            DagsterExecutionInterruptedError: a signal came and every running step has ended.
            UsageError: a run tag holds a value that it cannot have.
        """
        options = self._options.for_run(plan_context.run_tags)
        with kept_engines(plan_context.instance), alive(options.runs_folder, plan_context.run_id):
            yield from self._events(plan_context, execution_plan, options)

    def _events(
        self, plan_context: PlanOrchestrationContext, execution_plan: ExecutionPlan, options: ThreadOptions
    ) -> Iterator[dg.DagsterEvent]:
        keys = list(execution_plan.step_keys_to_execute)
        started = f"executing {len(keys)} steps in threads of process {os.getpid()}: {options.describe()}"
        data = EngineEventData.in_process(os.getpid(), keys)
        yield dg.DagsterEvent.engine_event(plan_context, started, data)
        yield from ExecuteRunWithPlanIterable(
            execution_plan=execution_plan,
            iterator=lambda job_context, execution_plan: self._run(job_context, execution_plan, options),
            execution_context_manager=_context_manager(plan_context, execution_plan),
        )
        yield dg.DagsterEvent.engine_event(plan_context, f"finished steps in threads of process {os.getpid()}", data)

    def _run(
        self,
        context: PlanExecutionContext,
        plan: ExecutionPlan,
        options: ThreadOptions,
    ) -> Iterator[dg.DagsterEvent]:
        with (
            stoppable(context.run_id) as stop,
            InstanceConcurrencyContext(context.instance, context.dagster_run) as pools,
            ScheduledExecution(
                plan,
                retry_mode=self._retries,
                pools=pools,
                by_level=options.scheduling == LEVELS,
                tag_concurrency_limits=[dict(limit) for limit in options.tag_concurrency_limits],
            ) as schedule,
        ):
            yield from StepThreads(self, context, schedule, options=options, stop=stop).events()


def _context_manager(plan: PlanOrchestrationContext, execution_plan: ExecutionPlan) -> PlanExecutionContextManager:
    """Resources are made once a run and shared by all steps, as the in-process executor does it."""
    return PlanExecutionContextManager(
        job=plan.job,
        retry_mode=plan.retry_mode,
        execution_plan=execution_plan,
        run_config=plan.run_config,
        dagster_run=plan.dagster_run,
        instance=plan.instance,
        raise_on_error=plan.raise_on_error,
        output_capture=plan.output_capture,
    )


@dg.executor(
    name="threads",
    config_schema={
        "max_workers": dg.Field(dg.Int, default_value=DEFAULT_MAX_WORKERS, description="Steps that run at once."),
        "scheduling": dg.Field(
            dg.Enum("Scheduling", [dg.EnumValue(STREAMING), dg.EnumValue(LEVELS)]),
            default_value=STREAMING,
            description="Start a step when its upstreams are done, or when all smaller levels are.",
        ),
        "on_failure": dg.Field(
            dg.Enum("OnFailure", [dg.EnumValue(STOP), dg.EnumValue(INDEPENDENT)]),
            default_value=STOP,
            description="After a failure start nothing new, or go on with steps that do not need the failed one.",
        ),
        "runs_folder": dg.Field(
            dg.String, default_value="", description="Where a run says that it lives; empty: nowhere."
        ),
        "retries": get_retries_config(),  # type: ignore[no-untyped-call]
        "tag_concurrency_limits": get_tag_concurrency_limits_config(),  # type: ignore[no-untyped-call]
    },
)
def thread_executor(init_context: dg.InitExecutorContext) -> ThreadExecutor:
    """Runs each step in a thread of the run process; the tags `oci/max_workers` and the like of a run come first."""
    config = init_context.executor_config
    options = ThreadOptions(
        max_workers=workers(str(config["max_workers"])),
        scheduling=str(config["scheduling"]),
        on_failure=str(config["on_failure"]),
        runs_folder=Path(str(config["runs_folder"])) if config["runs_folder"] else None,
        tag_concurrency_limits=tuple(config.get("tag_concurrency_limits") or ()),  # type: ignore[arg-type]
    )
    retries = RetryMode.from_config(config["retries"])  # type: ignore[arg-type]
    return ThreadExecutor(options, retries or RetryMode.ENABLED)
