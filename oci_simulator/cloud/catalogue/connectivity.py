"""What leads out of a region: devices at customers' ends, FastConnect partners, regions to peer with, attachments."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.catalogue.offered import Answer, Question, offered
from oci_simulator.cloud.catalogue.places import REGIONS
from oci_simulator.cloud.errors import not_found

_DEVICES = (
    ("Cisco", "ASA 9.7.1 or later"),
    ("Cisco", "IOS 15.4(3)S6a"),
    ("Check Point", "R80.20"),
    ("FortiGate", "6.0.4 or later"),
    ("Juniper", "SRX 12.1X46"),
    ("Libreswan", "3.18 or later"),
    ("Palo Alto", "PAN-OS 8.0.0"),
    ("Other", "Other"),
)
_PARTNERS = (("Megaport", "Layer2"), ("Equinix", "Layer2"), ("AT&T", "Layer3"), ("Bell Canada", "Layer3"))


def devices(question: Question) -> Answer:
    """The kinds of devices for which Oracle has a configuration."""
    return {"cpe_device_shapes": [_device(question, *each) for each in _DEVICES]}


def _device(question: Question, vendor: str, version: str) -> Answer:
    return {
        "cpe_device_shape_id": offered("cpedeviceshape", question.region, f"{vendor} {version}"),
        "cpe_device_info": [{"vendor": vendor, "platform_software_version": version}],
        "template": f"{vendor.lower().replace(' ', '_')}.conf",
    }


def device(question: Question) -> Answer:
    """One of them, with what its configuration asks for.

    Raises:
        ServiceError: 404, there is no such kind.
    """
    wanted = question.given.get("cpe_device_shape_id")
    for each in devices(question)["cpe_device_shapes"]:
        if each["cpe_device_shape_id"] == wanted:
            told = {name: each[name] for name in ("cpe_device_info", "template")}
            return {**told, "id": wanted, "parameters": []}
    raise not_found(f"cpe_device_shape_id {wanted}")


def partners(question: Question) -> Answer:
    """Providers of FastConnect."""
    return {"fast_connect_provider_services": [_partner(question, *each) for each in _PARTNERS]}


def _partner(question: Question, name: str, layer: str) -> Answer:
    return {
        "id": offered("providerservice", question.region, f"{name} {layer}"),
        "provider_name": name,
        "provider_service_name": layer,
        "type": layer.upper(),
        "description": f"https://{name.lower().replace(' ', '').replace('&', '')}.example.com",
        "private_peering_bgp_management": f"{'CUSTOMER' if layer == 'Layer2' else 'PROVIDER'}_MANAGED",
        "public_peering_bgp_management": "CUSTOMER_MANAGED",
        "customer_asn_management": "CUSTOMER_MANAGED",
        "provider_service_key_management": "ORACLE_MANAGED",
        "bandwith_shape_management": "CUSTOMER_MANAGED",
        "required_total_cross_connects": 1,
        "supported_virtual_circuit_types": ["PRIVATE", "PUBLIC"],
    }


def partner(question: Question) -> Answer:
    """One of them.

    Raises:
        ServiceError: 404, there is no such provider.
    """
    wanted = question.given.get("provider_service_id")
    found = [each for each in partners(question)["fast_connect_provider_services"] if each["id"] == wanted]
    if not found:
        raise not_found(f"provider_service_id {wanted}")
    return dict(found[0])


def bandwidths(question: Question) -> Answer:
    """How wide a virtual circuit may be."""
    _ = question
    gigabits = (1, 2, 5, 10, 100)
    listed = [{"name": f"{each} Gbps", "bandwidth_in_mbps": each * 1000} for each in gigabits]
    return {"virtual_circuit_bandwidth_shapes": listed}


def peer_regions(question: Question) -> Answer:
    """Every other region."""
    listed = [{"name": name} for name in REGIONS if name != question.region]
    return {"peer_region_for_remote_peerings": listed}


def attachments(question: Question) -> Answer:
    """The attachments to DRGs, those to VCNs unless another type or `ALL` is asked for."""
    kind = str(question.given.get("attachment_type") or "VCN").upper()
    network = question.given.get("network_id")
    every: list[Answer] = [each.data for each in question.objects.store.all("oci_core_drg_attachment", question.region)]
    found = [each for each in every if kind in {"ALL", _details(each).get("type") or "VCN"}]
    found = [each for each in found if network in {None, _details(each).get("id")}]
    names = ("compartment_id", "display_name", "drg_id", "drg_route_table_id", "state", "vcn_id")
    return {"drg_attachments": question.those_asked_for(found, *names)}


def _details(attachment: Answer) -> dict[str, Any]:
    return dict((attachment.get("network_details") or [{}])[0])
