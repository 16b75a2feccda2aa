"""Instances with what they bring along."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.behaviours.vnics import make_vnic
from oci_simulator.cloud.errors import invalid
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
        details["display_name"] = details.get("display_name") or values.get("display_name")
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


@changed("oci_core_instance")
def instance_changed(moment: Moment) -> None:
    """Its boot volume grows with it, its first VNIC has the names and groups that it says."""
    _to_vnic(moment)
    volume = moment.find(moment.values.get("boot_volume_id"))
    size = _only(moment.values, "source_details").get("boot_volume_size_in_gbs")
    if volume is not None and size and volume.data.get("size_in_gbs") != str(size):
        volume.data["size_in_gbs"] = str(size)
        moment.objects.store.put(volume)


def _to_vnic(moment: Moment) -> None:
    details = _only(moment.values, "create_vnic_details")
    names = ("display_name", "hostname_label", "nsg_ids", "skip_source_dest_check")
    wanted = {name: details[name] for name in names if details.get(name) is not None}
    for attached in moment.objects.store.owned(moment.key):
        vnic = moment.find(attached.data.get("vnic_id"))
        if vnic is not None and vnic.data.get("is_primary") and any(vnic.data.get(k) != v for k, v in wanted.items()):
            data = {**vnic.data, **wanted}
            moment.objects.store.put(Object(vnic.id, vnic.type, vnic.region, data, vnic.owner))


@gone("oci_core_instance")
def preserved(moment: Moment) -> None:
    """A boot volume that is to be preserved stays."""
    volume = moment.find(moment.values.get("boot_volume_id"))
    if volume is not None and moment.values.get("preserve_boot_volume"):
        moment.objects.store.put(Object(volume.id, volume.type, volume.region, volume.data, None))
