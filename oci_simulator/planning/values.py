"""Values as Terraform sees them: plain Python trees in which a part may be unknown. Never talks to anyone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from oci_simulator.facts import Attribute, Block, CtyType, TypeFacts


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value known after apply; `code` and `data` are its msgpack extension (12 carries refinements)."""

    code: int = 0
    data: bytes = b"\0"


UNKNOWN = Unknown()
Shape = TypeFacts | Block  # both have attributes and blocks


def is_known(value: Any) -> bool:
    """Whether no part of a value is unknown."""
    if isinstance(value, Unknown):
        return False
    if isinstance(value, dict):
        return all(is_known(part) for part in value.values())
    return all(is_known(part) for part in value) if isinstance(value, list) else True


def same(cty: CtyType, one: Any, other: Any) -> bool:
    """Whether two values of a type mean the same; an unknown part is never the same as anything."""
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return False
    if one is None or other is None:
        return one is other
    if isinstance(cty, list):
        return _same_structure(cty, one, other)
    return float(one) == float(other) if cty == "number" else bool(one == other)


def _same_structure(cty: list[Any], one: Any, other: Any) -> bool:
    if len(one) != len(other):
        return False
    if cty[0] == "map":
        return one.keys() == other.keys() and all(same(cty[1], one[key], other[key]) for key in one)
    if cty[0] == "object":
        return all(same(inner, one.get(name), other.get(name)) for name, inner in cty[1].items())
    if cty[0] == "set":
        return _same_set(cty[1], one, other)
    return all(same(cty[1], left, right) for left, right in zip(one, other, strict=True))


def _same_set(cty: CtyType, one: list[Any], other: list[Any]) -> bool:
    left = list(other)
    for value in one:
        found = next((index for index, there in enumerate(left) if same(cty, value, there)), None)
        if found is None:
            return False
        del left[found]
    return not left


def is_empty(value: Any) -> bool:
    """Whether the legacy SDK takes a value for "not set": an empty string or an empty collection."""
    return value is None or (isinstance(value, (str, list, dict)) and not value)


def is_left(attribute: Attribute, wanted: Any) -> bool:
    """Whether a configuration leaves an attribute to the service: it is silent, or says an empty text (legacy SDK)."""
    return attribute.computed and (wanted is None or (wanted == "" and attribute.type == "string"))


def elements(value: Any) -> list[dict[str, Any]]:
    """The elements of a nested block as a list, whatever its nesting; none for null and unknown."""
    if isinstance(value, dict):
        return [value]
    return list(value) if isinstance(value, list) else []


def empty_object(shape: Shape) -> dict[str, Any]:
    """The object of a shape in which nothing is set."""
    nested: dict[str, Any] = {name: None if block.nesting == "single" else [] for name, block in shape.blocks.items()}
    return {**dict.fromkeys(shape.attributes), **nested}


def plain_number(number: Any) -> int | float:
    """A number as JSON and SQLite know it."""
    return float(number) if isinstance(number, Decimal) else number


def leaves(shape: Shape) -> Iterable[Attribute]:
    """Every attribute of a shape and of the blocks in it."""
    yield from shape.attributes.values()
    for block in shape.blocks.values():
        yield from leaves(block)
