"""How the plans of a step's stack are kept and used: the settings, the run's tags, what upstreams did since."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import dagster as dg

from oci_assets.estate.graph import ancestors
from oci_assets.estate.inputs import Inputs
from oci_assets.model import Action, Outcome
from oci_assets.platform import tags
from oci_assets.platform.naming import asset_key
from oci_assets.platform.run_events import READ_EVENTS, RunEvents
from oci_assets.platform.site import Site
from oci_assets.report.outcome_words import OUTCOME_WORDS
from oci_assets.terraform.plan_rules import Missing, PlanRules

_READ_RUNS = 4
_reading = threading.Lock()
_read: dict[tuple[Path, str], Inputs] = {}


def plan_rules(instance: dg.DagsterInstance, run: dg.DagsterRun, site: Site, stack_id: str) -> PlanRules:
    """The rules for one stack in one run; `site` is where its files lie."""
    settings, history = site.settings.plans, _History(instance, site, stack_id)
    reviewed = tags.reviewed_run(run.tags)

    def inputs() -> str:
        return _inputs_of(site, run.run_id).digest(site.catalog.stacks[stack_id].path)

    return PlanRules(
        inputs=inputs,
        keep=settings.keep,
        max_age_seconds=settings.max_age_hours * 3600,
        upstream_moved=history.upstream_moved,
        reviewed_run=reviewed,
        missing=lambda: history.missing(reviewed or "", may_defer=settings.apply_deferred),
        incremental=tags.is_incremental(run.tags),
    )


def _inputs_of(site: Site, run_id: str) -> Inputs:
    """Read once a run: a checkout stays as it is, and in place new modules are seen by the next run."""
    with _reading:  # by the first of several threads
        if (site.root, run_id) not in _read:
            while len(_read) >= _READ_RUNS:
                del _read[next(iter(_read))]
            _read[site.root, run_id] = Inputs(site.root, site.settings)
        return _read[site.root, run_id]


@dataclass(frozen=True, slots=True)
class _History:
    """What the history says about a stack and those before it."""

    instance: dg.DagsterInstance
    site: Site
    stack: str

    def upstream_moved(self, since: datetime) -> str | None:
        """A sentence on the upstreams that were applied after a moment: what their plans read may be another thing."""
        upstream = sorted(ancestors(self.site.catalog.upstream, self.stack))
        moved = [stack for stack in upstream if (at := self._applied_at(stack)) is not None and at > since]
        return f"{', '.join(moved)} {'was' if len(moved) == 1 else 'were'} applied since" if moved else None

    def _applied_at(self, stack: str) -> datetime | None:
        """When something was last changed by an apply that went well."""
        event = self.instance.get_latest_materialization_event(asset_key(stack))
        found = event.asset_materialization if event else None
        if event is None or found is None or _text(found.metadata, "outcome") == Outcome.NO_CHANGES.value:
            return None
        return datetime.fromtimestamp(event.timestamp, timezone.utc)

    def missing(self, run_id: str, *, may_defer: bool) -> Missing:
        """What to do where the reviewed run left no plan of the stack."""
        logs = self.instance.all_logs(run_id, of_type=READ_EVENTS) if self.instance.has_run(run_id) else ()
        events = RunEvents.of(entry.dagster_event for entry in logs)
        result = events.results(Action.PLAN, [self.stack]).get(self.stack)
        again = f"review it: oci-assets plan {self.stack}, then oci-assets apply --planned last {self.stack}"
        if result is None:
            return Missing(may_plan=False, cause=f"run {run_id} has not planned {self.stack}", hint=again)
        if result.outcome is Outcome.DEFERRED:
            cause = f"the plan of {self.stack} was deferred in run {run_id} ({result.cause}), so nobody has reviewed it"
            hint = f"{again}; to apply deferred stacks without a review set plans.apply_deferred: true"
            return Missing(may_plan=may_defer, cause=cause, hint=hint)
        if result.outcome.is_success:
            cause = f"the plan of {self.stack} of run {run_id} is not kept, or not any more"
            keep = "" if self.site.settings.plans.keep else "set plans.keep: true, then "
            return Missing(may_plan=False, cause=cause, hint=f"{keep}{again}")
        cause = f"{self.stack} has no plan of run {run_id}, where it is {OUTCOME_WORDS[result.outcome]}"
        return Missing(may_plan=False, cause=cause, hint=again)


def _text(metadata: Mapping[str, dg.MetadataValue[Any]], name: str) -> str | None:
    value = metadata.get(name)
    return None if value is None else str(value.value)
