"""Drift findings for tests of texts."""

from __future__ import annotations

from datetime import datetime, timezone

from oci_assets.drift import AttributeChange, DriftedResource, DriftKind, DriftStatus, StackDrift

DAY = datetime(2025, 12, 18, 2, 0, tzinfo=timezone.utc)


def resource(
    address: str = "oci_core_vcn.main", kind: DriftKind = DriftKind.DRIFT, *values: str, planned: str = "update"
) -> DriftedResource:
    """A resource whose display name was changed."""
    before, after = values or ('"core"', '"by hand"')
    changes = () if kind is DriftKind.DELETED else (AttributeChange("display_name", before, after, bool(planned)),)
    return DriftedResource(address, address.split(".", maxsplit=1)[0], kind, changes, planned)


def drifted(stack: str = "toronto/network", *resources: DriftedResource, checked_at: datetime = DAY) -> StackDrift:
    """A stack with these differences, seen first on `DAY`."""
    found = resources or (resource(),)
    counts: dict[DriftKind, int] = {}
    for each in found:
        counts[each.kind] = counts.get(each.kind, 0) + 1
    return StackDrift(
        stack,
        DriftStatus.DRIFTED,
        found,
        counts,
        commit="0123456789abcdef",
        first_seen=DAY,
        checks_seen=1,
        checked_at=checked_at,
        reported=True,
    )


def clean(stack: str = "toronto/network", *, checked_at: datetime = DAY) -> StackDrift:
    """A stack without any."""
    return StackDrift(stack, DriftStatus.CLEAN, checked_at=checked_at)
