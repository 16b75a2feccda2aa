"""Records of a zone, which live in sets and alone."""

from __future__ import annotations

from oci_simulator.cloud.catalogue.offered import Answer, Question
from oci_simulator.cloud.errors import not_found


def records(question: Question) -> Answer:
    """Every record of a zone that the arguments ask for."""
    zone = question.given.get("zone_name_or_id")
    of_zone = [
        each
        for type_name in ("oci_dns_rrset", "oci_dns_record")
        for each in question.objects.store.all(type_name, question.region)
        if each.data.get("zone_name_or_id") == zone
    ]
    listed = [
        {**{name: each.data.get(name) for name in ("domain", "rtype", "zone_name_or_id", "compartment_id")}, **record}
        for each in of_zone
        for record in each.data.get("items") or [each.data]
    ]
    return {"records": question.those_asked_for(listed, "domain", "rtype")}


def resolver_of_vcn(question: Question) -> Answer:
    """The resolver that a VCN has made for itself."""
    network = str(question.given.get("vcn_id"))
    for each in question.objects.store.all("oci_dns_resolver", question.region):
        if each.data.get("attached_vcn_id") == network:
            return {"id": network, "vcn_id": network, "dns_resolver_id": each.id, "state": "AVAILABLE"}
    raise not_found(f"a resolver of the VCN {network}")
