"""Data sources answer from what there is, in the form of their schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from oci_simulator.facts import find, names
from oci_simulator.planning.coercion import coerce_object
from tests.simulator.cloud_builders import REGION, TENANCY, Maker, open_cloud
from tests.simulator.cloud_parts import create, machine, network, subnet
from tests.simulator.cloud_questions import arguments

DATA = names("data")


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """A cloud with one object of every type."""
    made = Maker(open_cloud(tmp_path_factory.mktemp("search")))
    for name in names("resources"):
        made.make(name)
    return made


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


@pytest.mark.parametrize("name", DATA)
def test_every_data_source_answers_in_its_form(maker: Maker, name: str) -> None:
    """With the smallest question that it takes; all that it computes is of the schema's types."""
    facts = find("data", name)
    assert facts is not None
    given = arguments(maker, name)
    if name == "oci_identity_availability_domain":
        given["ad_number"] = 1
    answer = maker.cloud.search(name, REGION, given)
    assert answer["id"]
    assert set(answer) <= set(facts.attributes) | set(facts.blocks)
    coerce_object(facts, answer)


@pytest.mark.parametrize("name", [name for name in DATA if name.removesuffix("s") in names("resources")])
def test_a_plural_lists_what_was_made(maker: Maker, name: str) -> None:
    """The object of its type is among the answers, with its id."""
    singular = name.removesuffix("s")
    if name in {singular, "oci_dns_records"}:
        return
    answer = maker.cloud.search(name, REGION, arguments(maker, name))
    (collection,) = [each for each, value in answer.items() if isinstance(value, list) and each != "prefixes"]
    listed = answer[collection]
    if listed and set(listed[0]) == {"items"}:
        listed = listed[0]["items"]
    wanted = {**maker.made[singular].created}
    if singular == "oci_kms_key_version":
        wanted["id"] = wanted["key_version_id"]
    if singular == "oci_objectstorage_object":
        wanted["name"] = wanted["object"]
    keys = [
        key
        for key in ("id", "name", "addon_name", "certificate_name", "domain")
        if listed and key in listed[0] and listed[0][key] is not None
    ]
    assert any(each[key] == wanted.get(key) for each in listed for key in keys[:1]), (listed[:1], wanted)


def test_arguments_narrow_an_answer(cloud: Cloud) -> None:
    """By name, by state, by what it belongs to."""
    first, second = network(cloud, display_name="a"), network(cloud, "10.1.0.0/16", display_name="b")
    subnet(cloud, first, display_name="one")
    subnet(cloud, second, "10.1.1.0/24", display_name="two")
    shared = {"compartment_id": TENANCY}

    def found(**more: str) -> list[str]:
        listed = cloud.search("oci_core_subnets", REGION, {**shared, **more})["subnets"]
        return [each["display_name"] for each in listed]

    assert found() == ["one", "two"]
    assert found(vcn_id=second["id"]) == ["two"]
    assert found(display_name="one") == ["one"]
    assert found(display_name="ONE") == []
    assert found(state="available") == ["one", "two"]
    assert found(state="TERMINATED") == []


def test_another_compartment_is_not_searched(cloud: Cloud) -> None:
    """Only what is directly in the compartment is listed; a tenancy is one under each of its OCIDs."""
    place = create(cloud, "identity_compartment", name="dev", description="dev")
    network(cloud, compartment_id=place["id"])
    listed = cloud.search("oci_core_vcns", REGION, {"compartment_id": place["id"]})["virtual_networks"]
    assert len(listed) == 1
    assert cloud.search("oci_core_vcns", REGION, {"compartment_id": TENANCY})["virtual_networks"] == []


def test_one_thing_that_is_not_there_is_404(cloud: Cloud) -> None:
    """A singular data source fails, a plural one is empty."""
    with pytest.raises(ServiceError, match="404"):
        cloud.search("oci_core_vcn", REGION, {"vcn_id": "ocid1.vcn.ocsim.x.aaaano"})
    assert cloud.search("oci_core_vcns", REGION, {"compartment_id": TENANCY})["virtual_networks"] == []


def test_a_singular_shows_the_one_that_is_asked_for(cloud: Cloud) -> None:
    """Not the first of its type."""
    network(cloud, display_name="a")
    second = network(cloud, display_name="b")
    assert cloud.search("oci_core_vcn", REGION, {"vcn_id": second["id"]})["display_name"] == "b"


def test_addresses_of_a_subnet(cloud: Cloud) -> None:
    """By subnet, by VNIC, by the address itself."""
    inner = subnet(cloud, network(cloud))
    machine(cloud, inner)
    second = machine(cloud, inner)
    every = cloud.search("oci_core_private_ips", REGION, {"subnet_id": inner["id"]})["private_ips"]
    assert [each["ip_address"] for each in every] == ["10.0.1.2", "10.0.1.3"]
    one = {"subnet_id": inner["id"], "ip_address": second["private_ip"]}
    (found,) = cloud.search("oci_core_private_ips", REGION, one)["private_ips"]
    assert found["id"] == every[1]["id"]


def test_rules_of_a_group(cloud: Cloud) -> None:
    """Those of the group that is asked for."""
    vcn = network(cloud)
    groups = [create(cloud, "core_network_security_group", vcn_id=vcn["id"]) for _ in range(2)]
    for group, port in zip(groups, ("10.1.0.0/16", "10.2.0.0/16"), strict=True):
        rule = {"direction": "INGRESS", "protocol": "6", "source": port}
        values = {"network_security_group_id": group["id"], **rule}
        cloud.create("oci_core_network_security_group_security_rule", REGION, values)
    asked = {"network_security_group_id": groups[1]["id"]}
    answer = cloud.search("oci_core_network_security_group_security_rules", REGION, asked)
    assert [each["source"] for each in answer["security_rules"]] == ["10.2.0.0/16"]


def test_records_of_a_zone(cloud: Cloud) -> None:
    """Each record of each set, by domain and type."""
    for rtype, values in (("A", ["10.0.0.1", "10.0.0.2"]), ("TXT", ["hello"])):
        zone = {"zone_name_or_id": "example.com", "domain": "www.example.com", "rtype": rtype}
        items = [{**{key: zone[key] for key in ("domain", "rtype")}, "rdata": each, "ttl": 60} for each in values]
        cloud.create("oci_dns_rrset", REGION, {**zone, "items": items})
    asked = {"zone_name_or_id": "example.com", "rtype": "A"}
    assert [each["rdata"] for each in cloud.search("oci_dns_records", REGION, asked)["records"]] == [
        "10.0.0.1",
        "10.0.0.2",
    ]


def test_what_oracle_offers(cloud: Cloud) -> None:
    """Names that configurations look for are there, the same in every cloud."""
    asked = {"compartment_id": TENANCY, "operating_system": "Oracle Linux", "operating_system_version": "9"}
    images = cloud.search("oci_core_images", REGION, {**asked, "shape": "VM.Standard.A1.Flex"})["images"]
    assert ["aarch64" in each["display_name"] for each in images] == [True]
    domains = cloud.search("oci_identity_availability_domains", "us-ashburn-1", {"compartment_id": TENANCY})
    assert len(domains["availability_domains"]) == 3
    services = cloud.search("oci_core_services", REGION, {})["services"]
    assert "all-yyz-services-in-oracle-services-network" in {each["cidr_block"] for each in services}
    policies = cloud.search("oci_core_volume_backup_policies", REGION, {})["volume_backup_policies"]
    assert [each["display_name"] for each in policies] == ["gold", "silver", "bronze"]


def test_an_offered_backup_policy_can_be_assigned(cloud: Cloud) -> None:
    """Though nobody made it; a second assignment takes the place of the first."""
    offered = cloud.search("oci_core_volume_backup_policies", REGION, {})["volume_backup_policies"]
    volume = create(cloud, "core_volume", availability_domain="Simu:CA-TORONTO-1-AD-1")
    for policy in offered[:2]:
        values = {"asset_id": volume["id"], "policy_id": policy["id"]}
        cloud.create("oci_core_volume_backup_policy_assignment", REGION, values)
    (left,) = cloud.store.all("oci_core_volume_backup_policy_assignment")
    assert left.data["policy_id"] == offered[1]["id"]


def test_the_resolver_of_a_vcn(cloud: Cloud) -> None:
    """A VCN makes one for itself, and says which."""
    made = network(cloud)
    found = cloud.search("oci_core_vcn_dns_resolver_association", REGION, {"vcn_id": made["id"]})
    assert cloud.read("oci_dns_resolver", REGION, found["dns_resolver_id"]) is not None
