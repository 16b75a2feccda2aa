"""Kubernetes, DNS, network firewalls, functions, secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oci_simulator.cloud.behaviours.addresses import free_address
from oci_simulator.cloud.ocids import new_key, new_ocid
from oci_simulator.cloud.registry import Moment, decides

SERIAL = 1


@decides("oci_containerengine_cluster")
def cluster(moment: Moment) -> None:
    """Its addresses."""
    values = moment.values
    moment.default("type", "BASIC_CLUSTER")
    part = str(values.get("name"))
    private = f"{part}.private.simulated.example.com:6443"
    values["endpoints"] = [
        {
            "ipv6endpoint": "",
            "kubernetes": f"{part}.public.simulated.example.com:6443",
            "private_endpoint": private,
            "public_endpoint": "",
            "vcn_hostname_endpoint": "",
        }
    ]
    values["available_kubernetes_upgrades"] = []
    for block in values.get("options") or []:
        network = block.get("kubernetes_network_config")
        if not network:
            block["kubernetes_network_config"] = [{"pods_cidr": "10.244.0.0/16", "services_cidr": "10.96.0.0/16"}]


@decides("oci_containerengine_node_pool")
def node_pool(moment: Moment) -> None:
    """Its nodes, as many as it should have."""
    values = moment.values
    found = moment.find(values.get("cluster_id"))
    if found is not None:
        moment.default("kubernetes_version", found.data.get("kubernetes_version"))
    details = (values.get("node_config_details") or [{}])[0]
    places = details.get("placement_configs") or []
    subnet = places[0].get("subnet_id") if places else None
    count = int(details.get("size") or values.get("quantity_per_subnet") or 1)
    values["node_source"] = []
    values["nodes"] = list(moment.before.get("nodes") or [])[:count]
    values["nodes"] += [
        {
            "id": new_ocid("instance", moment.region).replace("ocsim", "ocnode"),
            "name": f"oke-{values.get('name')}-{number}",
            "kubernetes_version": values.get("kubernetes_version"),
            "availability_domain": places[0].get("availability_domain") if places else None,
            "subnet_id": subnet,
            "private_ip": free_address(moment, str(subnet)) if subnet else None,
            "state": "ACTIVE",
            "node_pool_id": values.get("id"),
        }
        for number in range(len(values["nodes"]), count)
    ]


@decides("oci_dns_zone")
def zone(moment: Moment) -> None:
    """Its serial number and name servers."""
    values = moment.values
    moment.default("scope", "PRIVATE" if values.get("view_id") else "GLOBAL")
    values.update(serial=SERIAL, version=str(SERIAL), is_protected=False)
    values["nameservers"] = [{"hostname": f"ns{number}.dns.simulated.example.com"} for number in (1, 2)]
    values.setdefault("dnssec_state", "DISABLED")


@decides("oci_dns_view", "oci_dns_resolver")
def view(moment: Moment) -> None:
    """Only within a VCN."""
    moment.default("scope", "PRIVATE")
    moment.values["is_protected"] = False


@decides("oci_dns_resolver")
def resolver(moment: Moment) -> None:
    """The one of a VCN, which has made it."""
    found = moment.find(moment.values.get("resolver_id"))
    if found is not None:
        moment.values.setdefault("id", found.id)
        shared = ("compartment_id", "attached_vcn_id", "default_view_id")
        moment.defaults(**{name: found.data.get(name) for name in shared})


@decides("oci_dns_rrset")
def rrset(moment: Moment) -> None:
    """Each of its records has a hash."""
    values = moment.values
    form = "zoneNameOrId/{zone_name_or_id}/domain/{domain}/rtype/{rtype}".format_map(values)
    if values.get("scope"):
        form += f"/scope/{values['scope']}"
    if values.get("view_id"):
        form += f"/viewId/{values['view_id']}"
    values["id"] = form
    for record in values.get("items") or []:
        record["record_hash"] = record.get("record_hash") or new_key()
        record["rrset_version"], record["is_protected"] = "1", False


@decides("oci_dns_resolver_endpoint")
def resolver_endpoint(moment: Moment) -> None:
    """Its address, in its subnet."""
    values = moment.values
    moment.default("endpoint_type", "VNIC")
    moment.default("scope", "PRIVATE")
    subnet = str(values.get("subnet_id"))
    if values.get("is_forwarding"):
        moment.default("forwarding_address", free_address(moment, subnet))
    if values.get("is_listening"):
        moment.default("listening_address", free_address(moment, subnet))


@decides("oci_network_firewall_network_firewall")
def firewall(moment: Moment) -> None:
    """Its address, in its subnet."""
    moment.default("ipv4address", free_address(moment, str(moment.values.get("subnet_id"))))


@decides("oci_network_firewall_network_firewall_policy")
def firewall_policy(moment: Moment) -> None:
    """How often it is used."""
    moment.values["attached_network_firewall_count"] = 0


@decides("oci_vault_secret")
def secret(moment: Moment) -> None:
    """Its version, a new one for each new content."""
    number = int(moment.before.get("current_version_number") or 0)
    is_new = not number or _content(moment.values) != _content(moment.before)
    moment.values["current_version_number"] = str(number + is_new)
    moment.values["time_of_current_version_expiry"] = None
    moment.default("enable_auto_generation", False)


def _content(values: Mapping[str, Any]) -> Any:
    return (values.get("secret_content") or [{}])[0].get("content")


@decides("oci_ocvp_sddc")
def sddc(moment: Moment) -> None:
    """Where its consoles are."""
    values = moment.values
    part = str(values.get("display_name") or "sddc").lower()
    for name in ("vcenter", "nsx_manager", "hcx"):
        values[f"{name}_fqdn"] = f"{name.replace('_', '-')}-{part}.sddc.simulated.example.com"
