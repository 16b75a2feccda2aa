"""Connections between two VCNs or two DRGs: each side shows whether the other is there."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.registry import Moment, changed, decides, left
from oci_simulator.cloud.store import Object

_TYPES = ("oci_core_local_peering_gateway", "oci_core_remote_peering_connection")
_DETAILS = {
    "NEW": "Not connected to a peer.",
    "PEERED": "Connected to a peer.",
    "REVOKED": "The peer was deleted.",
}


@decides(*_TYPES)
def connection(moment: Moment) -> None:
    """New until one side names the other."""
    values = moment.values
    values.update(is_cross_tenancy_peering=False, is_cross_tenancy=False)
    values.setdefault("peering_status", "NEW")
    peer = moment.find(values.get("peer_id"))
    if peer is not None:
        values.update(peering_status="PEERED", **_facts_of(moment, peer))


@decides("oci_core_local_peering_gateway")
def local_peering(moment: Moment) -> None:
    """Its status in words."""
    moment.values["peering_status_details"] = _DETAILS[moment.values["peering_status"]]


@changed(*_TYPES)
def peer_sees_it(moment: Moment) -> None:
    """The side that was named is connected too."""
    peer, own = moment.find(moment.values.get("peer_id")), moment.find(moment.key)
    if peer is not None and own is not None:
        _show(moment, peer, "PEERED", _facts_of(moment, own))


@left(*_TYPES)
def peer_misses_it(moment: Moment) -> None:
    """The side that stays shows that its peer has gone."""
    identity = moment.values["id"]
    for type_name in _TYPES:
        for other in moment.objects.store.all(type_name):
            if identity == other.data.get("peer_id") or other.id == moment.values.get("peer_id"):
                _show(moment, other, "REVOKED", {})


def _facts_of(moment: Moment, peer: Object) -> dict[str, Any]:
    """What a connection shows of its peer."""
    if peer.type == "oci_core_remote_peering_connection":
        return {}
    network = moment.find(peer.data.get("vcn_id"))
    blocks = network.data.get("cidr_blocks") if network else None
    return {"peer_advertised_cidr": blocks[0], "peer_advertised_cidr_details": blocks} if blocks else {}


def _show(moment: Moment, thing: Object, status: str, facts: dict[str, Any]) -> None:
    details = {"peering_status_details": _DETAILS[status]} if "local" in thing.type else {}
    data = {**thing.data, "peering_status": status, **details, **facts}
    moment.objects.store.put(Object(thing.id, thing.type, thing.region, data, thing.owner))


@decides("oci_core_remote_peering_connection")
def peer_region(moment: Moment) -> None:
    """The region of the peer, in which it may be another."""
    peer = moment.find(moment.values.get("peer_id"))
    if peer is not None:
        moment.default("peer_region_name", peer.region)
