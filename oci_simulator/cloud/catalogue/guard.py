"""Recipes of Cloud Guard."""

from __future__ import annotations

from collections.abc import Callable

from oci_simulator.cloud.catalogue.offered import Answer, Question, offered


def recipes(kind: str) -> Callable[[Question], Answer]:
    """Oracle's own recipes of Cloud Guard."""

    def listed(question: Question) -> Answer:
        own = [each.data for each in question.objects.store.all(f"oci_cloud_guard_{kind}_recipe", question.region)]
        names = {
            "detector": (
                "OCI Activity Detector Recipe",
                "OCI Configuration Detector Recipe",
                "OCI Threat Detector Recipe",
            )
        }
        oracle = [
            {
                "id": offered(f"cloudguard{kind}recipe", question.region, name),
                "display_name": f"{name} (Oracle managed)",
                "owner": "ORACLE",
            }
            for name in names.get(kind, ("OCI Responder Recipe",))
        ]
        found = question.those_asked_for([*oracle, *own], "display_name")
        return {f"{kind}_recipe_collection": [{"items": found}]}

    return listed
