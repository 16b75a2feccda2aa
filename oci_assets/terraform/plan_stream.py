"""A JSON plan as a stream: its large parts come one by one, so that a plan of any size costs the memory of one of them.

Fields and their meaning: https://developer.hashicorp.com/terraform/internals/json-format
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import IO, Any, NamedTuple

import ijson  # type: ignore[import-untyped]
from ijson.common import ObjectBuilder  # type: ignore[import-untyped]

NotJsonError = ijson.JSONError
"""What `stream_plan` raises for a text that is no JSON, or not all of it."""


class Unit(str, Enum):
    """The parts that come whole."""

    CHANGE = "resource_changes"
    DRIFT = "resource_drift"
    OUTPUT_CHANGE = "output_changes"
    VARIABLE = "variables"
    RESOURCE = "resources"  # of prior_state or planned_values, in any module
    OUTPUT = "outputs"  # likewise
    CONFIGURED_VARIABLE = "configuration variables"
    PROVIDER = "provider_config"


class Piece(NamedTuple):
    """A piece of the document, in its order.

    Attributes:
        event: as ijson names it (`start_map`, `map_key`, `string`, ...); `unit` for a whole part.
        path: where the piece stands, keys joined by dots (`ijson.parse`).
        value: the scalar, the key, or the part as Python's values.
        unit, name: which kind of part, and its key in the map that it belongs to ("" in a list).
    """

    event: str
    path: str
    value: Any
    unit: Unit | None = None
    name: str = ""


_ITEMS = {"resource_changes.item": Unit.CHANGE, "resource_drift.item": Unit.DRIFT}
_MEMBERS = {
    "output_changes": Unit.OUTPUT_CHANGE,
    "variables": Unit.VARIABLE,
    "prior_state.values.outputs": Unit.OUTPUT,
    "planned_values.outputs": Unit.OUTPUT,
    "configuration.provider_config": Unit.PROVIDER,
}
_STARTS = {"start_map", "start_array"}
_SCALARS = {"null", "boolean", "integer", "double", "number", "string"}


def stream_plan(stream: IO[bytes]) -> Iterator[Piece]:
    """The pieces of a document, read once.

    Raises:
        NotJsonError: the text is not JSON, or cut short.
    """
    events = ijson.parse(stream)
    member: tuple[Unit, str] | None = None
    for path, event, value in events:
        if event == "map_key":
            kind = _member_of(path)
            member = (kind, value) if kind else None
            yield Piece(event, path, value)
            continue
        started = event in _STARTS
        if started or event in _SCALARS:
            found, member = member or _item_at(path), None
            if found:
                whole = _rest_of(events, event, value) if started else _plain(value)
                yield Piece("unit", path, whole, *found)
                continue
        yield Piece(event, path, _plain(value))


def _member_of(path: str) -> Unit | None:
    """Which parts the members of the map at this place are."""
    if path in _MEMBERS:
        return _MEMBERS[path]
    in_module = path.startswith("configuration.") and path.endswith(("root_module.variables", "module.variables"))
    return Unit.CONFIGURED_VARIABLE if in_module else None


def _item_at(path: str) -> tuple[Unit, str] | None:
    if path in _ITEMS:
        return _ITEMS[path], ""
    if not path.endswith(".resources.item") or path.startswith("configuration."):
        return None
    return Unit.RESOURCE, ""


def _rest_of(events: Iterator[tuple[str, str, Any]], event: str, value: Any) -> Any:
    """The value that begins with this event; takes its events out of the stream."""
    builder, depth = ObjectBuilder(), 1
    builder.event(event, value)
    while depth:
        _, event, value = next(events)
        builder.event(event, _plain(value))
        depth += (event in _STARTS) - (event in {"end_map", "end_array"})
    return builder.value


def _plain(value: Any) -> Any:
    """Numbers as `json` gives them."""
    return float(value) if isinstance(value, Decimal) else value
