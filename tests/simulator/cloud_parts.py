"""A network and a machine in it, as most tests of the cloud need them."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud import Cloud
from tests.simulator.cloud_builders import INSTANCE, REGION, TENANCY

DOMAIN = "Simu:CA-TORONTO-1-AD-1"
Tree = dict[str, Any]


def create(cloud: Cloud, type_name: str, **values: Any) -> Tree:
    """An object in the tenancy's root compartment."""
    return cloud.create(f"oci_{type_name}", REGION, {"compartment_id": TENANCY, **values})


def network(cloud: Cloud, block: str = "10.0.0.0/16", **values: Any) -> Tree:
    """A VCN."""
    return create(cloud, "core_vcn", **{"cidr_blocks": [block], "display_name": "net", "dns_label": "net", **values})


def subnet(cloud: Cloud, vcn: Tree, block: str = "10.0.1.0/24", **values: Any) -> Tree:
    """A subnet of a VCN."""
    return create(cloud, "core_subnet", vcn_id=vcn["id"], cidr_block=block, **{"display_name": "app", **values})


def machine(cloud: Cloud, place: Tree, **values: Any) -> Tree:
    """An instance in a subnet; `details` are those of its VNIC."""
    details = {"subnet_id": place["id"], **values.pop("details", {})}
    given = {**INSTANCE, "availability_domain": DOMAIN, "display_name": "web", **values}
    return create(cloud, "core_instance", create_vnic_details=[details], **given)


def balancer(cloud: Cloud, place: Tree) -> Tree:
    """A load balancer with a backend set `web`."""
    made = create(cloud, "load_balancer_load_balancer", display_name="lb", shape="flexible", subnet_ids=[place["id"]])
    checker = [{"protocol": "HTTP", "url_path": "/", "port": 80}]
    inner = {"load_balancer_id": made["id"], "name": "web", "policy": "ROUND_ROBIN", "health_checker": checker}
    cloud.create("oci_load_balancer_backend_set", REGION, inner)
    return made
