"""Versions and shapes of databases."""

from __future__ import annotations

from collections.abc import Callable

from oci_simulator.cloud.catalogue.offered import Answer, Question, offered


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


def mysql_versions(question: Question) -> Answer:
    """The versions of MySQL, by family."""
    _ = question
    families = (("8.0", ("8.0.43", "8.0.44")), ("8.4", ("8.4.7",)), ("9", ("9.4.1", "9.5.0")))
    listed = [
        {"version_family": family, "versions": [{"version": each, "description": each} for each in versions]}
        for family, versions in families
    ]
    return {"versions": listed}


def exadata_servers(question: Question) -> Answer:
    """The database servers of an Exadata infrastructure, as many as it was made with."""
    identity = str(question.given.get("exadata_infrastructure_id"))
    found = question.objects.look("oci_database_cloud_exadata_infrastructure", question.region, identity)
    count = int(found.data.get("compute_count") or 2) if found else 0
    listed: list[Answer] = [
        {
            "id": offered("dbserver", question.region, f"{identity} {number}"),
            "display_name": f"dbServer-{number}",
            "exadata_infrastructure_id": identity,
            "compartment_id": found.data.get("compartment_id") if found else None,
            "shape": found.data.get("shape") if found else None,
            "state": "AVAILABLE",
        }
        for number in range(1, count + 1)
    ]
    return {"db_servers": question.those_asked_for(listed, "display_name", "state")}
