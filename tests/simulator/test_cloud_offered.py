"""Data sources that ask from another side: devices, VNICs of a group, the resolver of a VCN, heads of objects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import DOMAIN, create, machine, network, subnet


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


def test_a_device_is_taken_by_an_attachment(cloud: Cloud) -> None:
    """Of the 32 paths of an instance, that of the attached volume is not available."""
    server = machine(cloud, subnet(cloud, network(cloud)))
    volume = create(cloud, "core_volume", availability_domain=DOMAIN)
    values = {"instance_id": server["id"], "volume_id": volume["id"], "attachment_type": "paravirtualized"}
    cloud.create("oci_core_volume_attachment", REGION, {**values, "device": "/dev/oracleoci/oraclevdb"})
    devices = cloud.search("oci_core_instance_devices", REGION, {"instance_id": server["id"]})["devices"]
    assert [len(devices), devices[-1]["name"]] == [32, "/dev/oracleoci/oraclevdag"]
    assert [each["name"] for each in devices if not each["is_available"]] == ["/dev/oracleoci/oraclevdb"]


def test_the_vnics_of_a_group(cloud: Cloud) -> None:
    """Those that name the group, not the others."""
    vcn = network(cloud)
    place = subnet(cloud, vcn)
    group = create(cloud, "core_network_security_group", vcn_id=vcn["id"])
    machine(cloud, place)
    machine(cloud, place, details={"nsg_ids": [group["id"]], "display_name": "inside"})
    asked = {"network_security_group_id": group["id"]}
    (found,) = cloud.search("oci_core_network_security_group_vnics", REGION, asked)["network_security_group_vnics"]
    inside = next(each for each in cloud.store.all("oci_core_vnic") if each.name == "inside")
    assert found["vnic_id"] == inside.id


def test_the_resolver_of_a_vcn(cloud: Cloud) -> None:
    """It is the one that was made with it."""
    network(cloud)
    second = network(cloud, "10.1.0.0/16")
    answer = cloud.search("oci_core_vcn_dns_resolver_association", REGION, {"vcn_id": second["id"]})
    resolver = cloud.read("oci_dns_resolver", REGION, answer["dns_resolver_id"])
    assert (resolver or {})["attached_vcn_id"] == second["id"]


def test_the_head_of_an_object(cloud: Cloud) -> None:
    """Its length and type; 404 for an object that is not there."""
    place = {"namespace": "ns", "bucket": "b"}
    create(cloud, "objectstorage_bucket", namespace="ns", name="b")
    cloud.create("oci_objectstorage_object", REGION, {**place, "object": "a.txt", "content": "hello"})
    head = cloud.search("oci_objectstorage_object_head", REGION, {**place, "object": "a.txt"})
    assert head["content_length"] == 5
    with pytest.raises(ServiceError, match="404"):
        cloud.search("oci_objectstorage_object_head", REGION, {**place, "object": "no.txt"})


def test_a_tag_is_found_by_its_name(cloud: Cloud) -> None:
    """Not the first of its namespace."""
    space = create(cloud, "identity_tag_namespace", name="ops", description="d")
    for name in ("owner", "cost"):
        cloud.create("oci_identity_tag", REGION, {"tag_namespace_id": space["id"], "name": name, "description": name})
    found = cloud.search("oci_identity_tag", REGION, {"tag_namespace_id": space["id"], "tag_name": "cost"})
    assert found["description"] == "cost"


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"is_ipv6enabled": True}, 1),
        ({}, 0),
        ({"is_ipv6enabled": True, "is_oracle_gua_allocation_enabled": False}, 0),
        ({"is_ipv6enabled": True, "ipv6private_cidr_blocks": ["fc00::/48"]}, 0),
    ],
)
def test_a_vcn_with_ipv6_gets_a_range(cloud: Cloud, values: dict[str, Any], count: int) -> None:
    """A /56 of Oracle's, which stays the same; not where the configuration turns it off or brings its own."""
    vcn = network(cloud, **values)
    assert [block.endswith("00::/56") for block in vcn["ipv6cidr_blocks"]] == [True] * count
    changed = cloud.update("oci_core_vcn", REGION, vcn["id"], {"display_name": "renamed"})
    assert changed["ipv6cidr_blocks"] == vcn["ipv6cidr_blocks"]


def test_an_authentication_policy_is_there_before_anybody_manages_it(cloud: Cloud) -> None:
    """A tenancy has one; managed, it is what was configured."""
    asked = {"compartment_id": TENANCY}
    assert cloud.search("oci_identity_authentication_policy", REGION, asked)["password_policy"]
    rules = [{"minimum_password_length": 15}]
    create(cloud, "identity_authentication_policy", password_policy=rules)
    answer = cloud.search("oci_identity_authentication_policy", REGION, asked)
    assert answer["password_policy"][0]["minimum_password_length"] == 15


def test_records_are_found_by_a_zones_name_and_by_its_id(cloud: Cloud) -> None:
    """Whichever of the two the configuration of the set says."""
    zone = create(cloud, "dns_zone", name="example.com", zone_type="PRIMARY")
    own = {"domain": "www.example.com", "rtype": "A"}
    items = [{**own, "rdata": "10.0.0.1", "ttl": 60}]
    cloud.create("oci_dns_rrset", REGION, {**own, "zone_name_or_id": "example.com", "items": items})
    for way in ("example.com", zone["id"]):
        found = cloud.search("oci_dns_rrset", REGION, {**own, "zone_name_or_id": way})
        assert [each["rdata"] for each in found["items"]] == ["10.0.0.1"]
        assert len(cloud.search("oci_dns_records", REGION, {"zone_name_or_id": way})["records"]) == 1


def test_a_record_set_that_nobody_made_is_empty(cloud: Cloud) -> None:
    """In a zone that is there; 404 where the zone is not."""
    create(cloud, "dns_zone", name="example.com", zone_type="PRIMARY")
    asked = {"domain": "no.example.com", "rtype": "A", "zone_name_or_id": "example.com"}
    assert cloud.search("oci_dns_rrset", REGION, asked)["items"] == []
    with pytest.raises(ServiceError, match="404"):
        cloud.search("oci_dns_rrset", REGION, {**asked, "zone_name_or_id": "example.org"})


def test_an_ephemeral_public_address_is_of_an_availability_domain(cloud: Cloud) -> None:
    """A reserved one is of the region."""
    machine(cloud, subnet(cloud, network(cloud)))
    (private,) = cloud.store.all("oci_core_private_ip")
    ephemeral = create(cloud, "core_public_ip", lifetime="EPHEMERAL", private_ip_id=private.id)
    assert (ephemeral["scope"], ephemeral["availability_domain"]) == ("AVAILABILITY_DOMAIN", DOMAIN)
    assert create(cloud, "core_public_ip", lifetime="RESERVED")["scope"] == "REGION"
