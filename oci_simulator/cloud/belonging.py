"""What goes with what: parts that an object has made, and those that others have hung on it."""

from __future__ import annotations

from oci_simulator.cloud.store import Object, Store

_BALANCER = ("load_balancer_id", "network_load_balancer_id")
# Types whose objects go when the object goes that one of these attributes names.
_ALONG: dict[str, tuple[str, ...]] = {
    "oci_budget_alert_rule": ("budget_id",),
    "oci_containerengine_addon": ("cluster_id",),
    "oci_core_drg_route_distribution_statement": ("drg_route_distribution_id",),
    "oci_core_drg_route_table_route_rule": ("drg_route_table_id",),
    "oci_core_network_security_group_security_rule": ("network_security_group_id",),
    "oci_core_vnic_attachment": ("instance_id",),
    "oci_core_volume_attachment": ("instance_id",),
    "oci_core_volume_backup_policy_assignment": ("asset_id",),
    "oci_database_pluggable_database": ("container_database_id",),
    "oci_dns_rrset": ("zone_name_or_id",),
    "oci_identity_api_key": ("user_id",),
    "oci_identity_auth_token": ("user_id",),
    "oci_identity_customer_secret_key": ("user_id",),
    "oci_identity_smtp_credential": ("user_id",),
    "oci_identity_user_capabilities_management": ("user_id",),
    "oci_kms_key_version": ("key_id",),
}
_ALONG_BY_PREFIX = {
    "oci_load_balancer_": _BALANCER,
    "oci_network_load_balancer_": _BALANCER,
    "oci_network_firewall_network_firewall_policy_": ("network_firewall_policy_id",),
}


def goes_along(user: Object, path: str) -> bool:
    """Whether an object goes with the one that it names by this path."""
    by_prefix = (names for prefix, names in _ALONG_BY_PREFIX.items() if user.type.startswith(prefix))
    return path in _ALONG.get(user.type, next(by_prefix, ()))


def family(store: Store, thing: Object) -> dict[str, Object]:
    """An object with all that goes when it goes, by their keys."""
    found = {thing.id: thing}
    parts = [*store.owned(thing.id), *(user for user, path in store.users(thing.id) if goes_along(user, path))]
    for part in parts:
        if part.id not in found:
            found |= family(store, part)
    return found
