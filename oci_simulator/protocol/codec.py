"""Values on the wire: msgpack as cty writes it (github.com/zclconf/go-cty, cty/msgpack), JSON as the state has it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import msgpack

from oci_simulator.facts import TypeFacts
from oci_simulator.planning.coercion import coerce, coerce_object, number_of
from oci_simulator.planning.values import Unknown

_INT64 = range(-(2**63), 2**64)


def decode_object(facts: TypeFacts, data: bytes) -> dict[str, Any] | None:
    """The object of a resource or data source; `None` for null, which is "no such object".

    Raises:
        CoercionError: The bytes do not fit the schema, as after a change of the table.
    """
    return conform(facts, _unpack(data)) if data else None


def decode_json(facts: TypeFacts, data: bytes) -> dict[str, Any] | None:
    """The object from a state file, whose schema may have been another: unknown names go, new ones are null.

    Raises:
        CoercionError: A value does not fit the schema of today.
    """
    return conform(facts, json.loads(data, parse_float=Decimal)) if data else None


def conform(facts: TypeFacts, tree: Any) -> dict[str, Any] | None:
    """A decoded tree in the types of the schema, with its `timeouts` as they are."""
    if not isinstance(tree, dict):
        return None
    found = coerce_object(facts, tree)
    if facts.timeouts:
        found["timeouts"] = _timeouts(facts, tree.get("timeouts"))
    return found


def _timeouts(facts: TypeFacts, value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: coerce("string", value.get(name), f"timeouts.{name}") for name in facts.timeouts}


def encode(tree: Any) -> bytes:
    """A tree as msgpack; `None` is null. Maps keep no order, Terraform sorts."""
    return bytes(msgpack.packb(_wire(tree)))


def decode(data: bytes) -> Any:
    """A tree without a schema: sets are lists, a value of a dynamic type is `[type, value]`."""
    return _unpack(data)


def _unpack(data: bytes) -> Any:
    return _exact(msgpack.unpackb(data, ext_hook=Unknown, strict_map_key=False))


def _exact(value: Any) -> Any:
    """Numbers that are exactly what was sent: a double whose shortest text is not all of it becomes a Decimal."""
    if isinstance(value, dict):
        return {key: _exact(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_exact(inner) for inner in value]
    return number_of(Decimal(value)) if isinstance(value, float) else value


def _wire(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _wire(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_wire(inner) for inner in value]
    if isinstance(value, Unknown):
        return msgpack.ExtType(value.code, value.data)
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if value in _INT64 else str(value)
    # As text: the double nearest to 0.1 is not the 0.1 that Terraform's language has.
    return _number_text(value) if isinstance(value, (float, Decimal)) else value


def _number_text(value: float | Decimal) -> Any:
    return str(value) if Decimal(value).is_finite() else float(value)
