"""Versions and shapes of databases."""

from __future__ import annotations

from collections.abc import Callable

from oci_simulator.cloud.catalogue.offered import Answer, Question


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
    """The shapes of database systems."""
    _ = question
    listed = [
        {"name": name, "shape": name, "shape_family": "VIRTUALMACHINE"}
        for name in ("VM.Standard.E4.Flex", "VM.Standard2.1")
    ]
    return {"db_system_shapes": listed}


def mysql_shapes(question: Question) -> Answer:
    """The shapes of MySQL."""
    _ = question
    return {
        "shapes": [
            {"name": name, "cpu_core_count": cores, "memory_size_in_gbs": cores * 8}
            for name, cores in (("MySQL.2", 2), ("MySQL.4", 4))
        ]
    }
