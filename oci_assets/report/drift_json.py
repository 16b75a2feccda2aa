"""A stack's drift as JSON in the events of a check, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from oci_assets.drift import StackDrift

_ADAPTER = TypeAdapter(StackDrift)


def drift_to_json(drift: StackDrift) -> dict[str, Any]:
    """The finding as JSON; `drift_from_json` reads it back."""
    data: dict[str, Any] = _ADAPTER.dump_python(drift, mode="json")
    return data


def drift_from_json(data: Mapping[str, Any]) -> StackDrift:
    """The finding that `drift_to_json` wrote."""
    return _ADAPTER.validate_python(dict(data))
