"""What only data sources show: defaults of a VCN, nodes of databases, compartments of parts, limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_simulator.cloud import Cloud
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import create, network, subnet
from tests.simulator.cloud_questions import listed


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


@pytest.mark.parametrize("kind", ["route_table", "security_list", "dhcp_options"])
def test_a_default_object_stays_in_its_vcn(cloud: Cloud, kind: str) -> None:
    """When it is managed, when that changes, and when nobody manages it any more."""
    vcn = network(cloud)
    plural = kind if kind.endswith("s") else f"{kind}s"
    options = {"options": [{"type": "DomainNameServer", "server_type": "VcnLocalPlusInternet"}]}
    values = {"manage_default_resource_id": vcn[f"default_{kind}_id"], **(options if kind == "dhcp_options" else {})}

    def found() -> list[str]:
        return [each["id"] for each in listed(cloud, f"oci_core_{plural}", compartment_id=TENANCY, vcn_id=vcn["id"])]

    made = cloud.create(f"oci_core_default_{kind}", REGION, values)
    assert found() == [made["id"]]
    cloud.update(f"oci_core_default_{kind}", REGION, made["id"], {**values, "display_name": "ours"})
    assert found() == [made["id"]]
    cloud.delete(f"oci_core_default_{kind}", REGION, made["id"])
    assert found() == [made["id"]]


def test_from_a_database_system_to_its_address(cloud: Cloud) -> None:
    """Its home, the database in it, its node, the node's VNIC: the way that configurations go."""
    inner = subnet(cloud, network(cloud))
    place = {"availability_domain": "Simu:CA-TORONTO-1-AD-1", "subnet_id": inner["id"]}
    database = {"db_name": "main", "admin_password": "x", "pdb_name": "one"}
    home = [{"db_version": "19.0.0.0", "database": [database]}]
    keys = {"shape": "VM.Standard.E4.Flex", "ssh_public_keys": ["k"], "hostname": "db", "db_home": home}
    system = create(cloud, "database_db_system", **place, **keys)
    asked = {"compartment_id": TENANCY, "db_system_id": system["id"]}
    (found,) = listed(cloud, "oci_database_db_homes", **asked)
    (inside,) = listed(cloud, "oci_database_databases", compartment_id=TENANCY, db_home_id=found["id"])
    assert (inside["db_name"], inside["pdb_name"]) == ("main", "one")
    (node,) = listed(cloud, "oci_database_db_nodes", **asked)
    vnic = cloud.search("oci_core_vnic", REGION, {"vnic_id": node["vnic_id"]})
    assert (vnic["private_ip_address"], vnic["hostname_label"]) == (system["private_ip"], "db")
    assert listed(cloud, "oci_database_db_nodes", compartment_id=TENANCY, db_system_id="other") == []


def test_a_part_is_in_the_compartment_of_its_whole(cloud: Cloud) -> None:
    """Also where nobody can configure one for it."""
    place = create(cloud, "identity_compartment", name="dev", description="dev")
    inner = subnet(cloud, network(cloud))
    whole = {"compartment_id": place["id"], "display_name": "app", "subnet_ids": [inner["id"]]}
    application = create(cloud, "functions_application", **whole)
    values = {"application_id": application["id"], "display_name": "f", "memory_in_mbs": "128"}
    assert cloud.create("oci_functions_function", REGION, values)["compartment_id"] == place["id"]


def test_limits_of_a_service(cloud: Cloud) -> None:
    """Per availability domain where they hold there; by name."""
    asked = {"compartment_id": TENANCY, "service_name": "compute", "scope_type": "AD"}
    answer = cloud.search("oci_limits_limit_values", "us-ashburn-1", {**asked, "name": "standard-e2-micro-core-count"})
    assert [each["value"] for each in answer["limit_values"]] == ["2", "2", "2"]
    assert len({each["availability_domain"] for each in answer["limit_values"]}) == 3
    assert "compute" in {each["name"] for each in listed(cloud, "oci_limits_services", compartment_id=TENANCY)}
