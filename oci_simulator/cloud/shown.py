"""What data sources show of an object besides its own values: the parts that hang on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from oci_simulator.cloud.store import Object
from oci_simulator.facts import Block, TypeFacts, find

if TYPE_CHECKING:
    from oci_simulator.cloud.objects import Objects


def told(thing: Object) -> dict[str, Any]:
    """An object's values without those that the service never returns, and its id under its own name as well."""
    facts = find("resources", thing.type)
    own = f"{thing.type.split('_', 2)[-1]}_id"
    return {own: thing.data.get("id"), **(_returned(facts, thing.data) if facts else thing.data)}


def _returned(shape: TypeFacts | Block, values: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in values.items():
        attribute, block = shape.attributes.get(name), shape.blocks.get(name)
        if attribute is not None and attribute.write_only:
            continue
        is_nested = block is not None and isinstance(value, list)
        found[name] = [_returned(block, each) if isinstance(each, Mapping) else each for each in value] if is_nested and block else value
    return found


def besides(objects: Objects, thing: Object) -> dict[str, Any]:
    """More values, by the type."""
    if thing.type == "oci_load_balancer_backend_set":
        return {"backend": _backends(objects, thing, "load_balancer_id", "backendset_name")}
    if thing.type == "oci_network_load_balancer_backend_set":
        return {"backends": _backends(objects, thing, "network_load_balancer_id", "backend_set_name")}
    return {}


def _backends(objects: Objects, thing: Object, owner: str, named: str) -> list[dict[str, Any]]:
    listed = objects.store.all(thing.type.removesuffix("_set"), thing.region)
    place = (thing.data.get(owner), thing.data.get("name"))
    return [each.data for each in listed if (each.data.get(owner), each.data.get(named)) == place]
