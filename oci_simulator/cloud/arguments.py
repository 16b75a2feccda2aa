"""Arguments of data sources that an object has under another name, deeper inside, or only in part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oci_simulator.cloud.store import Object, Store

# Data source -> argument -> where an object has it, blocks joined by dots.
_WHERE: dict[str, dict[str, str]] = {
    "oci_cloud_guard_security_zones": {"security_recipe_id": "security_zone_recipe_id"},
    "oci_core_drg_attachments": {"attachment_type": "network_details.type", "network_id": "network_details.id"},
    "oci_database_databases": {"system_id": "db_system_id"},
    "oci_database_pluggable_databases": {"database_id": "container_database_id"},
    "oci_dns_rrsets": {"domain_contains": "domain"},
    "oci_dns_zones": {"name_contains": "name"},
    "oci_file_storage_replications": {"file_system_id": "source_id"},
    "oci_identity_domains": {"name": "display_name"},
    "oci_kms_keys": {name: f"key_shape.{name}" for name in ("algorithm", "curve_id", "length")},
    "oci_logging_logs": {f"source_{name}": f"configuration.source.{name}" for name in ("resource", "service")},
    "oci_mysql_mysql_db_systems": {"db_system_id": "id"},
    "oci_objectstorage_preauthrequests": {"object_name_prefix": "object_name"},
    "oci_vault_secrets": {"name": "secret_name"},
}
_POLICY_PARTS = "oci_network_firewall_network_firewall_policy_"
_IN_SUBTREE = ("compartment_id_in_subtree", "include_subcompartments", "is_compartment_id_in_subtree")
_LIKE: dict[str, Callable[[str, str], bool]] = {
    "_contains": lambda have, wanted: wanted in have,
    "_prefix": str.startswith,
}


def named_otherwise(type_name: str, data: Mapping[str, Any], argument: str, wanted: Any) -> bool | None:
    """Whether an object has what an argument asks for elsewhere than under its name; None for other arguments."""
    where = _WHERE.get(type_name, {}).get(argument)
    if type_name.startswith(_POLICY_PARTS) and argument == "display_name":
        where = "name"
    if where is None:
        return None
    have = _at(data, where)
    like = next((test for suffix, test in _LIKE.items() if argument.endswith(suffix)), None)
    return like(str(have or ""), str(wanted)) if like else str(have) == str(wanted)


def _at(data: Mapping[str, Any], where: str) -> Any:
    """The value at a path, in the first element of each block on the way."""
    *blocks, last = where.split(".")
    here: Any = data
    for block in blocks:
        here = (here.get(block) or [{}])[0]
    return here.get(last)


def is_below(store: Store, thing: Object, given: Mapping[str, Any]) -> bool:
    """Whether an object is in a compartment below the one asked for, and the whole tree below it is asked for."""
    if not any(given.get(name) for name in _IN_SUBTREE):
        return False
    wanted, here, seen = str(given.get("compartment_id")), thing.data.get("compartment_id"), set()
    while here and here not in seen:
        if here == wanted or (wanted.startswith("ocid1.tenancy.") and str(here).startswith("ocid1.tenancy.")):
            return True
        seen.add(here)
        above = store.get(str(here))
        here = above.data.get("compartment_id") if above else None
    return False
