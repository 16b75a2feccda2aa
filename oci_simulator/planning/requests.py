"""What is handed to the cloud: the configured values, without what is null, unknown, or for Terraform alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oci_simulator.planning.values import Shape, Unknown, elements, plain_number

Tree = Mapping[str, Any]


def request_values(shape: Shape, tree: Tree) -> dict[str, Any]:
    """The values of a request; an absent name is null, and nothing in it is unknown or only computed."""
    found: dict[str, Any] = {}
    for name, attribute in shape.attributes.items():
        value = tree.get(name)
        if (attribute.required or attribute.optional) and value is not None and not isinstance(value, Unknown):
            found[name] = _plain(value)
    for name, block in shape.blocks.items():
        parts = elements(tree.get(name))
        if parts:
            found[name] = [request_values(block, part) for part in parts]
    return found


def _plain(value: Any) -> Any:
    """A value in JSON's types."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else plain_number(value)
