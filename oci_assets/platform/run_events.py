"""The events of one run, asked for what a run record needs: which stacks were selected, how each ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import dagster as dg

from oci_assets.model import Action, Outcome, StackResult
from oci_assets.platform.metadata import STACK, result_in
from oci_assets.platform.naming import DRIFT_CHECK, check_op_name, op_name, stack_of

PLAN_STEP, SELECT_STEP = "plan_stack", "select_stacks"
_Type = dg.DagsterEventType
READ_EVENTS = {
    _Type.ASSET_MATERIALIZATION,
    _Type.ASSET_OBSERVATION,
    _Type.STEP_START,
    _Type.STEP_FAILURE,
    _Type.ASSET_MATERIALIZATION_PLANNED,
    _Type.ASSET_CHECK_EVALUATION_PLANNED,
    _Type.STEP_OUTPUT,
    _Type.RUN_FAILURE,
}
_DONE = {
    Action.APPLY: _Type.ASSET_MATERIALIZATION,
    Action.DRIFT: _Type.ASSET_OBSERVATION,
    Action.PLAN: _Type.ASSET_OBSERVATION,
}


@dataclass(frozen=True, slots=True)
class StepNames:
    """The stacks that the steps of one action work on.

    Attributes:
        by_step: stack ids by step key.
        done: the type of the event that carries a stack's result.
    """

    by_step: Mapping[str, str]
    done: dg.DagsterEventType

    @classmethod
    def of(cls, action: Action, stacks: Iterable[str]) -> StepNames:
        """The names of these stacks in the runs of an action."""
        return cls({step_key(action, stack): stack for stack in stacks}, _DONE[action])


def step_key(action: Action, stack_id: str) -> str:
    """The step that does this to this stack."""
    if action is Action.PLAN:
        return f"{PLAN_STEP}[{op_name(stack_id)}]"
    return op_name(stack_id) if action is Action.APPLY else check_op_name(stack_id)


def result_of(event: dg.DagsterEvent, names: StepNames) -> StackResult | None:
    """The stack's result that this event carries; None for every other event."""
    stack = names.by_step.get(event.step_key or "")
    if stack is None or event.event_type not in {names.done, _Type.STEP_FAILURE}:
        return None
    result = result_in(_metadata(event))
    if result is not None or event.event_type is not _Type.STEP_FAILURE:
        return result
    error = event.step_failure_data.error
    return StackResult(stack, Outcome.FAILED, error=_root_message(error) if error else "the step failed")


@dataclass(frozen=True, slots=True)
class RunEvents:
    """The events of one run, in order."""

    events: tuple[dg.DagsterEvent, ...]

    @classmethod
    def of(cls, events: Iterable[dg.DagsterEvent | None]) -> RunEvents:
        """These events; what is no event of Dagster's is left out."""
        return cls(tuple(event for event in events if event is not None))

    @property
    def planned_assets(self) -> set[dg.AssetKey]:
        """Assets that the run is going to materialize."""
        planned = self._typed(_Type.ASSET_MATERIALIZATION_PLANNED)
        return {event.asset_key for event in planned if event.asset_key is not None}

    @property
    def planned_checks(self) -> set[dg.AssetKey]:
        """Assets whose drift checks the run is going to execute."""
        planned = self._typed(_Type.ASSET_CHECK_EVALUATION_PLANNED)
        data = [event.asset_check_planned_data for event in planned]
        return {found.asset_key for found in data if found.check_name == DRIFT_CHECK}

    def selected(
        self, action: Action, step_keys: Collection[str] | None = None, known: Collection[str] = ()
    ) -> set[str]:
        """Ids of the stacks that the run is about.

        With the step keys that a re-execution from failure is narrowed to, those of `known` whose step is among them.
        """
        if step_keys is not None and not any(key.startswith(SELECT_STEP) for key in step_keys):
            by_step = StepNames.of(action, known).by_step
            return {by_step[key] for key in step_keys if key in by_step}
        if action is Action.PLAN:
            outputs = [event.step_output_data.metadata for event in self._typed(_Type.STEP_OUTPUT)]
            return {str(metadata[STACK].value) for metadata in outputs if STACK in metadata}
        keys = self.planned_assets if action is Action.APPLY else self.planned_checks
        return {stack_of(key) for key in keys}

    def results(self, action: Action, known: Iterable[str]) -> dict[str, StackResult]:
        """How each of the known stacks ended, as far as it did."""
        names = StepNames.of(action, known)
        found = (result_of(event, names) for event in self.events)
        return {result.stack: result for result in found if result is not None}

    @property
    def started(self) -> set[str]:
        """Keys of the steps that have started."""
        return {event.step_key for event in self._typed(_Type.STEP_START) if event.step_key}

    def commit(self) -> str | None:
        """The commit that the first step ran at; None when none came so far."""
        values = (_metadata(event).get("commit") for event in self.events)
        return next((str(value.value) for value in values if value is not None), None)

    def run_error(self) -> str | None:
        """What ended the run itself; None when it went through, or failed because of its steps."""
        for event in self._typed(_Type.RUN_FAILURE):
            data: Any = event.event_specific_data  # None when somebody only said that the run has failed
            if data is not None and data.error is not None:
                return _root_message(data.error)
            if data is None or data.first_step_failure_event is None:
                return event.message
        return None

    def _typed(self, kind: dg.DagsterEventType) -> list[dg.DagsterEvent]:
        return [event for event in self.events if event.event_type is kind]


def _metadata(event: dg.DagsterEvent) -> Mapping[str, dg.MetadataValue[Any]]:
    """The metadata of a materialization, an observation or a step's failure; empty for other events."""
    if event.event_type is _Type.ASSET_MATERIALIZATION:
        return event.materialization.metadata
    if event.event_type is _Type.ASSET_OBSERVATION:
        return event.asset_observation_data.asset_observation.metadata
    if event.event_type is _Type.STEP_FAILURE and event.step_failure_data.user_failure_data:
        return event.step_failure_data.user_failure_data.metadata
    return {}


def _root_message(error: Any) -> str:  # Dagster has no public name for its SerializableErrorInfo
    """What the innermost error says, without the name of its class: `package.SomeError: text` -> `text`."""
    while error.cause is not None:
        error = error.cause
    prefix = f"{error.cls_name}: "
    head, found, text = error.message.partition(prefix)
    return str(text if found and " " not in head else error.message).strip()
