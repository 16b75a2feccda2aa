"""A value brought to the type that the schema wants, as Terraform itself converts: "50" and 50 are one number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from oci_simulator.facts import CtyType
from oci_simulator.planning.values import Shape, Unknown, empty_object


class CoercionError(ValueError):
    """A value that cannot be of the type; the text names the attribute."""


def coerce_object(shape: Shape, tree: Mapping[str, Any], where: str = "") -> dict[str, Any]:
    """The object of a shape that a tree describes: absent parts null, unknown names dropped.

    Raises:
        CoercionError: A value does not fit its attribute.
    """
    found = empty_object(shape)
    for name, attribute in shape.attributes.items():
        found[name] = coerce(attribute.type, tree.get(name), f"{where}{name}")
    for name, block in shape.blocks.items():
        found[name] = _nested(block, tree.get(name), f"{where}{name}")
    return found


def _nested(block: Any, value: Any, where: str) -> Any:
    if isinstance(value, Unknown):
        return value
    if block.nesting == "single":
        inner = value[0] if isinstance(value, list) and value else value
        return coerce_object(block, inner, f"{where}.") if inner else None
    parts = [value] if isinstance(value, Mapping) else value or []
    return [coerce_object(block, part, f"{where}.") for part in parts]


def coerce(cty: CtyType, value: Any, where: str = "value") -> Any:
    """The value as the type has it; null and unknown stay what they are.

    Raises:
        CoercionError: The value does not fit.
    """
    if value is None or isinstance(value, Unknown):
        return value
    try:
        return _structure(cty, value, where) if isinstance(cty, list) else _primitive(cty, value)
    except (TypeError, ValueError, AttributeError, InvalidOperation) as error:
        if isinstance(error, CoercionError):
            raise
        raise CoercionError(f"{where}: {value!r} is no {cty if isinstance(cty, str) else cty[0]}") from error


def _structure(cty: list[Any], value: Any, where: str) -> Any:
    if cty[0] == "map":
        return {str(key): coerce(cty[1], inner, f"{where}[{key!r}]") for key, inner in value.items()}
    if cty[0] == "object":
        return {name: coerce(inner, value.get(name), f"{where}.{name}") for name, inner in cty[1].items()}
    if isinstance(value, (str, Mapping)):
        raise CoercionError(f"{where}: {value!r} is no {cty[0]}")
    if cty[0] == "tuple":
        return [coerce(inner, part, where) for inner, part in zip(cty[1], value, strict=True)]
    return [coerce(cty[1], part, f"{where}[{index}]") for index, part in enumerate(value)]


def _primitive(cty: CtyType, value: Any) -> Any:
    if cty == "string":
        return _text(value)
    if cty == "bool":
        return _truth(value)
    return number_of(value) if cty == "number" else value


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        raise TypeError(value)
    return str(number_of(value)) if isinstance(value, float) else str(value)


def _truth(value: Any) -> bool:
    if str(value).lower() not in {"true", "false", "1", "0"}:
        raise ValueError(value)
    return str(value).lower() in {"true", "1"}


def number_of(value: Any) -> int | float | Decimal:
    """The number in the form that keeps it: int, else float where its shortest text is all of it, else Decimal."""
    if isinstance(value, bool):
        raise TypeError(value)
    if isinstance(value, int):
        return value
    exact = Decimal(repr(value) if isinstance(value, float) else value)
    if not exact.is_finite():
        return float(exact)
    if exact == exact.to_integral_value():
        return int(exact)
    return float(exact) if Decimal(repr(float(exact))) == exact else exact
