"""What services check: references, names, address ranges, what is in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import balancer, create, machine, network, subnet


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


def test_a_reference_to_nothing_is_404_with_the_attribute(cloud: Cloud) -> None:
    """Whoever reads the message knows which line of the configuration is meant."""
    with pytest.raises(ServiceError, match=r"vcn_id ocid1\.vcn\.ocsim\.ca-toronto-1\.aaaanothing") as caught:
        subnet(cloud, {"id": "ocid1.vcn.ocsim.ca-toronto-1.aaaanothing"})
    assert (caught.value.status, caught.value.code) == (404, "NotAuthorizedOrNotFound")
    assert cloud.store.all() == []


def test_any_tenancy_is_the_root_compartment(cloud: Cloud) -> None:
    """Estates keep their tenancy's OCID."""
    assert network(cloud, compartment_id="ocid1.tenancy.oc1..aaaaother")["id"].startswith("ocid1.vcn.ocsim.")


def test_a_compartment_of_the_real_cloud_is_404_with_what_to_do(cloud: Cloud) -> None:
    """Its message says how to make one."""
    with pytest.raises(ServiceError, match="Make one with oci_identity_compartment"):
        network(cloud, compartment_id="ocid1.compartment.oc1..aaaareal")


def test_a_compartment_that_was_made_here_is_fine_in_every_region(cloud: Cloud) -> None:
    """Compartments are global."""
    place = create(cloud, "identity_compartment", name="dev", description="dev")
    values = {"compartment_id": place["id"], "cidr_blocks": ["10.0.0.0/16"]}
    assert cloud.create("oci_core_vcn", "us-ashburn-1", values)["compartment_id"] == place["id"]
    assert cloud.read("oci_identity_compartment", "us-phoenix-1", place["id"]) == place


def test_an_update_checks_references_too(cloud: Cloud) -> None:
    """And leaves the object as it was."""
    vcn = network(cloud)
    made = subnet(cloud, vcn)
    values = {"compartment_id": TENANCY, "vcn_id": vcn["id"], "cidr_block": "10.0.1.0/24"}
    with pytest.raises(ServiceError, match="route_table_id"):
        cloud.update(
            "oci_core_subnet", REGION, made["id"], {**values, "route_table_id": "ocid1.routetable.ocsim.x.aaaano"}
        )
    assert cloud.read("oci_core_subnet", REGION, made["id"]) == made


def test_an_update_of_what_is_gone_is_404(cloud: Cloud) -> None:
    """Somebody deleted it between the plan and the apply."""
    with pytest.raises(ServiceError) as caught:
        cloud.update("oci_core_vcn", REGION, "ocid1.vcn.ocsim.x.aaaagone", {})
    assert caught.value.status == 404


def test_what_is_in_use_cannot_be_deleted(cloud: Cloud) -> None:
    """The message names who uses it; afterwards it can."""
    vcn = network(cloud)
    inner = subnet(cloud, vcn)
    with pytest.raises(ServiceError, match=r"oci_core_subnet app \(vcn_id\)") as caught:
        cloud.delete("oci_core_vcn", REGION, vcn["id"])
    assert caught.value.status == 409
    cloud.delete("oci_core_subnet", REGION, inner["id"])
    cloud.delete("oci_core_vcn", REGION, vcn["id"])
    assert cloud.read("oci_core_vcn", REGION, vcn["id"]) is None


def test_a_subnet_with_a_machine_is_in_use(cloud: Cloud) -> None:
    """Through the VNIC that the instance has made."""
    inner = subnet(cloud, network(cloud))
    made = machine(cloud, inner)
    with pytest.raises(ServiceError, match="409-Conflict"):
        cloud.delete("oci_core_subnet", REGION, inner["id"])
    cloud.delete("oci_core_instance", REGION, made["id"])
    cloud.delete("oci_core_subnet", REGION, inner["id"])


def test_deleting_what_is_gone_is_no_trouble(cloud: Cloud) -> None:
    """A destroy may come twice."""
    cloud.delete("oci_core_vcn", REGION, "ocid1.vcn.ocsim.x.aaaagone")


def test_a_compartment_that_holds_something_stays(cloud: Cloud) -> None:
    """As in OCI."""
    place = create(cloud, "identity_compartment", name="dev", description="dev")
    network(cloud, compartment_id=place["id"])
    with pytest.raises(ServiceError, match="oci_core_vcn net"):
        cloud.delete("oci_identity_compartment", REGION, place["id"])


@pytest.mark.parametrize(
    ("type_name", "values"),
    [
        ("identity_compartment", {"name": "dev", "description": "d"}),
        ("identity_group", {"name": "dev", "description": "d"}),
        (
            "identity_policy",
            {"name": "dev", "description": "d", "statements": ["allow group a to read all in tenancy"]},
        ),
        ("identity_tag_namespace", {"name": "dev", "description": "d"}),
        ("objectstorage_bucket", {"name": "dev", "namespace": "simulated"}),
        ("ons_notification_topic", {"name": "dev"}),
    ],
)
def test_names_are_unique_where_they_are_in_oci(cloud: Cloud, type_name: str, values: dict[str, str]) -> None:
    """The second one of the same name is refused."""
    create(cloud, type_name, **values)
    with pytest.raises(ServiceError) as caught:
        create(cloud, type_name, **values)
    assert caught.value.status == 409
    create(cloud, type_name, **{**values, "name": "other"})


def test_names_of_most_things_need_not_be_unique(cloud: Cloud) -> None:
    """Two VCNs may have one display name."""
    assert network(cloud)["id"] != network(cloud)["id"]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("10.1.0.0/24", "not within the VCN's CIDR"),
        ("10.0.1.0/25", "overlaps"),
        ("10.0.2.1/24", "no valid CIDR"),
        ("ten", "no valid CIDR"),
    ],
)
def test_a_subnet_lies_in_its_network_beside_the_others(cloud: Cloud, block: str, message: str) -> None:
    """Inside, not over another, and a range at all."""
    vcn = network(cloud)
    subnet(cloud, vcn)
    with pytest.raises(ServiceError, match=message):
        subnet(cloud, vcn, block)


def test_a_subnet_may_lie_in_any_range_of_its_network(cloud: Cloud) -> None:
    """A VCN has several."""
    vcn = network(cloud, cidr_blocks=["10.0.0.0/16", "10.9.0.0/16"])
    assert subnet(cloud, vcn, "10.9.1.0/24")["virtual_router_ip"] == "10.9.1.1"


def test_a_range_with_a_subnet_in_it_stays(cloud: Cloud) -> None:
    """Others may go."""
    vcn = network(cloud, cidr_blocks=["10.0.0.0/16", "10.9.0.0/16"])
    subnet(cloud, vcn, "10.9.1.0/24")
    values = {"compartment_id": TENANCY}
    with pytest.raises(ServiceError, match=r"do not hold subnet app with CIDR 10\.9\.1\.0/24"):
        cloud.update("oci_core_vcn", REGION, vcn["id"], {**values, "cidr_blocks": ["10.0.0.0/16"]})
    after = cloud.update("oci_core_vcn", REGION, vcn["id"], {**values, "cidr_blocks": ["10.9.0.0/16"]})
    assert after["cidr_block"] == "10.9.0.0/16"


def test_a_vcn_needs_a_range(cloud: Cloud) -> None:
    """By one of two attributes."""
    with pytest.raises(ServiceError, match="cidr_blocks"):
        create(cloud, "core_vcn", display_name="x")


def test_a_backend_needs_its_set(cloud: Cloud) -> None:
    """Parts of a load balancer are named, not referred to by an OCID."""
    made = balancer(cloud, subnet(cloud, network(cloud)))
    values = {"load_balancer_id": made["id"], "ip_address": "10.0.1.9", "port": 80}
    with pytest.raises(ServiceError, match="backend set other"):
        cloud.create("oci_load_balancer_backend", REGION, {**values, "backendset_name": "other"})
    cloud.create("oci_load_balancer_backend", REGION, {**values, "backendset_name": "web"})
