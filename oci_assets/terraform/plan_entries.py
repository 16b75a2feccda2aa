"""One entry of a plan's `resource_changes` or `resource_drift`: what happens to which resource. No values. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from oci_assets.model import ResourceChange


def actions_of(change: Mapping[str, Any]) -> list[str]:
    """Terraform's words for what happens, as `["delete", "create"]`."""
    return list(change.get("actions") or ())


def change_of(entry: Mapping[str, Any]) -> ResourceChange | None:
    """What happens to the real resource; None when nothing does."""
    action = _word(actions_of(entry.get("change") or {}))
    if action is None:
        return None
    return ResourceChange(address_of(entry), str(entry.get("type", "?")), action)


def address_of(entry: Mapping[str, Any]) -> str:
    """With a mark where it is not the object in use but one that a broken off replacement has left."""
    deposed = f" (deposed {entry['deposed']})" if entry.get("deposed") else ""
    return f"{entry.get('address', '?')}{deposed}"


def _word(actions: Sequence[str]) -> str | None:
    """One word for Terraform's action list; None when nothing happens to the real resource.

    `forget` drops a resource from the state only, so nothing is created, changed or destroyed.
    """
    if {"create", "delete"} <= set(actions):
        return "replace"
    if {"create", "forget"} <= set(actions):
        return "create"
    return next((action for action in actions if action in {"create", "update", "delete"}), None)


def is_of_the_state(entry: Mapping[str, Any]) -> bool:
    """Whether an apply would change what the state says of it, though not the resource itself."""
    change = entry.get("change") or {}
    return "previous_address" in entry or bool(change.get("importing")) or "forget" in actions_of(change)
