"""What Oracle offers everywhere: regions, availability domains, images, shapes, services, versions, one file a service.

Made up, but in the form of the real answers; names are those that configurations look for.
"""

from __future__ import annotations

from collections.abc import Callable

from oci_simulator.cloud.catalogue import (
    balancers,
    compute,
    databases,
    dns,
    domains,
    guard,
    identity,
    kubernetes,
    limits,
    mysql,
    network,
    places,
    secrets,
    storage,
)
from oci_simulator.cloud.catalogue.offered import Answer, Question

__all__ = ["ANSWERS", "Answer", "Question"]

ANSWERS: dict[str, Callable[[Question], Answer]] = {
    "oci_cloud_guard_detector_recipes": guard.recipes("detector"),
    "oci_cloud_guard_responder_recipes": guard.recipes("responder"),
    "oci_containerengine_cluster_option": kubernetes.cluster_option,
    "oci_containerengine_node_pool_option": kubernetes.node_pool_option,
    "oci_containerengine_cluster_kube_config": kubernetes.kube_config,
    "oci_core_images": compute.images,
    "oci_core_instance_devices": compute.devices,
    "oci_core_network_security_group_vnics": network.group_vnics,
    "oci_core_services": compute.services,
    "oci_core_shapes": compute.shapes,
    "oci_core_vcn_dns_resolver_association": network.resolver_of_vcn,
    "oci_core_volume_backup_policies": compute.backup_policies,
    "oci_database_autonomous_db_versions": databases.listed_versions("autonomous_db_versions", "19c", "23ai"),
    "oci_database_gi_versions": databases.listed_versions("gi_versions", "19.0.0.0", "23.0.0.0"),
    "oci_database_db_system_shapes": databases.system_shapes,
    "oci_database_db_versions": databases.database_versions,
    "oci_dns_records": dns.records,
    "oci_dns_rrset": dns.record_set,
    "oci_identity_authentication_policy": identity.authentication_policy,
    "oci_identity_availability_domain": places.availability_domain,
    "oci_identity_availability_domains": places.availability_domains,
    "oci_identity_compartment": identity.compartment,
    "oci_identity_compartments": identity.compartments,
    "oci_identity_domain": domains.domain,
    "oci_identity_domains": domains.domains,
    "oci_identity_fault_domains": places.fault_domains,
    "oci_identity_region_subscriptions": places.region_subscriptions,
    "oci_identity_regions": places.regions,
    "oci_identity_tenancy": identity.tenancy,
    "oci_limits_limit_values": limits.values,
    "oci_limits_services": limits.services,
    "oci_load_balancer_listener_rules": balancers.listener_rules,
    "oci_load_balancer_policies": balancers.balancer_policies,
    "oci_load_balancer_protocols": balancers.balancer_protocols,
    "oci_load_balancer_shapes": balancers.balancer_shapes,
    "oci_mysql_mysql_configurations": mysql.configurations,
    "oci_mysql_mysql_versions": mysql.versions,
    "oci_mysql_shapes": mysql.shapes,
    "oci_objectstorage_namespace": identity.namespace,
    "oci_objectstorage_namespace_metadata": storage.namespace_metadata,
    "oci_objectstorage_object": storage.object_content,
    "oci_objectstorage_object_head": storage.object_head,
    "oci_objectstorage_object_versions": storage.object_versions,
    "oci_objectstorage_objects": storage.listed_objects,
    "oci_ocvp_supported_vmware_software_versions": compute.vmware_versions,
    "oci_recovery_protection_policies": databases.protection_policies,
    "oci_secrets_secretbundle": secrets.bundle,
}
