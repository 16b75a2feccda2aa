"""What is particular of a type's objects: OCIDs or composite ids, states, where they live, what must be unique."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from oci_simulator.cloud.ocids import is_ocid, new_key, new_ocid

# Composite ids, as the Import sections of the provider's documentation have them.
_LB = "loadBalancers/{load_balancer_id}"
_NLB = "networkLoadBalancers/{network_load_balancer_id}"
_POLICY = "networkFirewallPolicies/{network_firewall_policy_id}"
_BUCKET = "n/{namespace}/b/{bucket}"
IDS: dict[str, str] = {
    "oci_containerengine_addon": "clusters/{cluster_id}/addons/{addon_name}",
    "oci_core_route_table_attachment": "{subnet_id}/{route_table_id}",
    "oci_dns_resolver_endpoint": "resolverId/{resolver_id}/name/{name}",
    "oci_dns_rrset": "zoneNameOrId/{zone_name_or_id}/domain/{domain}/rtype/{rtype}",
    "oci_identity_api_key": "users/{user_id}/apiKeys/{fingerprint}",
    "oci_identity_authentication_policy": "authenticationPolicies/{compartment_id}",
    "oci_identity_user_capabilities_management": "capabilities/{user_id}",
    "oci_kms_key_version": "keys/{key_id}/keyVersions/{key_version_id}",
    "oci_load_balancer_backend": _LB + "/backendSets/{backendset_name}/backends/{ip_address}:{port}",
    "oci_load_balancer_backend_set": _LB + "/backendSets/{name}",
    "oci_load_balancer_certificate": _LB + "/certificates/{certificate_name}",
    "oci_load_balancer_hostname": _LB + "/hostnames/{name}",
    "oci_load_balancer_listener": _LB + "/listeners/{name}",
    "oci_load_balancer_load_balancer_routing_policy": _LB + "/routingPolicies/{name}",
    "oci_load_balancer_path_route_set": _LB + "/pathRouteSets/{name}",
    "oci_load_balancer_rule_set": _LB + "/ruleSets/{name}",
    "oci_load_balancer_ssl_cipher_suite": _LB + "/sslCipherSuites/{name}",
    "oci_network_firewall_network_firewall_policy_address_list": _POLICY + "/addressLists/{name}",
    "oci_network_firewall_network_firewall_policy_application": _POLICY + "/applications/{name}",
    "oci_network_firewall_network_firewall_policy_application_group": _POLICY + "/applicationGroups/{name}",
    "oci_network_firewall_network_firewall_policy_decryption_profile": _POLICY + "/decryptionProfiles/{name}",
    "oci_network_firewall_network_firewall_policy_decryption_rule": _POLICY + "/decryptionRules/{name}",
    "oci_network_firewall_network_firewall_policy_mapped_secret": _POLICY + "/mappedSecrets/{name}",
    "oci_network_firewall_network_firewall_policy_nat_rule": _POLICY + "/natRules/{name}",
    "oci_network_firewall_network_firewall_policy_security_rule": _POLICY + "/securityRules/{name}",
    "oci_network_firewall_network_firewall_policy_service": _POLICY + "/services/{name}",
    "oci_network_firewall_network_firewall_policy_service_list": _POLICY + "/serviceLists/{name}",
    "oci_network_firewall_network_firewall_policy_tunnel_inspection_rule": _POLICY + "/tunnelInspectionRules/{name}",
    "oci_network_firewall_network_firewall_policy_url_list": _POLICY + "/urlLists/{name}",
    "oci_network_load_balancer_backend": _NLB + "/backendSets/{backend_set_name}/backends/{name}",
    "oci_network_load_balancer_backend_set": _NLB + "/backendSets/{name}",
    "oci_network_load_balancer_listener": _NLB + "/listeners/{name}",
    "oci_objectstorage_bucket": "n/{namespace}/b/{name}",
    "oci_objectstorage_namespace_metadata": "n/{namespace}",
    "oci_objectstorage_object": _BUCKET + "/o/{object}",
    "oci_objectstorage_object_lifecycle_policy": _BUCKET + "/l",
    "oci_objectstorage_preauthrequest": _BUCKET + "/p/{key}",
    "oci_objectstorage_replication_policy": _BUCKET + "/replicationPolicies/{key}",
}
# Ids that are short keys of their own, with what an import writes around them.
SHORT = {
    "oci_identity_customer_secret_key": re.compile(r"users/(?P<parent>[^/]+)/customerSecretKeys/(?P<id>[^/]+)"),
    "oci_core_network_security_group_security_rule": re.compile(
        r"networkSecurityGroups/(?P<parent>[^/]+)/securityRules/(?P<id>[^/]+)"
    ),
    "oci_core_drg_route_table_route_rule": re.compile(r"drgRouteTables/(?P<parent>[^/]+)/routeRules/(?P<id>[^/]+)"),
    "oci_core_drg_route_distribution_statement": re.compile(
        r"drgRouteDistributions/(?P<parent>[^/]+)/statements/(?P<id>[^/]+)"
    ),
}
# What the ids of some imports say besides.
_BESIDES = re.compile(r"^managementEndpoint/.+/(?=keys/)|/scope/\w+(/viewId/[^/]*)?$")
# One type under two names.
ALIASES = {"oci_load_balancer": "oci_load_balancer_load_balancer", "oci_core_virtual_network": "oci_core_vcn"}
# Types that only the cloud itself makes: no resource, yet objects.
PARTS = {"oci_core_boot_volume_attachment", "oci_core_vnic", "oci_database_db_node", "oci_database_db_server"}
# Types that manage an object which another one made.
ADOPTING = {
    "oci_core_default_dhcp_options": "oci_core_dhcp_options",
    "oci_core_default_route_table": "oci_core_route_table",
    "oci_core_default_security_list": "oci_core_security_list",
}
# Types that manage what is there anyway: to make one is to change it, and it outlives them.
MANAGING = {
    "oci_cloud_guard_cloud_guard_configuration",
    "oci_dns_resolver",
    "oci_file_storage_export_set",
    "oci_identity_authentication_policy",
    "oci_identity_user_capabilities_management",
    "oci_objectstorage_namespace_metadata",
}
# Types that write over what is there under the same id, as the service's PUT does.
OVERWRITING = {"oci_objectstorage_object"}
GLOBAL = ("oci_identity_", "oci_limits_", "oci_budget_")
_PREFIXES = (
    *("budget", "cloud_guard", "containerengine", "core", "database", "dns", "events", "file_storage", "functions"),
    *("identity", "kms", "limits", "load_balancer", "logging", "monitoring", "mysql", "network_firewall"),
    *("network_load_balancer", "objectstorage", "ocvp", "ons", "sch", "streaming", "vault", "vulnerability_scanning"),
)
_STATES = {
    "oci_core_drg_attachment": "ATTACHED",
    "oci_core_instance": "RUNNING",
    "oci_core_instance_pool": "RUNNING",
    "oci_core_dedicated_vm_host": "ACTIVE",
    "oci_core_vnic_attachment": "ATTACHED",
    "oci_core_volume_attachment": "ATTACHED",
    "oci_core_boot_volume_attachment": "ATTACHED",
    "oci_core_virtual_circuit": "PROVISIONED",
    "oci_kms_key": "ENABLED",
    "oci_kms_key_version": "ENABLED",
}
_KINDS = {
    "oci_core_cpe": "cpe",
    "oci_core_ipsec": "ipsecconnection",
    "oci_dns_zone": "dns-zone",
    "oci_dns_view": "dnsview",
    "oci_dns_resolver": "dnsresolver",
    "oci_events_rule": "eventrule",
    "oci_functions_application": "fnapp",
    "oci_functions_function": "fnfunc",
    "oci_identity_tag_namespace": "tagnamespace",
    "oci_mysql_mysql_db_system": "mysqldbsystem",
    "oci_ons_notification_topic": "onstopic",
    "oci_ons_subscription": "onssubscription",
    "oci_database_db_system": "dbsystem",
    "oci_vault_secret": "vaultsecret",
}
# Attributes that together must be unique among the objects of a type.
UNIQUE: dict[str, tuple[str, ...]] = {
    "oci_identity_compartment": ("compartment_id", "name"),
    "oci_identity_dynamic_group": ("name",),
    "oci_identity_group": ("name",),
    "oci_identity_policy": ("compartment_id", "name"),
    "oci_identity_network_source": ("name",),
    "oci_identity_tag": ("tag_namespace_id", "name"),
    "oci_identity_tag_namespace": ("name",),
    "oci_identity_user": ("name",),
    "oci_identity_user_group_membership": ("user_id", "group_id"),
    "oci_limits_quota": ("name",),
    "oci_network_load_balancer_backend": (
        "network_load_balancer_id",
        "backend_set_name",
        "ip_address",
        "target_id",
        "port",
    ),
    "oci_ons_notification_topic": ("name",),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of the cloud: its stored name, whether its objects have no region, its OCIDs' kind, its usual state."""

    type: str
    is_global: bool
    ocid: str
    state: str


def kind(type_name: str) -> Kind:
    """What holds for a type; an alias and an adopting type are what they stand for."""
    stored = ALIASES.get(type_name, ADOPTING.get(type_name, type_name))
    prefix = max((p for p in _PREFIXES if stored.startswith(f"oci_{p}_")), key=len, default="")
    short = stored.removeprefix(f"oci_{prefix}_").replace("_", "")
    usual = "AVAILABLE" if prefix in {"core", "database"} else "ACTIVE"
    return Kind(stored, stored.startswith(GLOBAL), _KINDS.get(stored, short), _STATES.get(stored, usual))


def new_id(what: Kind, region: str, values: Mapping[str, Any]) -> str:
    """The id of a new object with these values."""
    place = "" if what.is_global else region
    if what.type in SHORT:
        return new_key()[:6].upper()
    form = IDS.get(what.type)
    if form is None:
        return new_ocid(what.ocid, place)
    made = {"ocid": new_ocid(what.ocid, place), "key": new_key()}
    return form.format_map({**dict.fromkeys(re.findall(r"{(\w+)}", form), ""), **made, **_texts(values)})


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value is not None}


def forms(what: Kind, given: str) -> tuple[str, ...]:
    """The ids that may be kept of an object for one that a person gave, such as to an import."""
    short = SHORT.get(what.type)
    if short is not None and (found := short.fullmatch(given)):
        return (given, found["id"])
    last = given.rsplit("/", 1)[-1]
    if what.type not in IDS and "/" in given and is_ocid(last):
        return (given, last)
    return (given, _BESIDES.sub("", given))


def key(what: Kind, region: str, identity: str) -> str:
    """The key in the store: an OCID alone is unique, other ids are within their type and region."""
    return identity if is_ocid(identity) else f"{what.type}|{'' if what.is_global else region}|{identity}"
