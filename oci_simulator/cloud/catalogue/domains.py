"""Identity domains: the one that every tenancy has, and those that somebody made."""

from __future__ import annotations

from oci_simulator.cloud.catalogue.identity import same_place
from oci_simulator.cloud.catalogue.offered import Answer, Question, offered
from oci_simulator.cloud.errors import not_found

_TYPE, _ROOT = "oci_identity_domain", "ocid1.tenancy."
_HOME = "ca-toronto-1"


def domains(question: Question) -> Answer:
    """The domains of a compartment; the root compartment has the default one."""
    place = str(question.given.get("compartment_id"))
    made = [each.data for each in question.objects.store.all(_TYPE)]
    every = [*([_default(place)] if place.startswith(_ROOT) else []), *made]
    inside = [each for each in every if same_place(each.get("compartment_id"), place)]
    wanted = question.given.get("name")
    named = [each for each in inside if wanted in {None, each.get("display_name")}]
    arguments = ("display_name", "home_region_url", "is_hidden_on_login", "license_type", "state", "type", "url")
    return {"domains": question.those_asked_for(named, *arguments)}


def domain(question: Question) -> Answer:
    """One domain by its OCID.

    Raises:
        ServiceError: 404, there is none.
    """
    identity = str(question.given.get("domain_id"))
    found = question.objects.look(_TYPE, question.region, identity)
    if found is not None:
        return dict(found.data)
    if identity == _identity():
        return _default(f"{_ROOT}ocsim..aaaasimulated")
    raise not_found(f"domain {identity}")


def _identity() -> str:
    return offered("domain", "", "Default")


def _default(tenancy: str) -> Answer:
    url = "https://idcs-default.identity.simulated.example.com:443"
    return {
        "id": _identity(),
        "compartment_id": tenancy,
        "display_name": "Default",
        "description": "Default domain",
        "type": "DEFAULT",
        "state": "ACTIVE",
        "license_type": "free",
        "home_region": _HOME,
        "home_region_url": url,
        "url": url,
        "is_hidden_on_login": False,
        "freeform_tags": {},
        "defined_tags": {},
        "replica_regions": [],
    }
