"""Volumes, boot volumes and their attachments."""

from __future__ import annotations

from oci_simulator.cloud.errors import ServiceError, invalid
from oci_simulator.cloud.registry import Moment, decides, made


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


@made("oci_core_volume_backup_policy_assignment")
def one_policy(moment: Moment) -> None:
    """A volume has one policy: the former assignment goes without a word."""
    for other in moment.objects.store.all("oci_core_volume_backup_policy_assignment"):
        if other.id != moment.key and other.data.get("asset_id") == moment.values.get("asset_id"):
            moment.objects.store.remove(other.id)
