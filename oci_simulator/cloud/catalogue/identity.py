"""The tenancy and its compartments, the namespace of its buckets."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.behaviours.identity import TENANCY
from oci_simulator.cloud.behaviours.storage import NAMESPACE
from oci_simulator.cloud.catalogue.offered import Answer, Question
from oci_simulator.cloud.errors import not_found

_PASSWORD_POLICY: Answer = {
    "is_lowercase_characters_required": True,
    "is_numeric_characters_required": True,
    "is_special_characters_required": True,
    "is_uppercase_characters_required": True,
    "is_username_containment_allowed": False,
    "minimum_password_length": 12,
}


def tenancy(question: Question) -> Answer:
    """The one that was asked for."""
    identity = str(question.given.get("tenancy_id") or TENANCY)
    return {
        "id": identity,
        "name": "simulated",
        "description": "simulated",
        "home_region_key": "YYZ",
        "freeform_tags": {},
    }


def compartments(question: Question) -> Answer:
    """Those in a compartment; in the whole tree where it is asked for."""
    found = [each.data for each in question.objects.store.all("oci_identity_compartment")]
    if not question.given.get("compartment_id_in_subtree"):
        wanted = str(question.given.get("compartment_id"))
        found = [each for each in found if same_place(each.get("compartment_id"), wanted)]
    return {"compartments": question.those_asked_for(found, "name", "state")}


def same_place(one: Any, other: str) -> bool:
    """A tenancy is the root compartment under any of its OCIDs."""
    return one == other or (str(one).startswith("ocid1.tenancy.") and other.startswith("ocid1.tenancy."))


def compartment(question: Question) -> Answer:
    """One compartment; any tenancy's OCID is the root."""
    identity = str(question.given.get("id"))
    if identity.startswith("ocid1.tenancy."):
        return {
            "id": identity,
            "name": "simulated",
            "description": "root compartment",
            "state": "ACTIVE",
            "is_accessible": True,
        }
    found = question.objects.look("oci_identity_compartment", question.region, identity)
    if found is None:
        raise not_found(f"compartment {identity}")
    return dict(found.data)


def namespace(question: Question) -> Answer:
    """The tenancy's namespace in Object Storage."""
    _ = question
    return {"namespace": NAMESPACE}


def authentication_policy(question: Question) -> Answer:
    """The tenancy's; what every new tenancy has, until somebody manages it."""
    managed = question.objects.store.all("oci_identity_authentication_policy")
    told = managed[0].data if managed else {}
    return {
        "network_policy": told.get("network_policy") or [],
        "password_policy": told.get("password_policy") or [_PASSWORD_POLICY],
    }
