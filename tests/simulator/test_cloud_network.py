"""What networks bring along: defaults of a VCN, DRGs, peerings, gateways."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import create, network, subnet


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


def test_a_vcn_makes_its_defaults(cloud: Cloud) -> None:
    """A route table, a security list with Oracle's rules, DHCP options, a resolver; they go with it."""
    vcn = network(cloud)
    rules = cloud.read("oci_core_security_list", REGION, vcn["default_security_list_id"])
    assert rules is not None
    assert rules["display_name"] == "Default Security List for net"
    assert [rule["protocol"] for rule in rules["ingress_security_rules"]] == ["6", "1", "1"]
    assert rules["ingress_security_rules"][2]["source"] == "10.0.0.0/16"
    options = cloud.read("oci_core_dhcp_options", REGION, vcn["default_dhcp_options_id"])
    assert [each["type"] for each in (options or {})["options"]] == ["DomainNameServer", "SearchDomain"]
    assert cloud.read("oci_core_route_table", REGION, vcn["default_route_table_id"]) is not None
    cloud.delete("oci_core_vcn", REGION, vcn["id"])
    assert cloud.store.all() == []


def test_a_vcn_without_a_name_gives_its_parts_its_own(cloud: Cloud) -> None:
    """The service makes up a name, and names the parts after it."""
    vcn = create(cloud, "core_vcn", cidr_block="10.0.0.0/16")
    rules = cloud.read("oci_core_security_list", REGION, vcn["default_security_list_id"])
    assert (rules or {})["display_name"] == f"Default Security List for {vcn['display_name']}"


def test_the_two_ways_to_say_a_range_agree(cloud: Cloud) -> None:
    """`cidr_block` is the first of `cidr_blocks`."""
    assert create(cloud, "core_vcn", cidr_block="10.0.0.0/16")["cidr_blocks"] == ["10.0.0.0/16"]
    assert network(cloud, cidr_blocks=["10.1.0.0/16", "10.2.0.0/16"])["cidr_block"] == "10.1.0.0/16"


def test_a_subnet_has_its_networks_defaults(cloud: Cloud) -> None:
    """Unless it says otherwise."""
    vcn = network(cloud)
    made = subnet(cloud, vcn, dns_label="app")
    assert made["route_table_id"] == vcn["default_route_table_id"]
    assert made["security_list_ids"] == [vcn["default_security_list_id"]]
    assert made["dhcp_options_id"] == vcn["default_dhcp_options_id"]
    assert made["subnet_domain_name"] == "app.net.oraclevcn.com"
    assert made["virtual_router_ip"] == "10.0.1.1"


def test_a_default_object_can_be_adopted(cloud: Cloud) -> None:
    """The `default_*` types change what the VCN has made, under its id."""
    vcn = network(cloud)
    rule = {"protocol": "6", "source": "10.0.0.0/8"}
    values = {"manage_default_resource_id": vcn["default_security_list_id"], "ingress_security_rules": [rule]}
    made = cloud.create("oci_core_default_security_list", REGION, values)
    assert made["id"] == made["manage_default_resource_id"] == vcn["default_security_list_id"]
    assert [each["source"] for each in made["ingress_security_rules"]] == ["10.0.0.0/8"]
    assert cloud.read("oci_core_default_security_list", REGION, made["id"]) == made
    listed = cloud.read("oci_core_security_list", REGION, made["id"]) or {}
    assert listed["ingress_security_rules"] == made["ingress_security_rules"]


def test_an_adopted_object_outlives_its_management(cloud: Cloud) -> None:
    """To destroy a `default_*` resource empties the object; only the VCN takes it away."""
    vcn = network(cloud)
    values = {"manage_default_resource_id": vcn["default_security_list_id"], "egress_security_rules": []}
    made = cloud.create("oci_core_default_security_list", REGION, values)
    cloud.delete("oci_core_default_security_list", REGION, made["id"])
    left = cloud.read("oci_core_security_list", REGION, made["id"])
    assert left is not None
    assert not left.get("ingress_security_rules")


def test_only_a_default_object_of_the_right_kind_can_be_adopted(cloud: Cloud) -> None:
    """A route table is no security list."""
    vcn = network(cloud)
    with pytest.raises(ServiceError, match="manage_default_resource_id"):
        cloud.create(
            "oci_core_default_security_list", REGION, {"manage_default_resource_id": vcn["default_route_table_id"]}
        )


def test_a_vcn_has_one_internet_gateway(cloud: Cloud) -> None:
    """The second is refused."""
    vcn = network(cloud)
    create(cloud, "core_internet_gateway", vcn_id=vcn["id"])
    with pytest.raises(ServiceError, match="LimitExceeded"):
        create(cloud, "core_internet_gateway", vcn_id=vcn["id"])


def test_a_drg_makes_its_route_tables(cloud: Cloud) -> None:
    """With the distributions that fill them; an attachment gets the one for its kind."""
    drg = create(cloud, "core_drg", display_name="hub")
    tables = drg["default_drg_route_tables"][0]
    assert tables["vcn"] != tables["ipsec_tunnel"]
    vcn = network(cloud)
    details = [{"id": vcn["id"], "type": "VCN"}]
    made = cloud.create("oci_core_drg_attachment", REGION, {"drg_id": drg["id"], "network_details": details})
    assert made["drg_route_table_id"] == tables["vcn"]
    assert made["vcn_id"] == vcn["id"]
    assert made["compartment_id"] == TENANCY
    with pytest.raises(ServiceError, match="in use"):
        cloud.delete("oci_core_drg", REGION, drg["id"])
    cloud.delete("oci_core_drg_attachment", REGION, made["id"])
    cloud.delete("oci_core_drg", REGION, drg["id"])
    assert cloud.read("oci_core_drg_route_table", REGION, tables["vcn"]) is None


@pytest.mark.parametrize("type_name", ["oci_core_local_peering_gateway", "oci_core_remote_peering_connection"])
def test_both_sides_of_a_peering_know_it(cloud: Cloud, type_name: str) -> None:
    """And the side that stays knows that the other has gone."""
    ends = [_end(cloud, type_name, number) for number in (1, 2)]
    first = cloud.create(type_name, REGION, ends[0])
    second = cloud.create(type_name, REGION, {**ends[1], "peer_id": first["id"]})
    assert first["peering_status"] == "NEW"
    assert second["peering_status"] == "PEERED"
    assert cloud.read(type_name, REGION, second["id"]) == second
    assert (cloud.read(type_name, REGION, first["id"]) or {})["peering_status"] == "PEERED"
    cloud.delete(type_name, REGION, second["id"])
    assert (cloud.read(type_name, REGION, first["id"]) or {})["peering_status"] == "REVOKED"


def _end(cloud: Cloud, type_name: str, number: int) -> dict[str, str]:
    if "local" in type_name:
        return {"compartment_id": TENANCY, "vcn_id": network(cloud, f"10.{number}.0.0/16")["id"]}
    return {"compartment_id": TENANCY, "drg_id": create(cloud, "core_drg")["id"]}


def test_a_route_table_attachment_is_the_subnets_route_table(cloud: Cloud) -> None:
    """Until it goes; then the subnet has its VCN's default again."""
    vcn = network(cloud)
    inner, table = subnet(cloud, vcn), create(cloud, "core_route_table", vcn_id=vcn["id"])
    values = {"subnet_id": inner["id"], "route_table_id": table["id"]}
    made = cloud.create("oci_core_route_table_attachment", REGION, values)
    assert made["id"] == f"{inner['id']}/{table['id']}"
    assert (cloud.read("oci_core_subnet", REGION, inner["id"]) or {})["route_table_id"] == table["id"]
    cloud.delete("oci_core_route_table_attachment", REGION, made["id"])
    after = cloud.read("oci_core_subnet", REGION, inner["id"]) or {}
    assert after["route_table_id"] == vcn["default_route_table_id"]


def test_objects_of_another_region_are_not_seen(cloud: Cloud) -> None:
    """A provider of Ashburn does not find what is in Toronto."""
    made = network(cloud)
    assert cloud.read("oci_core_vcn", "us-ashburn-1", made["id"]) is None
    assert cloud.search("oci_core_vcns", "us-ashburn-1", {"compartment_id": TENANCY})["virtual_networks"] == []


def test_a_default_table_that_somebody_manages_is_still_of_its_vcn(cloud: Cloud) -> None:
    """Also when nobody manages it any more."""
    vcn, name = network(cloud), "oci_core_default_route_table"
    made = cloud.create(name, REGION, {"manage_default_resource_id": vcn["default_route_table_id"]})
    assert made["vcn_id"] == vcn["id"]
    cloud.delete(name, REGION, made["id"])
    assert (cloud.read("oci_core_route_table", REGION, made["id"]) or {})["vcn_id"] == vcn["id"]
