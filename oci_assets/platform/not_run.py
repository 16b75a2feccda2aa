"""One event at the end of a run that says which steps failed and which did not run, and why."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
from dagster._core.events import EngineEventData
from dagster._core.execution.context.system import PlanExecutionContext

from oci_assets.platform.scheduling import ScheduledExecution

MAX_LINES = 50


def not_run_events(context: PlanExecutionContext, schedule: ScheduledExecution) -> Iterator[dg.DagsterEvent]:
    """The event, or nothing when every step ran. Its metadata `failed` and `not_run` (JSON) hold all steps."""
    failed, not_run = schedule.failed, schedule.not_run()
    if not not_run:
        return
    sentences = [f"{len(failed)} failed, {len(not_run)} not run"]
    sentences += [f"{_named(schedule, key)} failed" for key in failed]
    sentences += [f"{_named(schedule, key)} {cause}" for key, cause in not_run.items()]
    more = [f"and {len(sentences) - MAX_LINES} more"] if len(sentences) > MAX_LINES else []
    steps = {
        "failed": [{"step": key, "level": schedule.level(key)} for key in failed],
        "not_run": [{"step": key, "level": schedule.level(key), "cause": cause} for key, cause in not_run.items()],
    }
    data = EngineEventData(metadata={name: dg.MetadataValue.json(value) for name, value in steps.items()})
    yield dg.DagsterEvent.engine_event(context, "\n".join(sentences[:MAX_LINES] + more), data)


def _named(schedule: ScheduledExecution, step_key: str) -> str:
    level = schedule.level(step_key)
    return step_key if level is None else f"level {level}: {step_key}"
