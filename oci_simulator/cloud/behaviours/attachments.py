"""Attachments to a DRG: those to VCNs are made by people, the others come into being with what they attach."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.registry import Moment, decides, made

VCN = "VCN"


@decides("oci_core_drg_attachment")
def drg_attachment(moment: Moment) -> None:
    """To a VCN, by either of the two ways to say so; with the DRG's own route table unless another is named."""
    values = moment.values
    details = (values.get("network_details") or [{}])[0]
    kind = str(details.get("type") or VCN).upper()
    network = details.get("id") or values.get("vcn_id")
    if kind == VCN:
        values["vcn_id"] = network
    if not values.get("network_details") and network:
        values["network_details"] = [{"id": network, "type": VCN}]
    for inner in values.get("network_details") or []:
        inner["id"] = inner.get("id") or network
        if kind == VCN:
            inner["vcn_route_type"] = inner.get("vcn_route_type") or "SUBNET_CIDRS"
            values["route_table_id"] = inner.get("route_table_id") or values.get("route_table_id")
            inner["route_table_id"] = values.get("route_table_id")
    gateway = moment.find(values.get("drg_id"))
    if gateway is not None:
        moment.default("drg_route_table_id", gateway.data["default_drg_route_tables"][0].get(kind.lower()))
        values.setdefault("compartment_id", gateway.data["compartment_id"])
    values.setdefault("is_cross_tenancy", False)


@made("oci_core_remote_peering_connection")
def peering_attached(moment: Moment) -> None:
    """A connection to a DRG elsewhere is attached to its own."""
    attach(moment, "REMOTE_PEERING_CONNECTION", moment.values)


@made("oci_core_virtual_circuit")
def circuit_attached(moment: Moment) -> None:
    """A private circuit is attached to the DRG that it names."""
    values = moment.values
    if moment.find(values.get("gateway_id")) is not None:
        attach(moment, "VIRTUAL_CIRCUIT", {**values, "drg_id": values["gateway_id"]})


def attach(moment: Moment, kind: str, what: dict[str, Any], **details: Any) -> None:
    """Attaches something to its DRG (`drg_id`); the attachment goes with the object of the moment."""
    network = {"id": what["id"], "type": kind, **details}
    named = {"display_name": f"DRG Attachment for {kind}: {what.get('display_name')}"}
    place = {name: what[name] for name in ("compartment_id", "drg_id")}
    moment.own("oci_core_drg_attachment", {**place, **named, "network_details": [network]})
