"""Which types the simulator covers, and where the provider's bindings on PyPI describe them.

The bindings are generated from the provider's own schema; module and file of a type follow its name but for these.
"""

from __future__ import annotations

BLOCK_STORAGE = (
    "boot_volume boot_volume_backup volume volume_attachment volume_backup volume_backup_policy volume_group"
)
RESOURCES: dict[str, str] = {
    "oci_budget": "alert_rule budget",
    "oci_cloud_guard": (
        "cloud_guard_configuration data_mask_rule detector_recipe managed_list responder_recipe security_recipe "
        "security_zone target"
    ),
    "oci_containerengine": "addon cluster node_pool virtual_node_pool",
    "oci_core": (
        f"{BLOCK_STORAGE} volume_backup_policy_assignment capture_filter cpe dedicated_vm_host default_dhcp_options "
        "default_route_table default_security_list dhcp_options drg drg_attachment drg_attachment_management "
        "drg_route_distribution drg_route_distribution_statement drg_route_table drg_route_table_route_rule image "
        "instance instance_configuration instance_pool internet_gateway ipsec ipv6 local_peering_gateway nat_gateway "
        "network_security_group network_security_group_security_rule private_ip public_ip public_ip_pool "
        "remote_peering_connection route_table route_table_attachment security_list service_gateway subnet vcn vlan "
        "virtual_circuit vnic_attachment"
    ),
    "oci_database": (
        "autonomous_container_database autonomous_database cloud_exadata_infrastructure cloud_vm_cluster database "
        "db_home db_system pluggable_database"
    ),
    "oci_dns": "record resolver resolver_endpoint rrset view zone",
    "oci_events": "rule",
    "oci_file_storage": "export export_set file_system filesystem_snapshot_policy mount_target replication snapshot",
    "oci_functions": "application function",
    "oci_identity": (
        "api_key auth_token authentication_policy compartment customer_secret_key domain dynamic_group group "
        "network_source policy smtp_credential tag tag_default tag_namespace user user_capabilities_management "
        "user_group_membership"
    ),
    "oci_kms": "key key_version vault",
    "oci_limits": "quota",
    "oci_load_balancer": (
        "backend backend_set certificate hostname listener load_balancer load_balancer_routing_policy path_route_set "
        "rule_set ssl_cipher_suite"
    ),
    "oci_logging": "log log_group unified_agent_configuration",
    "oci_monitoring": "alarm",
    "oci_mysql": "mysql_configuration mysql_db_system",
    "oci_network_firewall": (
        "network_firewall network_firewall_policy network_firewall_policy_address_list "
        "network_firewall_policy_application network_firewall_policy_application_group "
        "network_firewall_policy_decryption_profile network_firewall_policy_decryption_rule "
        "network_firewall_policy_mapped_secret network_firewall_policy_nat_rule network_firewall_policy_security_rule "
        "network_firewall_policy_service network_firewall_policy_service_list "
        "network_firewall_policy_tunnel_inspection_rule network_firewall_policy_url_list"
    ),
    "oci_network_load_balancer": "backend backend_set listener network_load_balancer",
    "oci_objectstorage": "bucket namespace_metadata object object_lifecycle_policy preauthrequest replication_policy",
    "oci_ocvp": "cluster esxi_host sddc",
    "oci_ons": "notification_topic subscription",
    "oci_sch": "service_connector",
    "oci_streaming": "stream stream_pool",
    "oci_vault": "secret",
    "oci_vulnerability_scanning": "host_scan_recipe host_scan_target",
}
DATA: dict[str, str] = {
    "oci_budget": "alert_rule alert_rules budget budgets",
    "oci_cloud_guard": (
        "cloud_guard_configuration data_mask_rule data_mask_rules detector_recipe detector_recipes managed_list "
        "managed_lists responder_recipe responder_recipes security_recipe security_recipes security_zone "
        "security_zones target targets"
    ),
    "oci_containerengine": (
        "addon addons cluster cluster_kube_config cluster_option clusters node_pool node_pool_option node_pools "
        "virtual_node_pool virtual_node_pools"
    ),
    "oci_core": (
        "boot_volume boot_volume_attachments boot_volume_backup boot_volume_backups boot_volumes capture_filter "
        "capture_filters cpes dedicated_vm_host dedicated_vm_hosts dhcp_options drg_attachments "
        "drg_route_distribution drg_route_distribution_statements drg_route_distributions drg_route_table_route_rules "
        "drg_route_tables drgs image images instance instance_configuration instance_configurations instance_devices "
        "instance_pool instance_pools instances internet_gateways ipsec_connections ipv6 ipv6s local_peering_gateways "
        "nat_gateway nat_gateways network_security_group network_security_group_security_rules "
        "network_security_group_vnics network_security_groups private_ip private_ips public_ip public_ip_pool "
        "public_ip_pools public_ips remote_peering_connections route_tables security_lists service_gateways services "
        "shapes subnet subnets vcn vcn_dns_resolver_association vcns virtual_circuit virtual_circuits vlan vlans vnic "
        "vnic_attachments volume volume_attachments volume_backup_policies volume_backup_policy_assignments "
        "volume_backups volume_groups volumes"
    ),
    "oci_database": (
        "autonomous_container_database autonomous_container_databases autonomous_database autonomous_databases "
        "autonomous_db_versions cloud_exadata_infrastructure cloud_exadata_infrastructures cloud_vm_cluster "
        "cloud_vm_clusters database databases db_home db_homes db_node db_nodes db_servers db_system_shapes db_systems "
        "db_versions gi_versions pluggable_database pluggable_databases"
    ),
    "oci_dns": "records resolver resolver_endpoint resolver_endpoints resolvers rrset rrsets view views zone zones",
    "oci_events": "rule rules",
    "oci_file_storage": (
        "export_sets exports file_systems filesystem_snapshot_policies filesystem_snapshot_policy mount_targets "
        "replication replications snapshot snapshots"
    ),
    "oci_functions": "application applications function functions",
    "oci_identity": (
        "api_keys auth_tokens authentication_policy availability_domain availability_domains compartment compartments "
        "customer_secret_keys domain domains dynamic_groups fault_domains group groups network_source network_sources "
        "policies region_subscriptions regions smtp_credentials tag tag_default tag_defaults tag_namespaces tags "
        "tenancy user user_group_memberships users"
    ),
    "oci_kms": "key key_version key_versions keys vault vaults",
    "oci_limits": "limit_values quota quotas services",
    "oci_load_balancer": (
        "backend_sets backends certificates hostnames listener_rules load_balancer_routing_policies "
        "load_balancer_routing_policy load_balancers path_route_sets policies protocols rule_set rule_sets shapes "
        "ssl_cipher_suite ssl_cipher_suites"
    ),
    "oci_log_analytics": "log_analytics_log_groups",
    "oci_logging": "log log_group log_groups logs unified_agent_configuration unified_agent_configurations",
    "oci_monitoring": "alarm alarms",
    "oci_mysql": "mysql_configuration mysql_configurations mysql_db_system mysql_db_systems mysql_versions shapes",
    "oci_network_firewall": (
        "network_firewall network_firewall_policies network_firewall_policy network_firewall_policy_address_list "
        "network_firewall_policy_address_lists network_firewall_policy_application "
        "network_firewall_policy_application_group network_firewall_policy_application_groups "
        "network_firewall_policy_applications network_firewall_policy_decryption_profile "
        "network_firewall_policy_decryption_profiles network_firewall_policy_decryption_rule "
        "network_firewall_policy_decryption_rules network_firewall_policy_mapped_secret "
        "network_firewall_policy_mapped_secrets network_firewall_policy_nat_rule network_firewall_policy_nat_rules "
        "network_firewall_policy_security_rule network_firewall_policy_security_rules network_firewall_policy_service "
        "network_firewall_policy_service_list network_firewall_policy_service_lists network_firewall_policy_services "
        "network_firewall_policy_tunnel_inspection_rule network_firewall_policy_tunnel_inspection_rules "
        "network_firewall_policy_url_list network_firewall_policy_url_lists network_firewalls"
    ),
    "oci_network_load_balancer": (
        "backend_set backend_sets backends listener listeners network_load_balancer network_load_balancers"
    ),
    "oci_objectstorage": (
        "bucket bucket_summaries namespace namespace_metadata object object_head object_lifecycle_policy "
        "object_versions objects preauthrequest preauthrequests replication_policies replication_policy"
    ),
    "oci_ocvp": "cluster clusters sddc sddcs supported_vmware_software_versions",
    "oci_ons": "notification_topic notification_topics subscription subscriptions",
    "oci_recovery": "protection_policies",
    "oci_sch": "service_connector service_connectors",
    "oci_secrets": "secretbundle",
    "oci_streaming": "stream stream_pool stream_pools streams",
    "oci_vault": "secret secrets",
    "oci_vulnerability_scanning": "host_scan_recipe host_scan_recipes host_scan_target host_scan_targets",
}
MODULES = {
    "oci_cloud_guard": "cloudguard",
    "oci_file_storage": "filestorage",
    "oci_load_balancer": "loadbalancer",
    "oci_log_analytics": "loganalytics",
    "oci_recovery": "recoverymod",
    "oci_network_firewall": "networkfirewall",
    "oci_network_load_balancer": "networkloadbalancer",
    "oci_vulnerability_scanning": "vulnerabilityscanning",
}
FILES = {
    "oci_budget_alert_rule": "rule",
    "oci_objectstorage_object": "storage_object",
    "oci_sch_service_connector": "connector",
    "data oci_cloud_guard_target": "get_guard_target",
    "data oci_cloud_guard_targets": "get_guard_targets",
    "data oci_mysql_mysql_versions": "get_mysql_version",
    "data oci_core_cpe_device_shape": "get_cpe_device_shape",
    "data oci_core_vcn_dns_resolver_association": "get_cnv_dns_resolver_association",
    "data oci_core_drg_route_table_route_rules": "get_drg_route_table_route_rules",
    "data oci_database_autonomous_db_versions": "get_autonomous_db_versions",
}
# One type, two names: the provider keeps the first names of some.
ALIASES = {
    "oci_load_balancer": "oci_load_balancer_load_balancer",
    "oci_core_virtual_network": "oci_core_vcn",
    "data oci_load_balancers": "oci_load_balancer_load_balancers",
    "data oci_core_virtual_networks": "oci_core_vcns",
}


def names(groups: dict[str, str]) -> list[str]:
    """The full names of the types, in order."""
    return sorted(f"{prefix}_{name}" for prefix, listed in groups.items() for name in listed.split())


def place(name: str, *, data: bool) -> tuple[str, str]:
    """Module and file (without `.py`) of the bindings that describe a type."""
    groups = DATA if data else RESOURCES
    prefix = max((p for p in groups if name.startswith(f"{p}_")), key=len)
    rest = name.removeprefix(f"{prefix}_")
    module = MODULES.get(prefix, prefix.removeprefix("oci_"))
    return module, FILES.get(f"data {name}" if data else name, f"get_{rest}" if data else rest)
