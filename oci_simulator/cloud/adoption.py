"""Types of the provider that manage what something else has made, and leave it as it was, or empty, behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oci_simulator.cloud.errors import not_found
from oci_simulator.cloud.kinds import ADOPTING
from oci_simulator.cloud.objects import Objects
from oci_simulator.cloud.store import Object
from oci_simulator.facts import find

ATTACHMENT = "oci_core_drg_attachment_management"
TUNNEL = "oci_core_ipsec_connection_tunnel_management"
_DEFAULT = "manage_default_resource_id"
# Arguments that only say whose object it is.
_SAYS = {ATTACHMENT: ("network_id", "attachment_type"), TUNNEL: ()}
RESET: Mapping[str, Mapping[str, Any]] = {
    "oci_core_default_dhcp_options": {
        "options": [{"type": "DomainNameServer", "server_type": "VcnLocalPlusInternet"}],
    },
    "oci_core_default_route_table": {"route_rules": []},
    "oci_core_default_security_list": {"ingress_security_rules": [], "egress_security_rules": []},
    ATTACHMENT: {"drg_route_table_id": None, "export_drg_route_distribution_id": None, "route_table_id": None},
    TUNNEL: {},
}


def adopt(objects: Objects, type_name: str, values: Mapping[str, Any]) -> Object:
    """The object that the values name, changed by them.

    Raises:
        ServiceError: there is none of the right type.
    """
    if type_name == ATTACHMENT:
        thing = _attached(objects, values)
        named = f"attachment of {_network(values)} to {values.get('drg_id')}"
    else:
        name = "tunnel_id" if type_name == TUNNEL else _DEFAULT
        named = f"{name} {values.get(name)}"
        thing = objects.store.get(str(values.get(name) or ""))
    if thing is None or thing.type != ADOPTING[type_name]:
        raise not_found(named)
    return manage(objects, type_name, thing, values)


def manage(objects: Objects, type_name: str, thing: Object, values: Mapping[str, Any]) -> Object:
    """The object, changed by what a type says of it; what only its own type knows, such as its VCN, stays."""
    facts = find("resources", type_name) if type_name in ADOPTING else None
    known = {*facts.attributes, *facts.blocks} if facts else set(thing.data)
    kept = {name: value for name, value in thing.data.items() if name not in known}
    return objects.change(thing, {**kept, **own(type_name, values)})


def _attached(objects: Objects, values: Mapping[str, Any]) -> Object | None:
    """The attachment of a network to a DRG."""
    for each in objects.store.all("oci_core_drg_attachment"):
        details = (each.data.get("network_details") or [{}])[0]
        if (details.get("id"), each.data.get("drg_id")) == (_network(values), values.get("drg_id")):
            return each
    return None


def _network(values: Mapping[str, Any]) -> Any:
    details = (values.get("network_details") or [{}])[0]
    return values.get("network_id") or details.get("id") or values.get("vcn_id")


def own(type_name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values without those that only say whose they are."""
    says = _SAYS.get(type_name, (_DEFAULT,))
    return {name: value for name, value in values.items() if name not in says}


def shown(type_name: str, thing: Object) -> dict[str, Any]:
    """The object as a type has it."""
    if type_name == ATTACHMENT:
        details = (thing.data.get("network_details") or [{}])[0]
        return {**thing.data, "network_id": details.get("id"), "attachment_type": details.get("type")}
    if type_name in ADOPTING and type_name not in _SAYS:
        return {**thing.data, _DEFAULT: thing.data["id"]}
    return dict(thing.data)
