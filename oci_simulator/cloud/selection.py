"""Which objects the arguments of a data source ask for.

Most arguments are called as the attribute that they compare; the others stand in `_MEANS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oci_simulator.cloud.catalogue.dns import same_zone
from oci_simulator.cloud.catalogue.identity import same_place
from oci_simulator.cloud.store import Object
from oci_simulator.facts import TypeFacts, find

if TYPE_CHECKING:
    from oci_simulator.cloud.objects import Objects

_SUBTREE = {"compartment_id_in_subtree", "is_compartment_id_in_subtree", "include_subcompartments"}
# Arguments that say how to answer, not what to look for.
_FREE = {"sort_by", "sort_order", "limit", "fields", "access_level", "depth", "expand", "delimiter", *_SUBTREE}
_EVERY = {("target_type", "ALL")}  # of budgets: of whatever type
_ANY_CASE = {"state", "lifecycle_state", "status", "protocol", "type", "lifetime", "attachment_type"}
# Data source (or its beginning) -> argument -> the attributes that may have the value, in blocks joined by dots.
_MEANS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "oci_cloud_guard_security_zones": {"security_recipe_id": ("security_zone_recipe_id",)},
    "oci_core_drg_attachments": {
        "attachment_type": ("network_details.type",),
        "network_id": ("network_details.id", "vcn_id"),
        "vcn_id": ("network_details.id", "vcn_id"),
    },
    "oci_database_databases": {"db_name": ("db_name", "database.db_name"), "system_id": ("db_system_id",)},
    "oci_database_pluggable_databases": {"database_id": ("container_database_id",)},
    "oci_file_storage_replications": {"file_system_id": ("source_id", "target_id")},
    "oci_identity_domains": {"name": ("display_name",)},
    "oci_kms_keys": {name: (f"key_shape.{name}",) for name in ("algorithm", "length", "curve_id")},
    "oci_logging_logs": {
        "source_resource": ("configuration.source.resource",),
        "source_service": ("configuration.source.service",),
    },
    "oci_mysql_mysql_configurations": {"configuration_id": ("id",)},
    "oci_mysql_mysql_db_systems": {"db_system_id": ("id",)},
    "oci_network_firewall_network_firewall_policy_": {
        "display_name": ("name",),
        **{f"{rule}_rule_priority_order": ("priority_order",) for rule in ("decryption", "nat", "security")},
        "tunnel_inspection_rule_priority_order": ("priority_order",),
    },
    "oci_vault_secrets": {"name": ("secret_name",)},
}
_ENDINGS = ("_greater_than_or_equal_to", "_not_equal_to", "_less_than", "_contains", "_prefix")


@dataclass(frozen=True, slots=True)
class Selection:
    """What one data source is asked for: the arguments that are given, none of them empty."""

    objects: Objects
    facts: TypeFacts
    type: str
    given: Mapping[str, Any]

    def holds(self, thing: Object) -> bool:
        """Whether an object is one of those."""
        return all(self._agrees(thing, name, value) for name, value in self.given.items())

    def _agrees(self, thing: Object, name: str, value: Any) -> bool:
        if name in _FREE or name in {"filter", *self.facts.blocks} or (name, value) in _EVERY:
            return True
        attribute, comparison = _comparison(name)
        paths = _means(self.facts.name, name) or (attribute, f"{attribute}_id")
        found = [each for path in paths for each in _values(thing.data, path.split("."))]
        if not found:
            return not self._must_have(name, paths)
        return any(self._same(name, comparison, each, value) for each in found)

    def _must_have(self, name: str, paths: tuple[str, ...]) -> bool:
        """Whether who has no such value is not asked for: one that names another, which its service always tells."""
        if _means(self.facts.name, name):
            return True
        facts = find("resources", self.type)
        knows = facts is not None and any(path in facts.attributes for path in paths)
        return knows and name.endswith("_id") and name != "compartment_id"

    def _same(self, name: str, comparison: str, have: Any, wanted: Any) -> bool:
        if comparison:
            return _compared(comparison, have, wanted)
        if isinstance(wanted, list):
            return have in wanted or have == wanted
        if name == "zone_name_or_id":
            return same_zone(self.objects, have, wanted)
        if name == "compartment_id":
            return self._is_in(str(have), str(wanted))
        if name in _ANY_CASE:
            return str(wanted).lower() in {str(have).lower(), "all" if name == "attachment_type" else ""}
        return bool(have == wanted)

    def _is_in(self, place: str, wanted: str) -> bool:
        """Whether a compartment is the one that is asked for, or below it where all below is asked for."""
        if same_place(place, wanted):
            return True
        above = self.objects.store.get(place) if any(self.given.get(name) for name in _SUBTREE) else None
        return above is not None and self._is_in(str(above.data.get("compartment_id")), wanted)


def _means(data_source: str, name: str) -> tuple[str, ...]:
    return next((means[name] for of, means in _MEANS.items() if data_source.startswith(of) and name in means), ())


def _comparison(name: str) -> tuple[str, str]:
    """The attribute that an argument compares, and how: empty for "is the same"."""
    ending = next((each for each in _ENDINGS if name.endswith(each)), "")
    attribute = name.removesuffix(ending)
    return ("state" if attribute == "lifecycle_state" else attribute), ending


def _compared(comparison: str, have: Any, wanted: Any) -> bool:
    if comparison == "_contains":
        return str(wanted) in str(have)
    if comparison == "_prefix":
        return str(have).startswith(str(wanted))
    if comparison == "_not_equal_to":
        return str(have).lower() != str(wanted).lower()
    one, other = (_ordered(each) for each in (have, wanted))
    return one >= other if comparison == "_greater_than_or_equal_to" else one < other


def _ordered(value: Any) -> tuple[float, str]:
    """Numbers by their size, times by their seconds in either form that the services write, other texts as they are."""
    if isinstance(value, (int, float)):
        return float(value), ""
    text = str(value)
    return 0.0, text[:19].replace("T", " ") if text[10:11] in {"T", " "} and text[:4].isdigit() else text


def _values(value: Any, path: list[str]) -> Iterator[Any]:
    """Every value that a path leads to, through lists of blocks."""
    if isinstance(value, list) and path:
        for each in value:
            yield from _values(each, path)
    elif not path:
        if value is not None:
            yield value
    elif isinstance(value, Mapping) and path[0] in value:
        yield from _values(value[path[0]], path[1:])
