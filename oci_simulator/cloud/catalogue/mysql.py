"""Shapes, versions and ready-made configurations of MySQL."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.catalogue.offered import Answer, Question, offered

_ECPU = (2, 4, 8, 16, 32, 48, 64, 256)
_OCPU = (1, 2, 4, 8, 16, 24, 32, 48, 64)
_SIZES = {
    **{f"MySQL.{count}": (count, count * 8) for count in _ECPU},
    **{f"MySQL.VM.Standard.E{line}.{count}.{size}GB": (count, size) for line in (3, 4) for count, size in ((1, 8),)},
    **{f"MySQL.VM.Standard.E{line}.{count}.{count * 16}GB": (count, count * 16) for line in (3, 4) for count in _OCPU},
}
_FAMILIES = (("8.0", ("8.0.43", "8.0.42")), ("8.4 - LTS", ("8.4.6", "8.4.5")), ("9 - Innovation", ("9.4.1", "9.4.0")))


def shapes(question: Question) -> Answer:
    """The shapes of MySQL."""
    listed = [
        {"name": name, "cpu_core_count": cores, "memory_size_in_gbs": gigabytes, "is_supported_for": ["DBSYSTEM"]}
        for name, (cores, gigabytes) in _SIZES.items()
    ]
    return {"shapes": question.those_asked_for(listed, "name")}


def versions(question: Question) -> Answer:
    """The versions of MySQL by their families."""
    _ = question
    return {
        "versions": [
            {"version_family": family, "versions": [{"version": each, "description": each} for each in members]}
            for family, members in _FAMILIES
        ]
    }


def configurations(question: Question) -> Answer:
    """Those of the service for each shape, then those that somebody made in the compartment."""
    given = question.given
    kinds = given.get("type") or ["DEFAULT", "CUSTOM"]
    made = question.objects.store.all("oci_mysql_mysql_configuration", question.region)
    own = [
        {**each.data, "type": "CUSTOM"} for each in made if each.data["compartment_id"] == given.get("compartment_id")
    ]
    ready = [_ready(question.region, shape, way) for shape in _SIZES for way in ("Standalone", "HA")]
    listed = question.those_asked_for([*ready, *own], "display_name", "shape_name", "state")
    wanted = given.get("configuration_id")
    return {"configurations": [each for each in listed if each["type"] in kinds and wanted in {None, each["id"]}]}


def _ready(region: str, shape: str, way: str) -> dict[str, Any]:
    name = f"{shape}.{way}"
    return {
        "id": offered("mysqlconfiguration", region, name),
        "display_name": name,
        "description": f"Default {way} configuration for the {shape} MySQL Shape",
        "shape_name": shape,
        "state": "ACTIVE",
        "type": "DEFAULT",
        "freeform_tags": {},
        "defined_tags": {},
    }
