"""The compartment of what is configured without one: that of the object that it is a part of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from oci_simulator.cloud.registry import Moment, decides

# Type -> the attributes that name what it is a part of, the first that is given counts.
_PART_OF: Mapping[str, tuple[str, ...]] = {
    "oci_core_boot_volume_backup": ("boot_volume_id",),
    "oci_core_ipv6": ("vnic_id", "subnet_id"),
    "oci_core_private_ip": ("vnic_id", "subnet_id", "vlan_id"),
    "oci_core_volume_attachment": ("instance_id",),
    "oci_core_volume_backup": ("volume_id",),
    "oci_database_autonomous_container_database": (
        "cloud_autonomous_vm_cluster_id",
        "autonomous_vm_cluster_id",
        "autonomous_exadata_infrastructure_id",
    ),
    "oci_database_database": ("db_home_id",),
    "oci_database_db_home": ("db_system_id", "vm_cluster_id"),
    "oci_database_pluggable_database": ("container_database_id",),
    "oci_dns_resolver_endpoint": ("resolver_id",),
    "oci_file_storage_export_set": ("mount_target_id",),
    "oci_functions_function": ("application_id",),
    "oci_kms_key_version": ("key_id",),
    "oci_logging_log": ("log_group_id",),
    "oci_ocvp_cluster": ("sddc_id",),
    "oci_ocvp_esxi_host": ("cluster_id", "sddc_id"),
}


def _inherit(names: tuple[str, ...], moment: Moment) -> None:
    whole = next((found for name in names if (found := moment.find(moment.values.get(name))) is not None), None)
    if whole is not None:
        moment.default("compartment_id", whole.data.get("compartment_id"))


for _type, _names in _PART_OF.items():
    decides(_type)(partial(_inherit, _names))
