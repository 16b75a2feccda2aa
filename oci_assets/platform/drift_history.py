"""Since when a difference is seen, from the last check's observation: nothing else keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone

import dagster as dg

from oci_assets.drift import DriftedResource, DriftStatus, StackDrift
from oci_assets.platform.drift_metadata import drift_in
from oci_assets.platform.last_apply import LastApply
from oci_assets.platform.observations import observations


@dataclass(frozen=True, slots=True)
class Before:
    """What the last check that could look saw; nothing where an apply has set things right since.

    Attributes:
        found: its answer; None without one.
    """

    found: StackDrift | None = None
    _by_address: Mapping[str, DriftedResource] = field(default_factory=dict)

    @classmethod
    def of(cls, found: StackDrift | None) -> Before:
        """What this answer says."""
        return cls(found, {each.address: each for each in found.resources} if found else {})

    def dated(self, now: StackDrift, persist_checks: int) -> StackDrift:
        """An answer of this moment (`checked_at`) with its past, and whether it is told yet."""
        if now.status is DriftStatus.UNKNOWN:  # it says nothing, so nothing begins, goes on or ends with it
            old = self.found
            return replace(now, first_seen=old.first_seen, checks_seen=old.checks_seen) if old else now
        resources = tuple(self._dated(each, now, persist_checks) for each in now.resources)
        drifted = [each for each in resources if each.kind.is_drift]
        return replace(
            now,
            resources=resources,
            first_seen=min((each.first_seen for each in drifted if each.first_seen), default=None),
            checks_seen=max((each.checks_seen for each in drifted), default=0),
            reported=any(each.reported for each in drifted),
        )

    def _dated(self, resource: DriftedResource, now: StackDrift, persist_checks: int) -> DriftedResource:
        first, seen = self._past(resource)
        seen += 1
        return replace(resource, first_seen=first or now.checked_at, checks_seen=seen, reported=seen >= persist_checks)

    def _past(self, resource: DriftedResource) -> tuple[datetime | None, int]:
        """Since when and in how many checks it was seen; one that had no room in the last answer is as old as that."""
        old = self._by_address.get(resource.address)
        if old is not None:
            return (old.first_seen, old.checks_seen) if old.kind.is_drift == resource.kind.is_drift else (None, 0)
        was_cut = self.found is not None and sum(self.found.counts.values()) > len(self.found.resources)
        return (self.found.first_seen, self.found.checks_seen) if was_cut and self.found else (None, 0)


def before(instance: dg.DagsterInstance, stack_id: str, last: LastApply | None) -> Before:
    """What the last check that could look saw, if nothing was applied after it."""
    applied = last.changed_at if last is not None else None
    for record, observation in observations(instance, stack_id):
        if applied is not None and datetime.fromtimestamp(record.timestamp, timezone.utc) < applied:
            return Before()
        found = drift_in(observation.metadata)
        if found is not None and found.status is not DriftStatus.UNKNOWN:
            return Before.of(found)
    return Before()
