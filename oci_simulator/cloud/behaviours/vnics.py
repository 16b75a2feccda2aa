"""VNICs with their addresses, and how they are attached."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.behaviours.addresses import (
    check_address,
    free_address,
    free_ipv6_address,
    public_address,
)
from oci_simulator.cloud.registry import Moment, decides, made
from oci_simulator.cloud.store import Object


def make_vnic(moment: Moment, details: dict[str, Any], place: dict[str, Any]) -> Object:
    """A VNIC in a subnet with a private address, and a public one where the subnet allows and the details ask."""
    subnet = moment.find(details.get("subnet_id"))
    address = details.get("private_ip") or free_address(moment, str(details.get("subnet_id")))
    hidden = subnet is None or bool(subnet.data.get("prohibit_public_ip_on_vnic"))
    wanted = str(details.get("assign_public_ip") or ("false" if hidden else "true")).lower() == "true"
    vnic = moment.own(
        "oci_core_vnic",
        {
            **place,
            "display_name": details.get("display_name"),
            "hostname_label": details.get("hostname_label"),
            "mac_address": f"02:00:17:00:00:{sum(address.encode()) % 256:02x}",
            "nsg_ids": details.get("nsg_ids") or [],
            "private_ip_address": address,
            "public_ip_address": public_address(address) if wanted and not hidden else None,
            "skip_source_dest_check": bool(details.get("skip_source_dest_check")),
            "subnet_id": details.get("subnet_id"),
            "state": "AVAILABLE",
            "is_primary": place.get("is_primary", False),
        },
    )
    shared = {name: details.get(name) for name in ("subnet_id", "hostname_label", "display_name")}
    given = {**shared, "compartment_id": place["compartment_id"], "ip_address": address, "vnic_id": vnic.id}
    moment.objects.make("oci_core_private_ip", moment.region, {**given, "is_primary": True}, owner=vnic.id)
    return vnic


@decides("oci_core_private_ip")
def private_ip(moment: Moment) -> None:
    """The next free address, in the subnet of its VNIC."""
    values = moment.values
    vnic = moment.find(values.get("vnic_id"))
    if vnic is not None:
        moment.default("subnet_id", vnic.data.get("subnet_id"))
        values.setdefault("compartment_id", vnic.data.get("compartment_id"))
        moment.default("availability_domain", vnic.data.get("availability_domain"))
    place = moment.find(values.get("subnet_id"))
    if place is not None:
        values.setdefault("compartment_id", place.data.get("compartment_id"))
    moment.default("lifetime", "EPHEMERAL")
    values["is_reserved"] = values["lifetime"] == "RESERVED"
    values["ip_state"] = "ASSIGNED" if vnic is not None else "AVAILABLE"
    if values.get("ip_address") is not None and values.get("subnet_id") and not moment.before:
        check_address(moment, str(values["ip_address"]), str(values["subnet_id"]))
    if values.get("ip_address") is None:
        values["ip_address"] = free_address(moment, str(values.get("subnet_id")))
    values.setdefault("is_primary", False)


@decides("oci_core_ipv6")
def ipv6(moment: Moment) -> None:
    """In the subnet of its VNIC, with an address of the subnet's range that nobody has."""
    values = moment.values
    vnic = moment.find(values.get("vnic_id"))
    if vnic is not None:
        moment.default("subnet_id", vnic.data.get("subnet_id"))
        values.setdefault("compartment_id", vnic.data.get("compartment_id"))
    moment.default("lifetime", "EPHEMERAL")
    if values.get("ip_address") is None:
        values["ip_address"] = free_ipv6_address(moment, str(values.get("subnet_id")), values.get("ipv6subnet_cidr"))


@decides("oci_core_vnic_attachment")
def vnic_attachment(moment: Moment) -> None:
    """In the instance's place, with a VNIC of its own unless it is that of the instance's start."""
    values = moment.values
    machine = moment.find(values.get("instance_id"))
    if machine is not None:
        values["compartment_id"] = machine.data["compartment_id"]
        values["availability_domain"] = machine.data["availability_domain"]
    details = dict((values.get("create_vnic_details") or [{}])[0])
    values["subnet_id"] = details.get("subnet_id")


@made("oci_core_vnic_attachment")
def second_vnic(moment: Moment) -> None:
    """Its VNIC."""
    values = moment.values
    if not values.get("vnic_id"):
        place = {"compartment_id": values["compartment_id"], "availability_domain": values["availability_domain"]}
        values["vnic_id"] = make_vnic(moment, dict((values.get("create_vnic_details") or [{}])[0]), place).id
