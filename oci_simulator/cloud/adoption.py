"""The `default_*` types of the provider: they manage what a VCN has made for itself, and leave it empty behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oci_simulator.cloud.errors import not_found
from oci_simulator.cloud.kinds import ADOPTING
from oci_simulator.cloud.objects import Objects
from oci_simulator.cloud.store import Object
from oci_simulator.facts import find

RESET: Mapping[str, Mapping[str, Any]] = {
    "oci_core_default_dhcp_options": {
        "options": [{"type": "DomainNameServer", "server_type": "VcnLocalPlusInternet"}],
    },
    "oci_core_default_route_table": {"route_rules": []},
    "oci_core_default_security_list": {"ingress_security_rules": [], "egress_security_rules": []},
}


def adopt(objects: Objects, type_name: str, values: Mapping[str, Any]) -> Object:
    """The default object that the values name, changed by them.

    Raises:
        ServiceError: there is none of the right type.
    """
    identity = str(values.get("manage_default_resource_id") or "")
    thing = objects.store.get(identity)
    if thing is None or thing.type != ADOPTING[type_name]:
        raise not_found(f"manage_default_resource_id {identity}")
    return manage(objects, type_name, thing, values)


def manage(objects: Objects, type_name: str, thing: Object, values: Mapping[str, Any]) -> Object:
    """The object, changed by what a type says of it; what only its own type knows, such as its VCN, stays."""
    facts = find("resources", type_name) if type_name in ADOPTING else None
    known = {*facts.attributes, *facts.blocks} if facts else set(thing.data)
    kept = {name: value for name, value in thing.data.items() if name not in known}
    return objects.change(thing, {**kept, **own(values)})


def own(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values without the one that only says whose they are."""
    return {name: value for name, value in values.items() if name != "manage_default_resource_id"}


def shown(type_name: str, thing: Object) -> dict[str, Any]:
    """The object as a type has it."""
    if type_name in ADOPTING:
        return {**thing.data, "manage_default_resource_id": thing.data["id"]}
    return dict(thing.data)
