"""Attributes that services of OCI write themselves: usage, counters, what the other side of a connection did. Pure.

A difference in nothing but these, which no apply would revert, is no drift: nobody changed anything. Found in the
provider's documentation of each type: attributes that can only be read, and change while the resource is used.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

REASON = "the service itself writes it, and an apply would leave it (built in)"
EVERYWHERE = (
    *("lifecycle_details", "time_last_*", "time_of_last_*", "system_tags", "health_status", "work_request_id"),
)
BY_TYPE: dict[str, tuple[str, ...]] = {
    "oci_budget_budget": ("actual_spend", "forecasted_spend", "time_spend_computed", "alert_rule_count", "version"),
    "oci_budget_alert_rule": ("version",),
    "oci_cloud_guard_target": ("recipe_count", "target_details", "inherited_by_compartments"),
    "oci_containerengine_cluster": ("available_kubernetes_upgrades", "metadata"),
    "oci_containerengine_node_pool": ("nodes",),
    "oci_core_boot_volume": ("auto_tuned_vpus_per_gb", "is_hydrated"),
    "oci_core_drg": ("redundancy_status",),
    "oci_core_instance": ("time_maintenance_reboot_due", "security_attributes_state"),
    "oci_core_instance_pool": ("actual_size",),
    "oci_core_local_peering_gateway": ("peering_status*", "peer_advertised_cidr*", "peer_id"),
    "oci_core_remote_peering_connection": ("peering_status", "peer_id", "peer_region_name", "peer_tenancy_id"),
    "oci_core_virtual_circuit": ("bgp_*session_state", "provider_state", "service_type"),
    "oci_core_volume": ("auto_tuned_vpus_per_gb", "is_hydrated"),
    "oci_database_*": (
        *("actual_*", "allocated_*", "available_*", "used_*", "total_*", "next_*", "last_*"),
        *("time_maintenance_begin", "time_maintenance_end", "key_history_entry", "apex_details"),
    ),
    "oci_dns_zone": ("serial", "version", "nameservers", "zone_transfer_servers"),
    "oci_file_storage_file_system": ("metered_bytes", "clone_count", "is_clone_parent", "quota_enforcement_state"),
    "oci_file_storage_replication": ("delta_status", "delta_progress", "recovery_point_time", "last_snapshot_id"),
    "oci_identity_user": ("last_successful_login_time", "previous_successful_login_time", "email_verified"),
    "oci_kms_key": ("current_key_version", "replica_details"),
    "oci_kms_vault": ("replica_details",),
    "oci_load_balancer_backend_set": ("backend",),
    "oci_load_balancer*": ("ip_address_details",),
    "oci_mysql_mysql_db_system": (
        "current_placement",
        "channels",
        "point_in_time_recovery_details",
        "heat_wave_cluster",
    ),
    "oci_network_firewall_network_firewall_policy": ("attached_network_firewall_count",),
    "oci_network_load_balancer_backend_set": ("backends",),
    "oci_objectstorage_bucket": (
        "approximate_*",
        "object_lifecycle_policy_etag",
        "is_read_only",
        "replication_enabled",
    ),
    "oci_ocvp_*": (
        "actual_esxi_hosts_count",
        "billing_contract_end_date",
        "upgrade_licenses",
        "vsphere_upgrade_objects",
    ),
    "oci_vault_secret": (
        "current_version_number",
        "last_rotation_time",
        "next_rotation_time",
        "time_of_current_version_*",
    ),
}


def writes_itself(type_name: str, path: str) -> bool:
    """Whether the service writes this attribute of a resource of this type, or what it lies in."""
    if not type_name.startswith("oci_"):
        return False
    top = path.split(".", 1)[0].split("[", 1)[0]
    return any(fnmatchcase(top, pattern) for pattern in (*EVERYWHERE, *of_type(type_name)))


def of_type(type_name: str) -> tuple[str, ...]:
    """The patterns for a type alone."""
    return tuple(pattern for kind, listed in BY_TYPE.items() if fnmatchcase(type_name, kind) for pattern in listed)
