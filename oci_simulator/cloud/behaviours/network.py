"""VCNs with what they make for themselves, subnets in them, and what stands in subnets."""

from __future__ import annotations

import zlib
from typing import Any

from oci_simulator.cloud.behaviours.addresses import network_of
from oci_simulator.cloud.errors import conflict, invalid
from oci_simulator.cloud.ocids import new_key
from oci_simulator.cloud.registry import Moment, decides, made
from oci_simulator.cloud.store import Object

ALL = "0.0.0.0/0"
_TCP, _ICMP = "6", "1"


@decides("oci_core_vcn")
def vcn(moment: Moment) -> None:
    """The two ways to say its address range, and its domain."""
    values = moment.values
    blocks = values.get("cidr_blocks") or ([values["cidr_block"]] if values.get("cidr_block") else [])
    if not blocks:
        raise invalid("one of cidr_block and cidr_blocks must be given")
    for block in blocks:
        network_of(block, "cidr_blocks")
    if moment.before:
        _still_hold(moment, blocks)
    values["cidr_blocks"], values["cidr_block"] = blocks, blocks[0]
    if values.get("dns_label"):
        values["vcn_domain_name"] = f"{values['dns_label']}.oraclevcn.com"
    _ipv6_ranges(moment)


def _ipv6_ranges(moment: Moment) -> None:
    """Oracle allocates a /56 where IPv6 is on, unless the configuration turns that off or brings ranges of its own."""
    values = moment.values
    own = values.get("ipv6private_cidr_blocks") or values.get("byoipv6cidr_details")
    if not values.get("is_ipv6enabled"):
        values["ipv6cidr_blocks"] = []
        return
    moment.default("is_oracle_gua_allocation_enabled", not own)
    if not values["is_oracle_gua_allocation_enabled"]:
        values["ipv6cidr_blocks"] = []
    elif not values.get("ipv6cidr_blocks"):
        number = zlib.crc32(new_key().encode())
        values["ipv6cidr_blocks"] = [f"2603:c020:{number & 0xFFFF:x}:{(number >> 24 & 0x7F) + 1:x}00::/56"]


def _still_hold(moment: Moment, blocks: list[str]) -> None:
    """The ranges that a VCN is to have hold every subnet that it has."""
    for inner in subnets_of(moment, moment.key):
        block = inner.data.get("cidr_block")
        if block and not _is_within(block, blocks):
            raise conflict(f"The CIDRs {blocks} do not hold subnet {inner.name or inner.id} with CIDR {block}.")


def _is_within(block: str, blocks: list[str]) -> bool:
    own = network_of(block, "cidr_block")
    ranges = [network_of(each, "cidr_blocks") for each in blocks]
    return any(own.version == each.version and own.subnet_of(each) for each in ranges)  # type: ignore[arg-type]


@made("oci_core_vcn")
def vcn_defaults(moment: Moment) -> None:
    """Its default route table, security list and DHCP options, objects of their own."""
    name = moment.values.get("display_name")
    shared = {"compartment_id": moment.values["compartment_id"], "vcn_id": moment.values["id"]}
    table = moment.own("oci_core_route_table", {**shared, "display_name": f"Default Route Table for {name}"})
    rules = _default_rules(moment.values["cidr_blocks"][0])
    listed = moment.own(
        "oci_core_security_list", {**shared, "display_name": f"Default Security List for {name}", **rules}
    )
    options = moment.own(
        "oci_core_dhcp_options",
        {**shared, "display_name": f"Default DHCP Options for {name}", "options": _default_options(moment.values)},
    )
    view = moment.own("oci_dns_view", {"compartment_id": shared["compartment_id"], "display_name": name})
    resolver = {
        "compartment_id": shared["compartment_id"],
        "display_name": name,
        "attached_vcn_id": moment.values["id"],
    }
    moment.own("oci_dns_resolver", {**resolver, "default_view_id": view.id})
    moment.values["default_route_table_id"] = table.id
    moment.values["default_security_list_id"] = listed.id
    moment.values["default_dhcp_options_id"] = options.id


def _default_rules(block: str) -> dict[str, Any]:
    def ingress(protocol: str, source: str, **options: Any) -> dict[str, Any]:
        return {"protocol": protocol, "source": source, "source_type": "CIDR_BLOCK", "stateless": False, **options}

    return {
        "egress_security_rules": [
            {"protocol": "all", "destination": ALL, "destination_type": "CIDR_BLOCK", "stateless": False}
        ],
        "ingress_security_rules": [
            ingress(_TCP, ALL, tcp_options=[{"min": 22, "max": 22}]),
            ingress(_ICMP, ALL, icmp_options=[{"type": 3, "code": 4}]),
            ingress(_ICMP, block, icmp_options=[{"type": 3, "code": -1}]),
        ],
    }


def _default_options(values: dict[str, Any]) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = [{"type": "DomainNameServer", "server_type": "VcnLocalPlusInternet"}]
    if values.get("vcn_domain_name"):
        options.append({"type": "SearchDomain", "search_domain_names": [values["vcn_domain_name"]]})
    return options


@decides("oci_core_security_list", "oci_core_default_security_list")
def security_list(moment: Moment) -> None:
    """What a rule is when it does not say so."""
    for side, of in (("ingress_security_rules", "source_type"), ("egress_security_rules", "destination_type")):
        for rule in moment.values.get(side) or []:
            rule[of] = rule.get(of) or "CIDR_BLOCK"
            rule["stateless"] = bool(rule.get("stateless"))
            place = rule.get("source" if side.startswith("ingress") else "destination")
            if rule[of] == "CIDR_BLOCK" and place:
                network_of(str(place), side, strict=False)


@decides("oci_core_network_security_group_security_rule")
def group_rule(moment: Moment) -> None:
    """A rule of a group is valid, and its other side is an address range unless it says so."""
    values = moment.values
    values["is_valid"] = True
    side = "source" if str(values.get("direction")).upper() == "INGRESS" else "destination"
    if values.get(side):
        moment.default(f"{side}_type", "CIDR_BLOCK")
    moment.default("stateless", False)


@decides("oci_core_subnet")
def subnet(moment: Moment) -> None:
    """Inside its VCN, beside the other subnets; with the VCN's defaults."""
    values = moment.values
    network = moment.find(values.get("vcn_id"))
    if network is None:
        return
    if values.get("cidr_block"):
        _place(moment, network, str(values["cidr_block"]))
    moment.default("route_table_id", network.data.get("default_route_table_id"))
    moment.default("dhcp_options_id", network.data.get("default_dhcp_options_id"))
    if not values.get("security_list_ids"):
        values["security_list_ids"] = [network.data.get("default_security_list_id")]
    hidden = bool(values.get("prohibit_public_ip_on_vnic") or values.get("prohibit_internet_ingress"))
    moment.default("prohibit_public_ip_on_vnic", hidden)
    moment.default("prohibit_internet_ingress", hidden)
    values.setdefault("ipv4cidr_blocks", [values["cidr_block"]] if values.get("cidr_block") else [])
    if not values.get("ipv6cidr_blocks") and values.get("ipv6cidr_block"):
        values["ipv6cidr_blocks"] = [values["ipv6cidr_block"]]
    moment.default("ipv6cidr_block", next(iter(values.get("ipv6cidr_blocks") or []), None))
    if values.get("dns_label") and network.data.get("vcn_domain_name"):
        values["subnet_domain_name"] = f"{values['dns_label']}.{network.data['vcn_domain_name']}"


def _place(moment: Moment, network: Object, block: str) -> None:
    own = network_of(block, "cidr_block")
    if not _is_within(block, network.data.get("cidr_blocks", [])):
        raise invalid(
            f"The requested CIDR {block} is invalid: it is not within the VCN's CIDR {network.data['cidr_blocks']}."
        )
    for other in subnets_of(moment, network.id):
        taken = other.data.get("cidr_block")
        if other.id != moment.key and taken and network_of(taken, "cidr_block").overlaps(own):
            raise conflict(
                f"The requested CIDR {block} is invalid: subnet {other.id} with CIDR {taken} overlaps with this CIDR."
            )
        if (
            other.id != moment.key
            and moment.values.get("dns_label")
            and other.data.get("dns_label") == moment.values["dns_label"]
        ):
            raise conflict(f"The dns label {moment.values['dns_label']} is already used by subnet {other.id}.")
    moment.values["virtual_router_ip"] = str(own[1])
    moment.default("virtual_router_mac", ":".join(["00:00:17", *(f"{part:02X}" for part in own[0].packed[-3:])]))


def subnets_of(moment: Moment, vcn_id: str) -> list[Object]:
    """The subnets of a VCN."""
    return [each for each in moment.objects.store.all("oci_core_subnet") if each.data.get("vcn_id") == vcn_id]


@decides("oci_core_vlan")
def vlan(moment: Moment) -> None:
    """A tag of its own in the VCN, and the VCN's default route table."""
    network = moment.find(moment.values.get("vcn_id"))
    others = [
        each
        for each in moment.objects.store.all("oci_core_vlan")
        if each.data.get("vcn_id") == moment.values.get("vcn_id")
    ]
    moment.default("vlan_tag", len(others) + 1)
    if network is not None:
        moment.default("route_table_id", network.data.get("default_route_table_id"))
