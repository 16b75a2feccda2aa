"""Versions and shapes of databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oci_simulator.cloud.catalogue.offered import Answer, Question, offered

_FLEXIBLE = ("E4.Flex", "E5.Flex", "E6.Flex", "3.Flex", "A1.Flex", "x86")
_FIXED = (("2.1", 1), ("2.2", 2), ("2.4", 4), ("2.8", 8), ("2.16", 16), ("2.24", 24))
_EXADATA = ("Exadata.X8M", "Exadata.X9M", "Exadata.X11M", "Exadata.Base.48", "Exadata.Quarter3.100")


def listed_versions(collection: str, *versions: str) -> Callable[[Question], Answer]:
    """A collection of versions."""

    def answer(question: Question) -> Answer:
        _ = question
        return {collection: [{"version": version} for version in versions]}

    return answer


def database_versions(question: Question) -> Answer:
    """The versions of databases."""
    _ = question
    listed = [
        {"version": version, "is_latest_for_major_version": True, "supports_pdb": True}
        for version in ("19.0.0.0", "23.0.0.0")
    ]
    return {"db_versions": listed}


def system_shapes(question: Question) -> Answer:
    """The shapes of database systems, and of Exadata infrastructure."""
    _ = question
    flexible = [_machine(f"VM.Standard{'' if each[0] == '3' else '.'}{each}", 1, 64) for each in _FLEXIBLE]
    fixed = [_machine(f"VM.Standard{each}", cores, cores) for each, cores in _FIXED]
    return {"db_system_shapes": [*flexible, *fixed, *(_exadata(each) for each in _EXADATA)]}


def _machine(name: str, fewest: int, most: int) -> dict[str, Any]:
    sizes = {"minimum_core_count": fewest, "available_core_count": most, "core_count_increment": 1}
    nodes = {"minimum_node_count": 1, "maximum_node_count": 2, "available_memory_in_gbs": most * 16}
    return {"name": name, "shape": name, "shape_family": "VIRTUALMACHINE", **sizes, **nodes}


def _exadata(name: str) -> dict[str, Any]:
    sizes = {"minimum_core_count": 0, "available_core_count": 100, "available_core_count_per_node": 50}
    nodes = {"minimum_node_count": 2, "maximum_node_count": 2, "min_storage_count": 3, "max_storage_count": 12}
    return {"name": name, "shape": name, "shape_family": "EXADATA", **sizes, **nodes}


def protection_policies(question: Question) -> Answer:
    """How long the Recovery Service keeps backups: the policies that it has for everybody."""
    listed: list[Answer] = [
        {
            "id": offered("recoveryservicepolicy", question.region, name),
            "display_name": name,
            "backup_retention_period_in_days": days,
            "compartment_id": question.given.get("compartment_id"),
            "is_predefined_policy": True,
            "state": "ACTIVE",
        }
        for name, days in (("Platinum", 95), ("Gold", 65), ("Silver", 35), ("Bronze", 14))
    ]
    return {"protection_policy_collection": [{"items": question.those_asked_for(listed, "display_name", "state")}]}
