"""What a run did, read back from Dagster's events: the only source of run records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timezone

import dagster as dg

from oci_assets.estate.graph import all_ancestors
from oci_assets.model import Action, Outcome, StackResult
from oci_assets.outcome import Override
from oci_assets.platform import tags
from oci_assets.platform.naming import asset_key
from oci_assets.platform.run_details import all_reasons, details_in
from oci_assets.platform.run_events import READ_EVENTS, RunEvents, step_key
from oci_assets.platform.site import Site
from oci_assets.record import FAILED, INTERRUPTED, RUNNING, SUCCEEDED, RunRecord

_LOST = "the process that worked on it has died, so nobody knows how it ended"
_LOOK = "look at a plan before the next apply: terraform saves what it had done when its run dies"
_STATUS = {
    dg.DagsterRunStatus.SUCCESS: SUCCEEDED,
    dg.DagsterRunStatus.FAILURE: FAILED,
    dg.DagsterRunStatus.CANCELED: INTERRUPTED,
}


def read_run(instance: dg.DagsterInstance, site: Site, run_id: str) -> RunRecord | None:
    """The record of one run; None when the run is not there or is not one of ours.

    Runs that people start from an asset or a check in the UI go through a job of Dagster's own, without our tags:
    what they are is read from their events.
    """
    row = instance.get_run_record_by_id(run_id)
    if row is None:
        return None
    run, run_tags = row.dagster_run, row.dagster_run.tags
    events = RunEvents.of(e.dagster_event for e in instance.all_logs(run_id, of_type=READ_EVENTS))
    action = _action(run_tags, events, site)
    if action is None:
        return None
    details = details_in(run.run_config)
    known = {*site.catalog.stacks, *details.stacks, *events.selected(action)}
    selected = events.selected(action, run.step_keys_to_execute, known)
    return RunRecord(
        run_id=run_id,
        action=action,
        status=_STATUS.get(run.status, RUNNING),
        commit=events.commit() or run_tags.get(tags.COMMIT),
        started_at=_moment(row.start_time) or row.create_timestamp,
        finished_at=_moment(row.end_time),
        results=_all_results(site, run, action, selected, events),
        level=site.levels,
        reasons=all_reasons(details),
        trigger=tags.trigger_of(run_tags),
        branch=run_tags.get(tags.BRANCH),
        actor=tags.actor_of(run_tags),
        login=tags.login_of(run_tags),
        reason=run_tags.get(tags.REASON),
        parallel=_is_parallel(site, run_tags),
    )


def _all_results(
    site: Site, run: dg.DagsterRun, action: Action, selected: Iterable[str], events: RunEvents
) -> dict[str, StackResult]:
    """What came of every selected stack: `UNKNOWN` where the step of an ended run was at work and told no end."""
    results, status = events.results(action, selected), _STATUS.get(run.status, RUNNING)
    if status != RUNNING:
        lost = [s for s in selected if s not in results and step_key(action, s) in events.started]
        results |= {stack: _lost(stack, tags.permitted(run.tags, stack)) for stack in lost}
    return with_not_run(site, selected, results, status=status, error=events.run_error())


def _lost(stack: str, permitted: tuple[Override, ...]) -> StackResult:
    return StackResult(stack, Outcome.UNKNOWN, error=_LOST, hint=_LOOK, overrides=permitted)


def with_not_run(
    site: Site, selected: Iterable[str], results: Mapping[str, StackResult], *, status: str, error: str | None = None
) -> dict[str, StackResult]:
    """The results, and `NOT_RUN` with its cause for every selected stack that has none.

    `error` is what ended the run itself; None when a stack did, or nothing.
    """
    failed = sorted(s for s, r in results.items() if not r.outcome.is_success)
    ancestors = all_ancestors(site.catalog.upstream, hard_only=True)
    complete = dict(results)
    for stack in sorted(set(selected) - set(results)):
        guilty = [s for s in failed if s in ancestors.get(stack, frozenset())]
        cause = _cause(guilty, failed, status, error)
        complete[stack] = StackResult(stack, Outcome.NOT_RUN, attempts=0, cause=cause)
    return complete


def _cause(guilty: list[str], failed: list[str], status: str, error: str | None) -> str:
    if guilty:
        return f"did not run due to a failure in {', '.join(guilty)}"
    if status == INTERRUPTED:
        return "the run was interrupted before it started"
    if failed:
        return f"nothing new was started after the failure in {', '.join(failed)}"
    if status == RUNNING:
        return "the run has not come to it"
    return f"the run ended before it started: {error}" if error else "the run ended before it started"


def _action(run_tags: Mapping[str, str], events: RunEvents, site: Site) -> Action | None:
    if run_tags.get(tags.ACTION) in {action.value for action in Action}:
        return Action(run_tags[tags.ACTION])
    ours = {asset_key(stack) for stack in site.catalog.stacks}
    if events.planned_assets & ours:  # with checks after it, it is an apply all the same: it touches
        return Action.APPLY
    return Action.DRIFT if events.planned_checks & ours else None


def _is_parallel(site: Site, run_tags: Mapping[str, str]) -> bool:
    execution = site.settings.execution
    return run_tags.get(tags.MAX_WORKERS, str(execution.max_workers if execution.parallel else 1)) != "1"


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, timezone.utc) if seconds else None
