"""The table is whole: every file says what the engine reads, and every CD3 folder is covered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TABLE = Path(__file__).resolve().parents[2] / "oci_simulator" / "table"
FILES = sorted(TABLE.glob("*/*.json"))
PRIMITIVES = {"string", "number", "bool"}
ROLES = {"R", "O", "OC", "C"}
FOLDERS = {
    "identity": "oci_identity_compartment oci_identity_group oci_identity_policy oci_identity_user",
    "tagging": "oci_identity_tag_namespace oci_identity_tag oci_identity_tag_default",
    "quota": "oci_limits_quota",
    "budget": "oci_budget_budget oci_budget_alert_rule",
    "network": "oci_core_vcn oci_core_subnet oci_core_drg oci_core_security_list oci_core_route_table",
    "nsg": "oci_core_network_security_group oci_core_network_security_group_security_rule",
    "vlan": "oci_core_vlan",
    "dns": "oci_dns_view oci_dns_zone oci_dns_rrset oci_dns_resolver",
    "compute": "oci_core_instance oci_core_volume oci_core_volume_attachment oci_core_dedicated_vm_host",
    "database": "oci_database_autonomous_database oci_database_db_system oci_mysql_mysql_db_system",
    "fss": "oci_file_storage_file_system oci_file_storage_mount_target oci_file_storage_export",
    "oss": "oci_objectstorage_bucket",
    "loadbalancer": "oci_load_balancer_load_balancer oci_load_balancer oci_network_load_balancer_network_load_balancer",
    "oke": "oci_containerengine_cluster oci_containerengine_node_pool",
    "ocvs": "oci_ocvp_sddc",
    "kms": "oci_kms_vault oci_kms_key",
    "firewall": "oci_network_firewall_network_firewall oci_network_firewall_network_firewall_policy",
    "security": "oci_cloud_guard_target oci_cloud_guard_cloud_guard_configuration",
    "managementservices": "oci_monitoring_alarm oci_ons_notification_topic oci_events_rule oci_sch_service_connector",
    "rpc": "oci_core_remote_peering_connection",
}


def holders(facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A type and all blocks in it."""
    yield facts
    for block in facts["blocks"].values():
        yield from holders(block)


def is_type(cty: Any) -> bool:
    """Whether it is a type as cty writes it in JSON."""
    if isinstance(cty, str):
        return cty in PRIMITIVES
    kind, inner = cty
    return all(map(is_type, inner.values())) if kind == "object" else kind in {"list", "set", "map"} and is_type(inner)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_each_file_says_what_the_engine_reads(file: Path) -> None:
    """Types, flags and nesting are of the few that there are, and a name is an attribute or a block, not both."""
    facts = json.loads(file.read_text(encoding="utf-8"))
    assert facts["type"] == file.stem
    for holder in holders(facts):
        assert not set(holder["attributes"]) & set(holder["blocks"])
        for name, (cty, flags, *more) in holder["attributes"].items():
            assert is_type(cty), name
            assert flags.rstrip("FSWD") in ROLES, name
            assert all(set(extra) == {"default"} and "C" not in flags for extra in more), name
        for name, block in holder["blocks"].items():
            assert block["nesting"] in {"list", "set"}, name
            assert block["flags"].rstrip("FDW") in {"R", "O", "OC"}, name
            assert isinstance(block["max"], int), name


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_folder_of_cd3_is_covered(folder: str) -> None:
    """What such a folder manages has a type."""
    assert [name for name in FOLDERS[folder].split() if not (TABLE / "resources" / f"{name}.json").is_file()] == []


def test_there_are_enough_types() -> None:
    """At least 40 resource types and 25 data sources are promised."""
    assert len(list((TABLE / "resources").glob("*.json"))) >= 40
    assert len(list((TABLE / "data").glob("*.json"))) >= 25


NAMED = {
    "data/oci_core_shapes": (
        "baseline_ocpu_utilizations",
        "bs_nvme_attachments_config",
        "supported_resource_management",
    ),
    "data/oci_database_databases": ("days_of_week", "tde_wallet_backup_destination"),
    "data/oci_logging_unified_agent_configuration": ("scrape_targets",),
    "data/oci_network_firewall_network_firewall_policy_nat_rules": ("nat_rule_collection",),
    "data/oci_ocvp_clusters": ("cluster_collection",),
    "resources/oci_database_database": ("days_of_week", "tde_wallet_backup_destination"),
}


@pytest.mark.parametrize("file", NAMED)
def test_names_are_the_providers_own(file: str) -> None:
    """What the bindings write in the plural is called as in the provider's schema."""
    text = (TABLE / f"{file}.json").read_text(encoding="utf-8")
    for name in NAMED[file]:
        assert f'"{name}"' in text
        assert f'"{name}s"' not in text or name.endswith("s")


def test_collections_are_singular() -> None:
    """Each list of a newer data source is one collection of items."""
    assert [file.stem for file in FILES if '_collections"' in file.read_text(encoding="utf-8")] == []
