"""What data sources show of an object besides its own values: the parts that hang on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oci_simulator.cloud.store import Object

if TYPE_CHECKING:
    from oci_simulator.cloud.objects import Objects


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
