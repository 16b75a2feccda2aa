"""Reserved public addresses: who has them, and that nobody else gets them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, open_cloud
from tests.simulator.cloud_parts import create, network, subnet
from tests.simulator.cloud_stack import actions, standing

Tree = dict[str, Any]
TYPES = ("load_balancer_load_balancer", "network_load_balancer_network_load_balancer")
STACK = """
provider "oci" {
  region = "ca-toronto-1"
}
locals {
  place = "ocid1.tenancy.oc1..example"
}
resource "oci_core_vcn" "net" {
  compartment_id = local.place
  cidr_blocks    = ["10.0.0.0/16"]
}
resource "oci_core_subnet" "web" {
  compartment_id = local.place
  vcn_id         = oci_core_vcn.net.id
  cidr_block     = "10.0.1.0/24"
}
resource "oci_core_public_ip" "front" {
  compartment_id = local.place
  lifetime       = "RESERVED"
}
resource "oci_load_balancer_load_balancer" "front" {
  compartment_id = local.place
  display_name   = "front"
  shape          = "flexible"
  subnet_ids     = [oci_core_subnet.web.id]
  reserved_ips {
    id = oci_core_public_ip.front.id
  }
}
data "oci_core_public_ip" "front" {
  id         = oci_core_public_ip.front.id
  depends_on = [oci_load_balancer_load_balancer.front]
}
output "who" {
  value = data.oci_core_public_ip.front.assigned_entity_type
}
"""


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


def balancer(cloud: Cloud, type_name: str, place: Tree, address: Tree) -> Tree:
    """A public load balancer that names a reserved address."""
    where = {"subnet_ids": [place["id"]], "shape": "flexible"} if type_name == TYPES[0] else {"subnet_id": place["id"]}
    return create(cloud, type_name, display_name="front", reserved_ips=[{"id": address["id"]}], **where)


def read(cloud: Cloud, address: Tree) -> Tree:
    """What the address shows now."""
    return cloud.read("oci_core_public_ip", REGION, address["id"]) or {}


@pytest.mark.parametrize("type_name", TYPES)
def test_a_balancer_has_the_address_until_it_goes(cloud: Cloud, type_name: str) -> None:
    """Assigned to the balancer's private address, also after a change of the address; free again afterwards."""
    place = subnet(cloud, network(cloud))
    address = create(cloud, "core_public_ip", lifetime="RESERVED")
    assert (address["state"], address.get("assigned_entity_id")) == ("AVAILABLE", None)
    made = balancer(cloud, type_name, place, address)
    (inside,) = [each for each in cloud.store.all("oci_core_private_ip") if each.owner == made["id"]]
    cloud.edit(cloud.objects.store.all("oci_core_public_ip")[0], {"display_name": "front"})
    shown = read(cloud, address)
    assert (shown["state"], shown["assigned_entity_type"]) == ("ASSIGNED", "PRIVATE_IP")
    assert (shown["assigned_entity_id"], shown["display_name"]) == (inside.id, "front")
    cloud.delete(f"oci_{type_name}", REGION, made["id"])
    assert (read(cloud, address)["state"], read(cloud, address).get("assigned_entity_id")) == ("AVAILABLE", None)


def test_a_network_balancer_answers_at_the_reserved_address(cloud: Cloud) -> None:
    """As a load balancer does, which has had it in `ip_address_details` all along."""
    place = subnet(cloud, network(cloud))
    address = create(cloud, "core_public_ip", lifetime="RESERVED")
    made = balancer(cloud, TYPES[1], place, address)
    assert made["id"].startswith("ocid1.networkloadbalancer.")
    outside = next(each for each in made["ip_addresses"] if each["is_public"])
    assert (outside["ip_address"], outside["reserved_ip"]) == (address["ip_address"], [{"id": address["id"]}])


def test_a_nat_gateway_has_the_address_itself(cloud: Cloud) -> None:
    """It goes out under it."""
    vcn = network(cloud)
    address = create(cloud, "core_public_ip", lifetime="RESERVED")
    made = create(cloud, "core_nat_gateway", vcn_id=vcn["id"], public_ip_id=address["id"])
    shown = read(cloud, address)
    assert made["nat_ip"] == address["ip_address"]
    assert (shown["state"], shown["assigned_entity_type"], shown["assigned_entity_id"]) == (
        *("ASSIGNED", "NAT_GATEWAY"),
        made["id"],
    )


def test_an_address_has_one_holder(cloud: Cloud) -> None:
    """Another balancer is refused, and nothing of it is left."""
    place = subnet(cloud, network(cloud))
    address = create(cloud, "core_public_ip", lifetime="RESERVED")
    balancer(cloud, TYPES[0], place, address)
    before = len(cloud.store.all())
    with pytest.raises(ServiceError, match="is assigned already") as caught:
        balancer(cloud, TYPES[1], place, address)
    assert caught.value.status == 409
    assert len(cloud.store.all()) == before


def test_a_plan_after_the_apply_is_clean(tmp_path: Path) -> None:
    """A configuration without `private_ip_id` has nothing to take away; all of it goes."""
    with standing(tmp_path, STACK) as (stack, shell):
        assert stack.run("output", "-raw", "who") == "PRIVATE_IP"
        assert actions(stack.plan()) == {}
        stack.run("destroy", "-auto-approve", "-no-color")
        assert shell.cloud.store.all() == []
