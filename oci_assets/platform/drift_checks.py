"""What the drift checks found, read back from Dagster's events. A check that failed has found nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import dagster as dg

from oci_assets.drift import DriftStatus, StackDrift
from oci_assets.platform.metadata import result_in
from oci_assets.platform.observations import observations


@dataclass(frozen=True, slots=True)
class Check:
    """One check that knows its answer: what was found, the plan that shows it, the run."""

    drift: StackDrift
    plan_text: str
    run_id: str


def latest_checks(instance: dg.DagsterInstance, stacks: Iterable[str]) -> dict[str, Check]:
    """The last check of each of these stacks that knew its answer; stacks that have none are left out.

    A later one that failed does not count: what it did not see is as it was.
    """
    found = ((stack, latest_check(instance, stack)) for stack in stacks)
    return {stack: check for stack, check in found if check is not None}


def latest_check(instance: dg.DagsterInstance, stack: str) -> Check | None:
    """The last check of a stack that knew its answer; None when there is none."""
    checks = (_check(observation.metadata, record.run_id) for record, observation in observations(instance, stack))
    return next((check for check in checks if check is not None), None)


def stacks_of(instance: dg.DagsterInstance, run_id: str) -> frozenset[str]:
    """The stacks whose checks in this run knew their answer."""
    entries = instance.all_logs(run_id, of_type={dg.DagsterEventType.ASSET_OBSERVATION})
    events = [entry.dagster_event for entry in entries if entry.dagster_event is not None]
    observed = [event.asset_observation_data.asset_observation for event in events]
    checks = [_check(observation.metadata, run_id) for observation in observed]
    return frozenset(check.drift.stack for check in checks if check is not None)


def _check(metadata: Mapping[str, dg.MetadataValue[Any]], run_id: str) -> Check | None:
    result = result_in(metadata)
    if result is None or result.found is None or result.found.status is DriftStatus.UNKNOWN:
        return None
    return Check(result.found, result.plan_text, run_id)
