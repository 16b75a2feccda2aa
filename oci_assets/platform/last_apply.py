"""What Dagster's history says of the last apply of a stack: at which commit, when, by which run, what came after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

import dagster as dg

from oci_assets.model import Action, Outcome
from oci_assets.platform import tags
from oci_assets.platform.naming import asset_key
from oci_assets.platform.run_events import READ_EVENTS, RunEvents, step_key

PROVIDERS = "providers"
MAX_RUNS = 50
HALF = "has applied it only in part"
"""In the cause of every resource that waits for the rest of an apply."""
_AT_WORK = [dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
_NOTHING = {None, Outcome.NO_CHANGES.value}
_TOUCHED = {Outcome.PARTIAL, Outcome.UNKNOWN}


@dataclass(frozen=True, slots=True)
class LastApply:
    """The last apply of a stack that went well.

    Attributes:
        commit: full SHA.
        at: aware UTC.
        run_id: of its run.
        changed: it did something.
        changed_at: when the last apply that did something ended, this one or one before; None: not among the last ones.
        providers: version by source address, of the last apply that did something, since only such a one writes the
            state anew; empty where nobody noted them.
        uncommitted: it took files that were not committed.
    """

    commit: str
    at: datetime
    run_id: str
    changed: bool = True
    changed_at: datetime | None = None
    providers: Mapping[str, str] = field(default_factory=dict)
    uncommitted: bool = False


def last_apply(instance: dg.DagsterInstance, stack_id: str) -> LastApply | None:
    """The last apply; None when the history has none, or one that names no commit."""
    key = asset_key(stack_id)
    applies = instance.fetch_materializations(key, limit=1).records
    if applies and _text(_metadata(applies[0]), "outcome") in _NOTHING:  # the change is further back
        applies = instance.fetch_materializations(key, limit=MAX_RUNS).records
    latest = applies[0] if applies else None
    found = _metadata(latest)
    if latest is None or "commit" not in found:
        return None
    run = instance.get_run_by_id(latest.run_id)
    change = next((each for each in applies if _text(_metadata(each), "outcome") not in _NOTHING), None)
    return LastApply(
        commit=str(found["commit"].value),
        at=datetime.fromtimestamp(latest.timestamp, timezone.utc),
        run_id=latest.run_id,
        changed=_text(found, "outcome") != Outcome.NO_CHANGES.value,
        changed_at=datetime.fromtimestamp(change.timestamp, timezone.utc) if change else None,
        providers=_versions(_metadata(change) or found),
        uncommitted=run is not None and tags.UNCOMMITTED in run.tags,
    )


def half_applied(instance: dg.DagsterInstance, stack_id: str, since: datetime | None) -> str | None:
    """A sentence on a later apply that did only a part of its work, as far as anybody knows; None without one."""
    runs = instance.get_run_records(dg.RunsFilter(created_after=since), limit=MAX_RUNS)
    for record in runs:
        run = record.dagster_run
        if not _may_apply(run, stack_id):
            continue
        result = _events(instance, run.run_id).results(Action.APPLY, [stack_id]).get(stack_id)
        if result is not None and result.outcome in _TOUCHED:
            doubt = ", as far as anybody knows" if result.outcome is Outcome.UNKNOWN else ""
            return f"run {run.run_id[:8]} {HALF}{doubt}"
    return None


def going_on(instance: dg.DagsterInstance, stack_id: str, own_run: str) -> str | None:
    """A sentence on another run that is applying the stack just now, on any machine of this instance; None without."""
    key = step_key(Action.APPLY, stack_id)
    for run in instance.get_runs(dg.RunsFilter(statuses=_AT_WORK), limit=MAX_RUNS):
        if run.run_id == own_run or not _may_apply(run, stack_id):
            continue
        events = _events(instance, run.run_id)
        if key in events.started and stack_id not in events.results(Action.APPLY, [stack_id]):
            return f"run {run.run_id[:8]} is applying {stack_id}"
    return None


def _may_apply(run: dg.DagsterRun, stack_id: str) -> bool:
    """Whether the stack is among what a run applies; a run of the whole job names no assets."""
    if run.asset_selection is None:
        return run.tags.get(tags.ACTION) == Action.APPLY.value
    return asset_key(stack_id) in run.asset_selection


def _events(instance: dg.DagsterInstance, run_id: str) -> RunEvents:
    return RunEvents.of(entry.dagster_event for entry in instance.all_logs(run_id, of_type=READ_EVENTS))


def _metadata(record: dg.EventLogRecord | None) -> Mapping[str, dg.MetadataValue[Any]]:
    found = record.asset_materialization if record else None
    return found.metadata if found else {}


def _versions(metadata: Mapping[str, dg.MetadataValue[Any]]) -> dict[str, str]:
    value = metadata.get(PROVIDERS)
    lines = value.value if value is not None else ()
    return dict(str(line).split(" ", 1) for line in lines) if isinstance(lines, list) else {}


def _text(metadata: Mapping[str, dg.MetadataValue[Any]], name: str) -> str | None:
    value = metadata.get(name)
    return None if value is None else str(value.value)
