"""Names that the provider has in the singular: its bindings write every list in the plural.

Found by comparing with what the same thing is called where it is configured, and by the provider's documentation.
"""

from __future__ import annotations

from typing import Any

_LISTED = """
agent_configs agent_configurations anonymous_transactions_handlings apply_update_time_preferences
auto_failover_configurations autonomous_database_maintenance_windows availability_configs
backoff_retry_policies backup_configs backup_policies bs_nvme_attachments_configs
current_placements data_storages database_consoles database_management_configs
database_managements days_of_weeks db_backup_configs delivery_policies destination_port_ranges
dnssec_configs ds_datas durations encrypt_datas encryption_keys endpoint_configs errors
exascale_configs external_key_manager_metadata_summaries external_key_manager_metadatas
external_key_references failure_destinations freeze_periods gpu_memory_cluster_scale_configs
health_checkers heat_wave_clusters image_policy_configs iorm_config_caches key_history_entries
key_shapes kubernetes_network_configs lb_cookie_session_persistence_configurations ldap_idmaps
lifecycle_managements local_standby_dbs loggings maintenance_windows maintenances match_criterias
metadatas nat_configurations network_configurations node_shape_configs node_sources
oauth_metadata_summaries oauth_metadatas open_id_connect_discoveries
open_id_connect_token_authentication_configs persistent_volume_configs pitr_policies
platform_configs pluggable_database_management_configs preemptible_instance_configs
preemptible_node_configs preemption_actions primary_vnics provisioned_concurrency_configs
read_endpoints redirect_uris refreshable_clone_configs replication_configs resource_pool_summaries
restore_from_files restore_from_object_stores rests retention_periods rotation_configs
runtime_configs scheduled_maintenance_windows secret_contents secret_generation_contexts
service_lb_configs session_persistence_configurations shape_configs source_port_ranges
source_region_informations ssl_ca_certificates ssl_configurations standby_dbs states
success_destinations supported_regions_to_clone_tos supported_resource_managements suppressions
tde_wallet_backup_destinations telemetry_configurations trace_configs transportable_tablespaces
validators virtual_circuit_redundancy_metadatas
"""
PLURALS = frozenset(_LISTED.split())


def own_name(name: str) -> str:
    """The provider's own name of what its bindings call `name`."""
    if name not in PLURALS and not name.endswith("_collections"):
        return name
    return f"{name.removesuffix('ies')}y" if name.endswith("ies") else name.removesuffix("s")


def as_configured(facts: dict[str, Any], configured: frozenset[str], *, is_one: bool) -> None:
    """Names a data source's computed attributes as the resource type does that it shows.

    One that shows one thing has the resource's own schema; in one that lists, only what is inside the list follows.
    """
    for name, attribute in list(facts["attributes"].items()):
        attribute[0] = _named(attribute[0], configured)
        if is_one and attribute[1] == "C" and (own := _singular(name, configured)) != name:
            facts["attributes"][own] = facts["attributes"].pop(name)
    facts["attributes"] = dict(sorted(facts["attributes"].items()))


def _named(cty: Any, configured: frozenset[str]) -> Any:
    if isinstance(cty, str):
        return cty
    outer, inner = cty
    if outer != "object":
        return [outer, _named(inner, configured)]
    return [outer, {_singular(name, configured): _named(each, configured) for name, each in inner.items()}]


def _singular(name: str, configured: frozenset[str]) -> str:
    if name in configured or not name.endswith("s"):
        return name
    forms = (name.removesuffix("s"), name.removesuffix("es"), f"{name.removesuffix('ies')}y")
    return next((form for form in forms if form in configured), name)


def every_name(facts: dict[str, Any]) -> frozenset[str]:
    """The names of a type's attributes and blocks, at any depth."""
    found = {*facts["attributes"], *facts["blocks"]}
    for block in facts["blocks"].values():
        found |= every_name(block)
    for cty, *_ in facts["attributes"].values():
        found |= _names_in(cty)
    return frozenset(found)


def _names_in(cty: Any) -> set[str]:
    if isinstance(cty, str):
        return set()
    if cty[0] != "object":
        return _names_in(cty[1])
    return {*cty[1], *(name for each in cty[1].values() for name in _names_in(each))}
