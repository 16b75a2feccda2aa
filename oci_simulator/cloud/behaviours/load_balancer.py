"""Load balancers of both kinds, and their parts."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.behaviours.addresses import free_address, public_address
from oci_simulator.cloud.behaviours.public_ips import named, reserved
from oci_simulator.cloud.errors import conflict, not_found
from oci_simulator.cloud.ocids import new_ocid
from oci_simulator.cloud.registry import Moment, decides, gone

_PARTS = {
    "oci_load_balancer_backend": "backendset_name",
    "oci_load_balancer_listener": "default_backend_set_name",
    "oci_network_load_balancer_backend": "backend_set_name",
    "oci_network_load_balancer_listener": "default_backend_set_name",
}


@decides("oci_load_balancer_load_balancer")
def load_balancer(moment: Moment) -> None:
    """Its addresses, and how much it can take."""
    values = moment.values
    moment.defaults(is_private=False, ip_mode="IPV4", is_delete_protection_enabled=False, is_request_id_enabled=False)
    if not values.get("ip_address_details"):
        address = _address(moment, (values.get("subnet_ids") or [""])[0], is_private=bool(values["is_private"]))
        found = reserved(moment)
        values["ip_address_details"] = [
            {
                "ip_address": found.data["ip_address"] if found else address,
                "is_public": not values["is_private"],
                "reserved_ip": [{"id": each} for each in named(values)],
            }
        ]
    values["ip_addresses"] = [each["ip_address"] for each in values["ip_address_details"]]


@decides("oci_network_load_balancer_network_load_balancer")
def network_load_balancer(moment: Moment) -> None:
    """Its addresses."""
    values = moment.values
    moment.defaults(is_private=False, is_preserve_source_destination=False, is_symmetric_hash_enabled=False)
    moment.default("nlb_ip_version", "IPV4")
    if not values.get("ip_addresses"):
        inside = _address(moment, str(values.get("subnet_id")), is_private=True)
        values["ip_addresses"] = [{"ip_address": inside, "is_public": False, "ip_version": "IPV4", "reserved_ip": []}]
        if not values["is_private"]:
            found = reserved(moment)
            address = found.data["ip_address"] if found else public_address(inside)
            held = [{"id": found.id}] if found else []
            outside = {"ip_address": address, "is_public": True, "ip_version": "IPV4", "reserved_ip": held}
            values["ip_addresses"].insert(0, outside)


def _address(moment: Moment, subnet_id: str, *, is_private: bool) -> str:
    if not is_private:
        return public_address(subnet_id + str(moment.values.get("display_name")))
    address = free_address(moment, subnet_id)
    subnet = moment.find(subnet_id)
    if subnet is not None:
        shared = {"compartment_id": moment.values["compartment_id"], "subnet_id": subnet_id, "ip_address": address}
        kind = "networkloadbalancer" if "nlb_ip_version" in moment.values else "loadbalancer"
        moment.values.setdefault("id", new_ocid(kind, moment.region))
        moment.objects.make(
            "oci_core_private_ip", moment.region, {**shared, "is_primary": True}, owner=moment.values["id"]
        )
    return address


@decides(*_PARTS)
def part(moment: Moment) -> None:
    """The backend set that a backend or a listener names exists."""
    values = moment.values
    type_name = "oci_network_load_balancer" if values.get("network_load_balancer_id") else "oci_load_balancer"
    balancer = values.get("network_load_balancer_id") or values.get("load_balancer_id")
    name = values.get("backendset_name") or values.get("backend_set_name") or values.get("default_backend_set_name")
    collection = "networkLoadBalancers" if type_name.startswith("oci_network") else "loadBalancers"
    wanted = f"{collection}/{balancer}/backendSets/{name}"
    if moment.objects.look(f"{type_name}_backend_set", moment.region, wanted) is None:
        raise not_found(f"backend set {name} of {balancer}")


@decides("oci_load_balancer_backend")
def backend(moment: Moment) -> None:
    """Named by its address."""
    values = moment.values
    values["name"] = f"{values.get('ip_address')}:{values.get('port')}"
    moment.defaults(weight=1, backup=False, drain=False, offline=False)


@decides("oci_network_load_balancer_backend")
def network_backend(moment: Moment) -> None:
    """Named by its target or address."""
    values = moment.values
    moment.default("name", f"{values.get('target_id') or values.get('ip_address')}:{values.get('port')}")
    moment.defaults(weight=1, is_backup=False, is_drain=False, is_offline=False)
    target = moment.find(values.get("target_id"))
    if target is not None and not values.get("ip_address"):
        values["ip_address"] = target.data.get("private_ip") or target.data.get("ip_address")


@decides("oci_load_balancer_backend_set", "oci_network_load_balancer_backend_set")
def backend_set(moment: Moment) -> None:
    """How it looks whether its backends are well."""
    for checker in moment.values.get("health_checker") or []:
        for name, value in _CHECKS.items():
            if checker.get(name) is None:
                checker[name] = value


@gone("oci_load_balancer_backend_set", "oci_network_load_balancer_backend_set")
def backend_set_gone(moment: Moment) -> None:
    """Not while a listener names it; its backends go with it."""
    values = moment.values
    prefix = "oci_network_load_balancer" if values.get("network_load_balancer_id") else "oci_load_balancer"
    for kind_, names in (
        ("listener", ("default_backend_set_name",)),
        ("backend", ("backendset_name", "backend_set_name")),
    ):
        for each in moment.objects.store.all(f"{prefix}_{kind_}", moment.region):
            owner = "network_load_balancer_id" if "network" in prefix else "load_balancer_id"
            is_named = values["name"] in {each.data.get(name) for name in names}
            if not is_named or each.data.get(owner) != values.get(owner):
                continue
            if kind_ == "listener" and not moment.is_forced:
                raise conflict(f"backend set {values['name']} is in use: listener {each.name} names it")
            if kind_ == "backend":
                moment.objects.store.remove(each.id)


_CHECKS: dict[str, Any] = {
    "interval_ms": 30000,
    "interval_in_millis": 10000,
    "timeout_in_millis": 3000,
    "retries": 3,
}
