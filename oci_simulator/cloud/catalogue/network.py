"""What hangs on a VCN and its groups, asked from their side."""

from __future__ import annotations

from oci_simulator.cloud.catalogue.offered import Answer, Question


def group_vnics(question: Question) -> Answer:
    """The VNICs that a network security group holds for."""
    group = question.given.get("network_security_group_id")
    listed: list[Answer] = [
        {
            "vnic_id": each.id,
            "resource_id": each.data.get("instance_id"),
            "time_associated": each.data.get("time_created"),
        }
        for each in question.objects.store.all("oci_core_vnic", question.region)
        if group in (each.data.get("nsg_ids") or [])
    ]
    return {"network_security_group_vnics": listed}


def resolver_of_vcn(question: Question) -> Answer:
    """The DNS resolver that came into being with a VCN."""
    vcn = question.given.get("vcn_id")
    resolvers = question.objects.store.all("oci_dns_resolver", question.region)
    return {"dns_resolver_id": next((each.id for each in resolvers if each.data.get("attached_vcn_id") == vcn), None)}
