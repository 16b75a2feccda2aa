"""IPSec connections: two tunnels each, which people may manage but not make, attached to the DRG."""

from __future__ import annotations

import secrets
from typing import Any

from oci_simulator.cloud.behaviours.addresses import public_address
from oci_simulator.cloud.behaviours.attachments import attach
from oci_simulator.cloud.ocids import new_ocid
from oci_simulator.cloud.registry import Moment, decides, made
from oci_simulator.cloud.store import now

_COUNT = 2
_SESSION = {"bgp_state": "DOWN", "bgp_ipv6state": "DOWN", "bgp_ipv6_state": "DOWN", "oracle_bgp_asn": "31898"}
_PHASE_ONE = {"is_custom_phase_one_config": False, "is_ike_established": False, "lifetime": 28800}
_PHASE_TWO = {
    "is_custom_phase_two_config": False,
    "is_esp_established": False,
    "is_pfs_enabled": True,
    "dh_group": "GROUP5",
    "lifetime": 3600,
}
_USUAL: dict[str, Any] = {
    "state": "AVAILABLE",
    "status": "DOWN",
    "ike_version": "V1",
    "nat_translation_enabled": "AUTO",
    "oracle_can_initiate": "INITIATOR_OR_RESPONDER",
    "dpd_mode": "INITIATE_AND_RESPOND",
    "dpd_timeout_in_sec": 20,
    "routing": "STATIC",
    "associated_virtual_circuits": [],
}


@made("oci_core_ipsec")
def connection_tunnels(moment: Moment) -> None:
    """Its two tunnels, each with an end of Oracle's and an attachment to the DRG."""
    values = moment.values
    endpoint = moment.find(values.get("cpe_id"))
    shared = {"ipsec_id": values["id"], "compartment_id": values["compartment_id"]}
    for number in range(_COUNT):
        identity = new_ocid("ipsectunnel", moment.region)
        given = {
            **shared,
            "id": identity,
            "display_name": f"ipsectunnel{now()[:10].replace('-', '')}{number}",
            "cpe_ip": endpoint.data.get("ip_address") if endpoint else None,
            "vpn_ip": public_address(identity),
            "shared_secret": secrets.token_hex(32),
        }
        tunnel = moment.own("oci_core_ipsec_connection_tunnel", given)
        where = {**tunnel.data, "drg_id": values["drg_id"]}
        attach(moment, "IPSEC_TUNNEL", where, ipsec_connection_id=values["id"])


@decides("oci_core_ipsec_connection_tunnel")
def tunnel(moment: Moment) -> None:
    """What it is unless somebody manages it, and what both ends have not agreed on yet."""
    values = moment.values
    values["tunnel_id"] = values["id"]
    for name, value in _USUAL.items():
        moment.default(name, value)
    for name in ("time_created", "time_status_updated"):
        moment.default(name, now())
    for block, usual in (("bgp_session_info", _SESSION), ("phase_one_details", _PHASE_ONE)):
        values[block] = [_over(usual, values.get(block))]
    values["phase_two_details"] = [_over(_PHASE_TWO, values.get("phase_two_details"))]
    values["encryption_domain_config"] = values.get("encryption_domain_config") or []
    for given in values.get("dpd_config") or []:
        values["dpd_mode"] = given.get("dpd_mode") or values["dpd_mode"]
        values["dpd_timeout_in_sec"] = given.get("dpd_timeout_in_sec") or values["dpd_timeout_in_sec"]


def _over(usual: dict[str, Any], given: list[dict[str, Any]] | None) -> dict[str, Any]:
    return {**usual, **{name: value for name, value in (given or [{}])[0].items() if value is not None}}
