"""What a run did, read back from Dagster's events: the only source of run records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone

import dagster as dg

from oci_assets.estate.graph import all_ancestors
from oci_assets.model import Action, Outcome, StackResult
from oci_assets.platform import tags
from oci_assets.platform.metadata import result_in
from oci_assets.platform.naming import check_op_name, mapping_key, op_name, stack_of
from oci_assets.platform.site import Site
from oci_assets.record import FAILED, INTERRUPTED, RUNNING, SUCCEEDED, RunRecord

_STATUS = {
    dg.DagsterRunStatus.SUCCESS: SUCCEEDED,
    dg.DagsterRunStatus.FAILURE: FAILED,
    dg.DagsterRunStatus.CANCELED: INTERRUPTED,
}
_RESULT_EVENTS = {
    dg.DagsterEventType.ASSET_MATERIALIZATION,
    dg.DagsterEventType.ASSET_OBSERVATION,
    dg.DagsterEventType.STEP_FAILURE,
}
_SELECTION_EVENTS = {
    dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED,
    dg.DagsterEventType.ASSET_CHECK_EVALUATION_PLANNED,
}


@dataclass(frozen=True, slots=True)
class StepNames:
    """Stack ids by the step keys that they run under."""

    by_step: Mapping[str, str]

    @classmethod
    def of(cls, stacks: Iterable[str]) -> StepNames:
        """The names of these stacks in the three jobs."""
        names: dict[str, str] = {}
        for stack in stacks:
            plan_step = f"plan_stack[{mapping_key(stack)}]"
            names |= {op_name(stack): stack, check_op_name(stack): stack, plan_step: stack}
        return cls(names)


def read_run(instance: dg.DagsterInstance, site: Site, run_id: str) -> RunRecord | None:
    """The record of one run; None when the run is not there or is not one of ours."""
    row = instance.get_run_record_by_id(run_id)
    if row is None or tags.ACTION not in row.dagster_run.tags:
        return None
    run_tags = row.dagster_run.tags
    events = [e.dagster_event for e in instance.all_logs(run_id, of_type=_RESULT_EVENTS | _SELECTION_EVENTS)]
    present = [event for event in events if event is not None]
    selected = _selected(present, run_tags)
    status = _STATUS.get(row.dagster_run.status, RUNNING)
    results = _results(present, StepNames.of({*selected, *site.catalog.stacks}))
    commit = next((text for event in present if (text := _commit(event))), None)
    return RunRecord(
        run_id=run_id,
        action=Action(run_tags[tags.ACTION]),
        status=status,
        commit=commit or run_tags.get(tags.COMMIT),
        started_at=_moment(row.start_time) or row.create_timestamp,
        finished_at=_moment(row.end_time),
        results=with_not_run(site, selected, results, status=status),
        level={**site.levels},
        reasons=tags.reasons_in(run_tags),
        trigger=run_tags.get(tags.TRIGGER, _trigger(run_tags)),
        branch=run_tags.get(tags.BRANCH),
        actor=run_tags.get(tags.ACTOR),
        parallel=_is_parallel(site, run_tags),
    )


def with_not_run(
    site: Site, selected: Iterable[str], results: Mapping[str, StackResult], *, status: str
) -> dict[str, StackResult]:
    """The results, and `NOT_RUN` with its cause for every selected stack that has none."""
    failed = sorted(s for s, r in results.items() if not r.outcome.is_success)
    ancestors = all_ancestors(site.catalog.upstream, hard_only=True)
    complete = dict(results)
    for stack in sorted(set(selected) - set(results)):
        guilty = [s for s in failed if s in ancestors.get(stack, frozenset())]
        complete[stack] = StackResult(stack, Outcome.NOT_RUN, attempts=0, cause=_cause(guilty, failed, status))
    return complete


def _cause(guilty: list[str], failed: list[str], status: str) -> str:
    if guilty:
        return f"did not run due to a failure in {', '.join(guilty)}"
    if status == INTERRUPTED:
        return "the run was interrupted before it started"
    if failed:
        return f"nothing new was started after the failure in {', '.join(failed)}"
    return "the run has not come to it" if status == RUNNING else "the run ended before it started"


def _results(events: Iterable[dg.DagsterEvent], names: StepNames) -> dict[str, StackResult]:
    results: dict[str, StackResult] = {}
    for event in events:
        result = result_of(event, names)
        if result is not None:
            results[result.stack] = result
    return results


def result_of(event: dg.DagsterEvent, names: StepNames) -> StackResult | None:
    """The stack's result that this event carries; None for every other event."""
    if event.event_type is dg.DagsterEventType.ASSET_MATERIALIZATION:
        return result_in(event.materialization.metadata)
    if event.event_type is dg.DagsterEventType.ASSET_OBSERVATION:
        return result_in(event.asset_observation_data.asset_observation.metadata)
    if event.event_type is not dg.DagsterEventType.STEP_FAILURE:
        return None
    failure = event.step_failure_data.user_failure_data
    result = result_in(failure.metadata) if failure else None
    stack = names.by_step.get(event.step_key or "")
    if result is not None or stack is None:
        return result
    error = event.step_failure_data.error
    return StackResult(stack, Outcome.FAILED, error=error.message.strip() if error else "the step failed")


def _selected(events: Iterable[dg.DagsterEvent], run_tags: Mapping[str, str]) -> set[str]:
    if tags.STACKS in run_tags:
        return set(json.loads(run_tags[tags.STACKS]))
    planned = [e for e in events if e.event_type in _SELECTION_EVENTS]
    return {stack_of(event.asset_key) for event in planned if event.asset_key is not None}


def _commit(event: dg.DagsterEvent) -> str | None:
    if event.event_type is dg.DagsterEventType.ASSET_MATERIALIZATION:
        value = event.materialization.metadata.get("commit")
    elif event.event_type is dg.DagsterEventType.ASSET_OBSERVATION:
        value = event.asset_observation_data.asset_observation.metadata.get("commit")
    else:
        return None
    return str(value.value) if value is not None else None


def _is_parallel(site: Site, run_tags: Mapping[str, str]) -> bool:
    execution = site.settings.execution
    return run_tags.get(tags.MAX_WORKERS, str(execution.max_workers if execution.parallel else 1)) != "1"


def _trigger(run_tags: Mapping[str, str]) -> str:
    """Who started a run that carries no trigger of ours: Dagster marks its own sensors and schedules."""
    if "dagster/sensor_name" in run_tags:
        return "sensor"
    return "schedule" if "dagster/schedule_name" in run_tags else "ui"


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, timezone.utc) if seconds else None
