"""Arguments of data sources: each holds back what has another value, whatever the attribute is called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud import Cloud, search
from oci_simulator.cloud.catalogue import ANSWERS
from oci_simulator.facts import find, names
from tests.simulator.cloud_builders import REGION, TENANCY, Maker, open_cloud
from tests.simulator.cloud_parts import create, network
from tests.simulator.cloud_questions import arguments, listed

Tree = dict[str, Any]


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """A cloud with one object of every type."""
    made = Maker(open_cloud(tmp_path_factory.mktemp("selection")))
    for name in names("resources"):
        made.make(name)
    return made


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


def optional_arguments() -> Iterator[tuple[str, str]]:
    """The data sources that list objects of the cloud, with each optional argument that is a text of theirs."""
    for name in names("data"):
        facts = find("data", name)
        if facts is None or name in ANSWERS or search._resource(name) is None or "filter" not in facts.blocks:
            continue
        known = find("resources", str(search._resource(name)))
        for argument, attribute in facts.attributes.items():
            if attribute.optional and attribute.type == "string" and known and argument in known.attributes:
                yield name, argument


@pytest.mark.parametrize(("name", "argument"), list(optional_arguments()))
def test_an_argument_holds_back_what_has_another_value(maker: Maker, name: str, argument: str) -> None:
    """With the object's own value it is found, with another one nothing is."""
    asked = arguments(maker, name)
    every = [each for each in maker.cloud.store.all(str(search._resource(name))) if each.data.get(argument)]
    if every and argument != "compartment_id":
        value = every[-1].data[argument]
        mine = {key: every[-1].data.get(key, given) for key, given in asked.items()}
        assert listed(maker.cloud, name, **{**mine, argument: value})
    if every or (argument.endswith("_id") and argument != "compartment_id"):
        assert listed(maker.cloud, name, **{**asked, argument: "ocid1.other.ocsim.x.y"}) == []


def drg_attachment(cloud: Cloud) -> Tree:
    """A VCN on a DRG, said in the new way."""
    vcn, drg = network(cloud), create(cloud, "core_drg")
    return create(cloud, "core_drg_attachment", drg_id=drg["id"], network_details=[{"type": "VCN", "id": vcn["id"]}])


def test_attachments_by_their_network(cloud: Cloud) -> None:
    """By the VCN in either way to say it, and by kind."""
    made = drg_attachment(cloud)
    vcn = made["network_details"][0]["id"]
    for asked in ({"vcn_id": vcn}, {"network_id": vcn}, {"attachment_type": "vcn"}, {"attachment_type": "ALL"}):
        assert [each["id"] for each in listed(cloud, "oci_core_drg_attachments", compartment_id=TENANCY, **asked)] == [
            made["id"]
        ]
    for asked in ({"vcn_id": "other"}, {"attachment_type": "VIRTUAL_CIRCUIT"}):
        assert listed(cloud, "oci_core_drg_attachments", compartment_id=TENANCY, **asked) == []


@pytest.mark.parametrize(
    ("name", "argument", "attribute"),
    [
        ("oci_cloud_guard_security_zones", "security_recipe_id", "security_zone_recipe_id"),
        ("oci_database_pluggable_databases", "database_id", "container_database_id"),
        ("oci_file_storage_replications", "file_system_id", "source_id"),
        ("oci_identity_domains", "name", "display_name"),
        ("oci_mysql_mysql_configurations", "configuration_id", "id"),
        ("oci_mysql_mysql_db_systems", "db_system_id", "id"),
        ("oci_network_firewall_network_firewall_policy_services", "display_name", "name"),
        ("oci_vault_secrets", "name", "secret_name"),
    ],
)
def test_an_argument_with_a_name_of_its_own(maker: Maker, name: str, argument: str, attribute: str) -> None:
    """It compares the attribute that it means."""
    made = maker.made[str(search._resource(name))].created
    asked = arguments(maker, name)
    assert made["id"] in {
        each.get("id", made["id"]) for each in listed(maker.cloud, name, **asked, **{argument: made[attribute]})
    }
    assert listed(maker.cloud, name, **asked, **{argument: "another"}) == []


def test_keys_by_their_shape(maker: Maker) -> None:
    """A value within a block."""
    asked = arguments(maker, "oci_kms_keys")
    (shape,) = maker.made["oci_kms_key"].created["key_shape"]
    assert len(listed(maker.cloud, "oci_kms_keys", **asked, algorithm=shape["algorithm"])) == 1
    assert listed(maker.cloud, "oci_kms_keys", **asked, length=shape["length"] + 1) == []


def test_parts_of_names_and_bounds(cloud: Cloud) -> None:
    """What an argument ends with says how it compares."""
    for name in ("one.example.com", "two.example.com"):
        create(cloud, "dns_zone", name=name, zone_type="PRIMARY")

    def found(**asked: str) -> list[str]:
        return [each["name"] for each in listed(cloud, "oci_dns_zones", compartment_id=TENANCY, **asked)]

    assert found(name_contains="two.") == ["two.example.com"]
    assert len(found(time_created_greater_than_or_equal_to="2020-01-01T00:00:00Z")) == 2
    assert found(time_created_less_than="2020-01-01T00:00:00Z") == []
    assert found(time_created_greater_than_or_equal_to="2120-01-01T00:00:00Z") == []


def test_objects_by_their_names(cloud: Cloud) -> None:
    """By prefix, and from one name on."""
    namespace = "simulated"
    create(cloud, "objectstorage_bucket", namespace=namespace, name="box")
    for name in ("a/1", "a/2", "b/1"):
        values = {"namespace": namespace, "bucket": "box", "object": name, "content": name}
        cloud.create("oci_objectstorage_object", REGION, values)

    def found(**asked: str) -> list[str]:
        given = {"namespace": namespace, "bucket": "box", **asked}
        return [each["name"] for each in cloud.search("oci_objectstorage_objects", REGION, given)["objects"]]

    assert found(prefix="a/") == ["a/1", "a/2"]
    assert found(start="a/2") == ["a/2", "b/1"]
    assert found(start_after="a/2") == ["b/1"]
    assert found(end="a/2") == ["a/1"]


def test_a_state_that_is_not(cloud: Cloud) -> None:
    """Databases in any state but one."""
    create(cloud, "database_autonomous_database", db_name="adb")
    asked = {"compartment_id": TENANCY}
    name = "oci_database_autonomous_databases"
    assert len(listed(cloud, name, **asked, lifecycle_state_not_equal_to="TERMINATED")) == 1
    assert listed(cloud, name, **asked, lifecycle_state_not_equal_to="available") == []


def test_a_compartment_with_all_below(cloud: Cloud) -> None:
    """Only where the subtree is asked for."""
    upper = create(cloud, "identity_compartment", name="up", description="up")
    lower = create(cloud, "identity_compartment", name="low", description="low", compartment_id=upper["id"])
    create(cloud, "cloud_guard_managed_list", display_name="list", compartment_id=lower["id"])
    for place, more in ((lower["id"], {}), (upper["id"], {"compartment_id_in_subtree": True})):
        assert len(listed(cloud, "oci_cloud_guard_managed_lists", compartment_id=place, **more)) == 1
    assert listed(cloud, "oci_cloud_guard_managed_lists", compartment_id=upper["id"]) == []
