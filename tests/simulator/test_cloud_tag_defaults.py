"""What a compartment gives each new resource: the tags of its tag defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import create, network


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """A cloud with a tag key `Operations.Owner`."""
    opened = open_cloud(tmp_path)
    space = create(opened, "identity_tag_namespace", name="Operations", description="x")
    opened.create("oci_identity_tag", REGION, {"tag_namespace_id": space["id"], "name": "Owner", "description": "x"})
    return opened


def default(cloud: Cloud, place: str, **values: Any) -> dict[str, Any]:
    """A tag default for the key in a compartment."""
    key = cloud.store.all("oci_identity_tag")[0].data["id"]
    given = {"compartment_id": place, "tag_definition_id": key, "value": "them", **values}
    return cloud.create("oci_identity_tag_default", REGION, given)


def compartment(cloud: Cloud, above: str = TENANCY, name: str = "dev") -> str:
    """A compartment's OCID."""
    made = create(cloud, "identity_compartment", compartment_id=above, name=name, description="x")
    return str(made["id"])


def test_a_new_resource_gets_the_tag_of_its_compartment(cloud: Cloud) -> None:
    """So does what the service makes besides; what was there before and what is elsewhere does not."""
    place = compartment(cloud)
    before = network(cloud, compartment_id=place)
    default(cloud, place)
    after = network(cloud, "10.1.0.0/16", compartment_id=place)
    table = cloud.read("oci_core_route_table", REGION, after["default_route_table_id"])
    assert after["defined_tags"] == {"Operations.Owner": "them"}
    assert table is not None
    assert table["defined_tags"] == {"Operations.Owner": "them"}
    kept = cloud.read("oci_core_vcn", REGION, before["id"])
    assert kept is not None
    assert kept["defined_tags"] == {}
    assert network(cloud, "10.2.0.0/16")["defined_tags"] == {}


def test_a_tag_default_holds_in_the_compartments_below(cloud: Cloud) -> None:
    """Those of the root compartment hold everywhere, under whichever OCID of the tenancy they were made."""
    inner = compartment(cloud, compartment(cloud), "inner")
    default(cloud, "ocid1.tenancy.oc1..another", value="${iam.principal.name}")
    assert network(cloud, compartment_id=inner)["defined_tags"] == {"Operations.Owner": "simulated"}


def test_a_tag_that_somebody_gives_stays(cloud: Cloud) -> None:
    """In upper or lower case."""
    default(cloud, TENANCY)
    assert network(cloud, defined_tags={"operations.owner": "me"})["defined_tags"] == {"operations.owner": "me"}


def test_a_tag_that_must_be_given_blocks_what_lacks_it(cloud: Cloud) -> None:
    """With its name in the message."""
    default(cloud, TENANCY, is_required=True)
    with pytest.raises(ServiceError, match=r"400.*Operations\.Owner"):
        network(cloud)
    assert network(cloud, defined_tags={"Operations.Owner": "me"})["defined_tags"] == {"Operations.Owner": "me"}


def test_a_retired_key_is_given_to_nobody(cloud: Cloud) -> None:
    """Nor a key of a retired namespace."""
    default(cloud, TENANCY)
    cloud.edit(cloud.store.all("oci_identity_tag_namespace")[0], {"is_retired": True})
    assert network(cloud)["defined_tags"] == {}
