"""Records of a zone, which live in sets and alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oci_simulator.cloud.catalogue.offered import Answer, Question
from oci_simulator.cloud.errors import not_found

if TYPE_CHECKING:
    from oci_simulator.cloud.objects import Objects


def same_zone(objects: Objects, have: Any, wanted: Any) -> bool:
    """Whether two ways to say a zone, by name or by OCID, mean the same."""
    ways = ((have, wanted), (wanted, have))
    zones = ((objects.store.get(str(one)), other) for one, other in ways)
    return bool(have == wanted or any(zone is not None and zone.data.get("name") == other for zone, other in zones))


def records(question: Question) -> Answer:
    """Every record of a zone that the arguments ask for."""
    zone = question.given.get("zone_name_or_id")
    of_zone = [
        each
        for type_name in ("oci_dns_rrset", "oci_dns_record")
        for each in question.objects.store.all(type_name, question.region)
        if same_zone(question.objects, each.data.get("zone_name_or_id"), zone)
    ]
    listed = [
        {**{name: each.data.get(name) for name in ("domain", "rtype", "zone_name_or_id", "compartment_id")}, **record}
        for each in of_zone
        for record in each.data.get("items") or [each.data]
    ]
    return {"records": question.those_asked_for(listed, "domain", "rtype")}


def record_set(question: Question) -> Answer:
    """The records of one domain and type; a zone in which nobody has made them answers with none.

    Raises:
        ServiceError: 404, there is no such zone, and no set names it.
    """
    given = question.given
    view = given.get("view_id")
    sets = [
        each.data
        for each in question.objects.store.all("oci_dns_rrset", question.region)
        if same_zone(question.objects, each.data.get("zone_name_or_id"), given.get("zone_name_or_id"))
        and view in {None, each.data.get("view_id")}
    ]
    found = question.those_asked_for(sets, "domain", "rtype")
    if not sets and not _is_zone(question, given.get("zone_name_or_id")):
        raise not_found(f"zone {given.get('zone_name_or_id')}")
    return {"items": [record for each in found for record in each.get("items") or []]}


def _is_zone(question: Question, way: Any) -> bool:
    return any(way in {each.id, each.data.get("name")} for each in question.objects.store.all("oci_dns_zone"))
