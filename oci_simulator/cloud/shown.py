"""What data sources show of an object besides its own values: the parts that hang on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from oci_simulator.cloud.ocids import is_ocid
from oci_simulator.cloud.store import Object
from oci_simulator.facts import Block, TypeFacts, find

if TYPE_CHECKING:
    from oci_simulator.cloud.objects import Objects


def told(thing: Object) -> dict[str, Any]:
    """An object's values without those that the service never returns, and its OCID under its own name as well.

    A data source tells the OCID also where a resource has a longer id around it.
    """
    facts = find("resources", thing.type)
    values = _returned(facts, thing.data) if facts else dict(thing.data)
    last = str(thing.data.get("id")).rsplit("/", 1)[-1]
    identity = last if is_ocid(last) else thing.data.get("id")
    own = f"{thing.type.split('_', 2)[-1]}_id"
    return {own: identity, **values, "id": identity}


def _returned(shape: TypeFacts | Block, values: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in values.items():
        attribute, block = shape.attributes.get(name), shape.blocks.get(name)
        if attribute is not None and attribute.write_only:
            continue
        is_nested = block is not None and isinstance(value, list)
        found[name] = [_part(block, each) for each in value] if block is not None and is_nested else value
    return found


def _part(block: Block, value: Any) -> Any:
    return _returned(block, value) if isinstance(value, Mapping) else value


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
