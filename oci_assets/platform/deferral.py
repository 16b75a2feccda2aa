"""A plan that fails because an upstream has not been applied yet is deferred: named as waiting, never mocked.

Evidence is asked for, since the same words of Terraform may be a mistake: the state that is read does not exist, or an
upstream has changes of its own in this run. Without it the stack has failed. (design.md, decision 4)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from dataclasses import dataclass, replace

import dagster as dg

from oci_assets.estate.graph import ancestors
from oci_assets.estate.inferred import LOOKED_UP, REMOTE_STATE
from oci_assets.model import Action, DependencyKind, Outcome, StackResult
from oci_assets.platform.naming import asset_key
from oci_assets.platform.run_details import RunDetails
from oci_assets.platform.run_events import READ_EVENTS, RunEvents, step_key
from oci_assets.platform.site import Site
from oci_assets.terraform.failures import AWAITING, FailureKind

POLL_SECONDS = 0.5
START_SECONDS = 20.0
"""An upstream of the same run that has not started by then is not waited for; plan steps start by level."""
_PENDING = {Outcome.CHANGES, Outcome.DEFERRED}


@dataclass(frozen=True, slots=True)
class Deferral:
    """Decides for one step of a run whether its stack waits for another one."""

    instance: dg.DagsterInstance
    run: dg.DagsterRun
    site: Site
    details: RunDetails
    stop: threading.Event

    def settle(self, action: Action, result: StackResult) -> StackResult:
        """The result itself, or `DEFERRED` with the upstreams that its stack waits for as the cause."""
        if action is Action.DRIFT or result.outcome is not Outcome.FAILED or result.failure not in AWAITING:
            return result
        pending = self._changing(result.stack) if action is Action.PLAN else frozenset()
        if not pending and result.failure == FailureKind.UPSTREAM_STATE.value:
            pending = self._never_applied(result.stack)
        if not pending:
            return result
        waits_for = self._nearest(result, pending)
        return replace(
            result,
            outcome=Outcome.DEFERRED,
            cause=f"waiting for {', '.join(waits_for)}",
            hint="apply it together with what it needs, it is planned again in its turn: "
            f"oci-assets apply {result.stack} --include-upstream",
        )

    def _nearest(self, result: StackResult, pending: Collection[str]) -> tuple[str, ...]:
        """Of the upstreams that are pending those that the failure is about, as far as the configuration shows it."""
        edges = [edge for edge in self.site.catalog.upstream[result.stack] if edge.upstream in pending]
        shown = LOOKED_UP if result.failure == FailureKind.LOOKUP.value else REMOTE_STATE
        about = [edge for edge in edges if edge.source.startswith(shown)]
        return tuple(edge.upstream for edge in about or edges) or tuple(sorted(pending))

    def _changing(self, stack: str) -> frozenset[str]:
        """Upstreams whose own plan in this run has changes or waits."""
        selected = set(self.details.stacks or self.site.catalog.stacks)
        wanted = ancestors(self.site.catalog.upstream, stack) & selected
        results = self._results_of(wanted) if wanted else {}
        return frozenset(s for s in wanted if s in results and results[s].outcome in _PENDING)

    def _results_of(self, stacks: Collection[str]) -> dict[str, StackResult]:
        """How these stacks ended in this run; waits for those that have started."""
        since = time.monotonic()
        while True:
            events = self._events()
            results = events.results(Action.PLAN, stacks)
            started = events.started & {step_key(Action.PLAN, stack) for stack in set(stacks) - set(results)}
            missing = len(results) < len(set(stacks))
            waits = missing and (started or time.monotonic() - since < START_SECONDS)
            if not waits or self.stop.wait(POLL_SECONDS):
                return results

    def _events(self) -> RunEvents:
        return RunEvents.of(e.dagster_event for e in self.instance.all_logs(self.run.run_id, of_type=READ_EVENTS))

    def _never_applied(self, stack: str) -> frozenset[str]:
        """Direct upstreams that nothing here has applied, of which one has no state."""
        hard = [edge.upstream for edge in self.site.catalog.upstream[stack] if edge.kind is DependencyKind.HARD]
        return frozenset(upstream for upstream in hard if not self._was_applied(upstream))

    def _was_applied(self, stack: str) -> bool:
        return self.instance.get_latest_materialization_event(asset_key(stack)) is not None


def is_deferred_plan(action: Action, outcome: Outcome) -> bool:
    """Whether the step has done what it could: a plan that waits is no failure, an apply that waits is."""
    return action is Action.PLAN and outcome is Outcome.DEFERRED
