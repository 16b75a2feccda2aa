"""Which step may start now: Dagster's own state machine, and on top of it the order that op tags ask for.

A step without such tags (step_rules.py) is Dagster's business alone. Builds on the private `ActiveExecution` of
Dagster 1.13.
"""

from __future__ import annotations

import math
import time

import dagster as dg
from dagster._core.execution.plan.active import ActiveExecution
from dagster._core.execution.plan.instance_concurrency_context import InstanceConcurrencyContext
from dagster._core.execution.plan.plan import ExecutionPlan
from dagster._core.execution.plan.step import ExecutionStep
from dagster._core.execution.retries import RetryMode
from dagster._core.storage.tags import PRIORITY_TAG

from oci_assets.platform import tags
from oci_assets.platform.step_rules import KnownSteps, StepRule


def start_order(step: ExecutionStep) -> float:
    """Smaller starts first among steps that may start now; equals start in the order of the plan."""
    return -float(step.tags.get(PRIORITY_TAG, 0))


class ScheduledExecution(ActiveExecution):
    """`ActiveExecution` that also heeds the tags, and that can give up the steps that have not started."""

    def __init__(
        self,
        plan: ExecutionPlan,
        *,
        retry_mode: RetryMode,
        pools: InstanceConcurrencyContext,
        by_level: bool,
        tag_concurrency_limits: list[dict[str, object]] | None = None,
    ) -> None:
        self._known = KnownSteps()
        self._by_level = by_level
        self._changed = True  # whether a step has ended since the last look: a look costs a walk over all steps
        self._pools = pools
        super().__init__(
            plan,
            retry_mode=retry_mode,
            sort_key_fn=start_order,
            tag_concurrency_limits=tag_concurrency_limits,
            instance_concurrency_context=pools,
        )

    @property
    def failed(self) -> tuple[str, ...]:
        """Keys of the steps that failed for good, sorted."""
        return tuple(sorted(self._failed))

    @property
    def is_complete(self) -> bool:
        """Whether every step has ended or was given up, those included that a dynamic output has just named."""
        self._update()
        return super().is_complete

    def level(self, step_key: str) -> int | None:
        """The level that the step's tag names."""
        return self._known.rules.get(step_key, StepRule()).level

    def is_waiting_to_retry(self, step_key: str) -> bool:
        """Whether the step will be tried again."""
        return step_key in self._waiting_to_retry or step_key in self._pending or step_key in self._executable

    def is_running(self, step_key: str) -> bool:
        """Whether the step has started and its last event has not been seen."""
        return step_key in self._in_flight

    def seconds_to_retry(self) -> float:
        """How long until a step may be tried again; infinite when none waits for that."""
        return max(0.0, min(self._waiting_to_retry.values(), default=math.inf) - time.time())

    def leave_out_rest(self) -> None:
        """Give up every step that is not running: it counts as not run, for Dagster too."""
        self._update()
        rest = {*self._pending, *self._executable, *self._waiting_to_retry}
        # a claim that waits keeps the run from being complete: let go of all, as the context does when it ends
        self._pools.__exit__(None, None, None)
        self._abandoned |= rest
        self._pending.clear()
        self._executable.clear()
        self._waiting_to_retry.clear()

    def not_run(self) -> dict[str, str]:
        """Why each step that was given up did not run, by step key, in the order of their levels."""
        keys = sorted(self._abandoned - self._unknown_state, key=lambda key: (self.level(key) or 0, key))
        return {key: self._cause(key) for key in keys}

    def check_not_stuck(self) -> None:
        """Refuse to wait for ever.

        Raises:
            DagsterInvariantViolationError: nothing runs and nothing can start, because tags contradict each other.
        """
        active = self._in_flight or self._executable or self._waiting_to_retry or self._pending_skip
        if self._pending and not active and not self._pending_abandon:
            raise dg.DagsterInvariantViolationError(
                f"cannot order the steps {sorted(self._pending)}: their tags {tags.UPSTREAM}, {tags.SOFT_UPSTREAM} and "
                f"{tags.LEVEL} contradict each other; reload the code location, and report it if that does not help",
            )

    def _mark_complete(self, step_key: str) -> None:
        self._changed = True
        super()._mark_complete(step_key)

    def _update(self) -> None:
        if not (self._changed or self._waiting_to_retry):
            return
        self._changed = False
        if self._new_dynamic_mappings:  # as in the base class, which would start the new steps before we saw them
            self._pending.update(self._plan.resolve(self._completed_dynamic_outputs))
            self._new_dynamic_mappings = False
        self._learn()
        before, held = dict(self._pending), self._held()
        for key in held:
            del self._pending[key]
        super()._update()
        self._pending = {key: deps for key, deps in before.items() if key in held or key in self._pending}

    def _learn(self) -> None:
        known = self._known
        new = [self.get_step_by_key(key) for key in self._pending if key not in known.rules]
        for step in new:
            known.rules[step.key] = StepRule.of(step.tags)
            for name in (step.key, step.node_handle.name):
                known.named[name].add(step.key)
        for step in new:
            needs = self._pending[step.key] | known.keys(known.rules[step.key].hard) - {step.key}
            known.needs[step.key] = self._pending[step.key] = needs

    def _held(self) -> set[str]:
        """Steps that must wait although Dagster's edges and the hard upstreams let them go."""
        done = self._success | self._skipped | self._failed | self._abandoned
        levels = [rule.level for key, rule in self._known.rules.items() if rule.level is not None and key not in done]
        lowest = min(levels, default=0)
        return {key for key in self._pending if self._is_held(key, done, lowest)}

    def _is_held(self, key: str, done: set[str], lowest: int) -> bool:
        rule = self._known.rules[key]
        if (self._by_level or rule.last) and rule.level is not None and rule.level > lowest:
            return True
        return bool(self._known.keys(rule.soft) - done - {key})

    def _cause(self, key: str) -> str:
        guilty = self._guilty(key)
        if guilty:
            return f"did not run due to a failure in {', '.join(guilty)}"
        what = "its retry was not started" if self._retry_state.get_attempt_count(key) else "nothing new was started"
        return f"{what} after the failure in {', '.join(self.failed)}" if self.failed else f"{what} after the interrupt"

    def _guilty(self, key: str) -> list[str]:
        """The failed steps that this one needed, directly or through steps that did not run."""
        found: set[str] = set()
        seen, todo = {key}, [key]
        while todo:
            needs = self._known.needs.get(todo.pop(), set())
            found |= needs & self._failed
            further = needs & self._abandoned - seen
            seen |= further
            todo.extend(further)
        return sorted(found)
