"""What a drift check found as JSON, and the way back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from oci_assets.drift import AttributeChange, DriftedResource, DriftKind, DriftStatus, IgnoredChange, StackDrift
from oci_assets.report.moments import timestamp

Json = dict[str, Any]


def drift_to_json(found: StackDrift) -> Json:
    """All of it; times in UTC with seconds. `drift_from_json` reads it back."""
    return {
        "stack": found.stack,
        "status": found.status.value,
        "reported": found.reported,
        "counts": {kind.value: found.counts.get(kind, 0) for kind in DriftKind},
        "resources": [_resource_to_json(each) for each in found.resources],
        "ignored_count": found.ignored_count,
        "ignored": [
            {"address": each.address, "path": each.path, "rule": each.rule, "reason": each.reason}
            for each in found.ignored
        ],
        "commit": found.commit,
        "head": found.head,
        "pending": list(found.pending),
        "first_seen": timestamp(found.first_seen),
        "age_hours": round(found.age_hours, 2),
        "checks_seen": found.checks_seen,
        "checked_at": timestamp(found.checked_at),
        "error": found.error,
        "warnings": list(found.warnings),
        "notes": list(found.notes),
    }


def drift_from_json(data: Mapping[str, Any]) -> StackDrift:
    """What `drift_to_json` was given, but for fractions of seconds."""
    return StackDrift(
        stack=data["stack"],
        status=DriftStatus(data["status"]),
        resources=tuple(map(_resource_from_json, data["resources"])),
        counts={DriftKind(kind): number for kind, number in data["counts"].items() if number},
        ignored=tuple(
            IgnoredChange(each["address"], each["path"], each["rule"], each["reason"]) for each in data["ignored"]
        ),
        ignored_count=data["ignored_count"],
        commit=data["commit"],
        head=data["head"],
        pending=tuple(data["pending"]),
        first_seen=_moment(data["first_seen"]),
        checks_seen=data["checks_seen"],
        checked_at=_moment(data["checked_at"]),
        reported=data["reported"],
        error=data["error"],
        warnings=tuple(data["warnings"]),
        notes=tuple(data.get("notes", ())),
    )


def _resource_to_json(resource: DriftedResource) -> Json:
    return {
        "address": resource.address,
        "type": resource.type,
        "kind": resource.kind.value,
        "planned": resource.planned,
        "cause": resource.cause,
        "changes": [_change_to_json(each) for each in resource.changes],
        "changes_left_out": resource.changes_left_out,
        "first_seen": timestamp(resource.first_seen),
        "checks_seen": resource.checks_seen,
        "reported": resource.reported,
    }


def _resource_from_json(data: Mapping[str, Any]) -> DriftedResource:
    return DriftedResource(
        address=data["address"],
        type=data["type"],
        kind=DriftKind(data["kind"]),
        changes=tuple(map(_change_from_json, data["changes"])),
        planned=data["planned"],
        cause=data["cause"],
        changes_left_out=data["changes_left_out"],
        first_seen=_moment(data["first_seen"]),
        checks_seen=data["checks_seen"],
        reported=data["reported"],
    )


def _change_to_json(change: AttributeChange) -> Json:
    return {
        "path": change.path,
        "before": change.before,
        "after": change.after,
        "put_back": change.put_back,
        "side_effect": change.side_effect,
    }


def _change_from_json(data: Mapping[str, Any]) -> AttributeChange:
    """Checks of older releases did not say what becomes of an attribute."""
    fate = data.get("put_back"), data.get("side_effect", False)
    return AttributeChange(data["path"], data["before"], data["after"], *fate)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
