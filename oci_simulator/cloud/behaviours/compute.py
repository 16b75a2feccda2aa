"""Instances with what they bring along, volumes and their attachments."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.behaviours.network import free_address, public_address
from oci_simulator.cloud.errors import ServiceError, invalid
from oci_simulator.cloud.registry import Moment, changed, decides, gone, made
from oci_simulator.cloud.store import Object

BOOT_GB = 47
_FLEX = (1, 16)


@decides("oci_core_instance")
def instance(moment: Moment) -> None:
    """Its shape in numbers, its options, where it stands."""
    values = moment.values
    details = _only(values, "create_vnic_details")
    if details.get("subnet_id") is None and values.get("subnet_id"):
        details["subnet_id"] = values["subnet_id"]
    if details.get("subnet_id"):
        values["create_vnic_details"] = [details]
        values["subnet_id"] = details["subnet_id"]
    source = _only(values, "source_details")
    if not source and values.get("image"):
        source = {"source_type": "image", "source_id": values["image"]}
    if not source:
        raise invalid("one of source_details and image must be given")
    source["boot_volume_size_in_gbs"] = source.get("boot_volume_size_in_gbs") or str(BOOT_GB)
    source["boot_volume_vpus_per_gb"] = source.get("boot_volume_vpus_per_gb") or "10"
    values["source_details"] = [source]
    values["image"] = values.get("image") or source.get("source_id")
    values["shape_config"] = [_shape(values)]
    moment.default("fault_domain", "FAULT-DOMAIN-1")
    moment.default("state", "RUNNING")
    values["region"] = moment.region
    values["launch_mode"] = values.get("launch_mode") or "PARAVIRTUALIZED"
    _options(values)


def _shape(values: dict[str, Any]) -> dict[str, Any]:
    shape = str(values.get("shape") or "VM.Standard.E4.Flex")
    values["shape"] = shape
    given = _only(values, "shape_config")
    cores = given.get("ocpus") or (_FLEX[0] if shape.endswith("Flex") else 2)
    return {
        **given,
        "ocpus": cores,
        "vcpus": given.get("vcpus") or cores * (1 if ".A" in shape else 2),
        "memory_in_gbs": given.get("memory_in_gbs") or cores * _FLEX[1],
        "processor_description": "3.0 GHz Ampere Altra" if ".A1." in shape else "2.55 GHz AMD EPYC",
        "networking_bandwidth_in_gbps": max(1, int(cores)),
        "max_vnic_attachments": 2,
        "gpus": 0,
        "local_disks": 0,
        "baseline_ocpu_utilization": given.get("baseline_ocpu_utilization") or "BASELINE_1_1",
    }


def _options(values: dict[str, Any]) -> None:
    launch = {
        "boot_volume_type": "PARAVIRTUALIZED",
        "firmware": "UEFI_64",
        "network_type": "PARAVIRTUALIZED",
        "remote_data_volume_type": "PARAVIRTUALIZED",
        "is_consistent_volume_naming_enabled": True,
        "is_pv_encryption_in_transit_enabled": False,
    }
    agent = {"are_all_plugins_disabled": False, "is_management_disabled": False, "is_monitoring_disabled": False}
    values["launch_options"] = [{**launch, **_set(_only(values, "launch_options"))}]
    values["agent_config"] = [{**agent, "plugins_config": [], **_set(_only(values, "agent_config"))}]
    availability = {"is_live_migration_preferred": False, "recovery_action": "RESTORE_INSTANCE"}
    values["availability_config"] = [{**availability, **_set(_only(values, "availability_config"))}]
    services = {"are_legacy_imds_endpoints_disabled": False}
    values["instance_options"] = [{**services, **_set(_only(values, "instance_options"))}]


def _only(values: dict[str, Any], block: str) -> dict[str, Any]:
    inner = values.get(block) or [{}]
    return dict(inner[0])


def _set(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


@made("oci_core_instance")
def instance_parts(moment: Moment) -> None:
    """A boot volume and its attachment, a VNIC with its attachment and address."""
    values = moment.values
    place = {"compartment_id": values["compartment_id"], "availability_domain": values["availability_domain"]}
    name = values.get("display_name")
    source = values["source_details"][0]
    volume = moment.own(
        "oci_core_boot_volume",
        {
            **place,
            "display_name": f"{name} (Boot Volume)",
            "size_in_gbs": source["boot_volume_size_in_gbs"],
            "vpus_per_gb": source["boot_volume_vpus_per_gb"],
            "image_id": source.get("source_id") if source.get("source_type") == "image" else None,
        },
    )
    values["boot_volume_id"] = volume.id
    moment.own(
        "oci_core_boot_volume_attachment",
        {
            **place,
            "boot_volume_id": volume.id,
            "instance_id": values["id"],
            "display_name": f"Remote boot attachment for {name}",
        },
    )
    _first_vnic(moment, place)


def _first_vnic(moment: Moment, place: dict[str, Any]) -> None:
    values = moment.values
    details = dict(_only(values, "create_vnic_details"))
    details.setdefault("display_name", values.get("display_name"))
    vnic = make_vnic(moment, details, {**place, "is_primary": True})
    moment.own(
        "oci_core_vnic_attachment",
        {
            **place,
            "instance_id": values["id"],
            "vnic_id": vnic.id,
            "subnet_id": details.get("subnet_id"),
            "create_vnic_details": [details],
        },
    )
    values["private_ip"], values["public_ip"] = vnic.data["private_ip_address"], vnic.data.get("public_ip_address")
    if details.get("subnet_id"):
        kept = {name: details.get(name) for name in ("assign_public_ip", "subnet_id", "private_ip", "nsg_ids")}
        shown = {**details, **_set(kept)}
        shown["private_ip"] = vnic.data["private_ip_address"]
        shown["nsg_ids"] = details.get("nsg_ids") or []
        shown["skip_source_dest_check"] = bool(details.get("skip_source_dest_check"))
        values["create_vnic_details"] = [{**shown, "freeform_tags": details.get("freeform_tags") or {}}]


def make_vnic(moment: Moment, details: dict[str, Any], place: dict[str, Any]) -> Object:
    """A VNIC in a subnet with a private address, and a public one where the subnet allows and the details ask."""
    subnet = moment.find(details.get("subnet_id"))
    address = details.get("private_ip") or free_address(moment, str(details.get("subnet_id")))
    hidden = subnet is None or bool(subnet.data.get("prohibit_public_ip_on_vnic"))
    wanted = str(details.get("assign_public_ip") or ("false" if hidden else "true")).lower() == "true"
    if (
        wanted
        and hidden
        and details.get("assign_public_ip") is not None
        and subnet is not None
        and "subnet_id" in details
    ):
        details["assign_public_ip"] = details["assign_public_ip"]
    vnic = moment.own(
        "oci_core_vnic",
        {
            **place,
            "display_name": details.get("display_name"),
            "hostname_label": details.get("hostname_label"),
            "mac_address": "02:00:17:00:00:%02x" % (sum(address.encode()) % 256),
            "nsg_ids": details.get("nsg_ids") or [],
            "private_ip_address": address,
            "public_ip_address": public_address(address) if wanted and not hidden else None,
            "skip_source_dest_check": bool(details.get("skip_source_dest_check")),
            "subnet_id": details.get("subnet_id"),
            "state": "AVAILABLE",
            "is_primary": place.get("is_primary", False),
        },
    )
    moment.objects.make(
        "oci_core_private_ip",
        moment.region,
        {
            "compartment_id": place["compartment_id"],
            "ip_address": address,
            "vnic_id": vnic.id,
            "subnet_id": details.get("subnet_id"),
            "hostname_label": details.get("hostname_label"),
            "display_name": details.get("display_name"),
            "is_primary": True,
        },
        owner=vnic.id,
    )
    return vnic


@decides("oci_core_private_ip")
def private_ip(moment: Moment) -> None:
    """The next free address, in the subnet of its VNIC."""
    values = moment.values
    vnic = moment.find(values.get("vnic_id"))
    if vnic is not None:
        moment.default("subnet_id", vnic.data.get("subnet_id"))
        values.setdefault("compartment_id", vnic.data.get("compartment_id"))
    if values.get("ip_address") is None:
        values["ip_address"] = free_address(moment, str(values.get("subnet_id")))
    values.setdefault("is_primary", False)


@changed("oci_core_instance")
def instance_changed(moment: Moment) -> None:
    """Its boot volume grows with it."""
    volume = moment.find(moment.values.get("boot_volume_id"))
    size = _only(moment.values, "source_details").get("boot_volume_size_in_gbs")
    if volume is not None and size and volume.data.get("size_in_gbs") != str(size):
        volume.data["size_in_gbs"] = str(size)
        moment.objects.store.put(volume)


@decides("oci_core_volume", "oci_core_boot_volume")
def volume(moment: Moment) -> None:
    """50 GB unless more is asked for."""
    values = moment.values
    moment.default("size_in_gbs", "50")
    values["size_in_gbs"] = str(values["size_in_gbs"])
    values["size_in_mbs"] = str(int(float(values["size_in_gbs"])) * 1024)
    moment.default("vpus_per_gb", "10")
    values["auto_tuned_vpus_per_gb"] = values["vpus_per_gb"]
    values["is_hydrated"] = True
    if moment.before.get("size_in_gbs") and float(values["size_in_gbs"]) < float(moment.before["size_in_gbs"]):
        raise invalid("size_in_gbs: a volume cannot be made smaller")


@decides("oci_core_volume_attachment")
def volume_attachment(moment: Moment) -> None:
    """In the instance's place; a volume that is not shareable only once."""
    values = moment.values
    machine = moment.find(values.get("instance_id"))
    if machine is not None:
        values["compartment_id"] = machine.data["compartment_id"]
        values["availability_domain"] = machine.data["availability_domain"]
    for other in moment.objects.store.all("oci_core_volume_attachment"):
        taken = other.id != moment.key and other.data.get("volume_id") == values.get("volume_id")
        if taken and not values.get("is_shareable"):
            raise ServiceError(409, "IncorrectState", f"the volume is attached already: {other.id}")
    if str(values.get("attachment_type")) == "iscsi":
        values.update(
            ipv4="169.254.2.2", iqn=f"iqn.2015-12.com.oracleiaas:{moment.values['volume_id'][-36:]}", port=3260
        )
    values.setdefault("is_volume_created_during_launch", False)


@decides("oci_core_vnic_attachment")
def vnic_attachment(moment: Moment) -> None:
    """In the instance's place, with a VNIC of its own unless it is that of the instance's start."""
    values = moment.values
    machine = moment.find(values.get("instance_id"))
    if machine is not None:
        values["compartment_id"] = machine.data["compartment_id"]
        values["availability_domain"] = machine.data["availability_domain"]
    details = _only(values, "create_vnic_details")
    values["subnet_id"] = details.get("subnet_id")


@made("oci_core_vnic_attachment")
def second_vnic(moment: Moment) -> None:
    """Its VNIC."""
    values = moment.values
    if not values.get("vnic_id"):
        place = {"compartment_id": values["compartment_id"], "availability_domain": values["availability_domain"]}
        values["vnic_id"] = make_vnic(moment, dict(_only(values, "create_vnic_details")), place).id


@gone("oci_core_instance")
def preserved(moment: Moment) -> None:
    """A boot volume that is to be preserved stays."""
    volume = moment.find(moment.values.get("boot_volume_id"))
    if volume is not None and moment.values.get("preserve_boot_volume"):
        moment.objects.store.put(Object(volume.id, volume.type, volume.region, volume.data, None))


@decides("oci_core_volume_backup_policy_assignment")
def assignment(moment: Moment) -> None:
    """A policy that Oracle has defined needs no object."""
    _ = moment


@decides("oci_core_instance_pool")
def pool(moment: Moment) -> None:
    """As large as it was asked to be."""
    moment.values["actual_size"] = moment.values.get("size") or 0
