"""Databases: homes, databases, nodes and servers that data sources find, and what is offered ready-made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import DOMAIN, create, network, subnet

SHARED = {"compartment_id": TENANCY}
PASSWORD = "BEstrO0ng_#11"


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """A new cloud."""
    return open_cloud(tmp_path)


def cluster(cloud: Cloud, **values: Any) -> dict[str, Any]:
    """A cluster on an Exadata infrastructure with three servers."""
    below = create(
        cloud,
        "database_cloud_exadata_infrastructure",
        availability_domain=DOMAIN,
        display_name="infra",
        shape="Exadata.X11M",
        compute_count=3,
    )
    place = subnet(cloud, network(cloud))["id"]
    given = {"subnet_id": place, "backup_subnet_id": place, "cloud_exadata_infrastructure_id": below["id"]}
    more = {
        "cpu_core_count": 4,
        "display_name": "c",
        "gi_version": "19.0.0.0",
        "hostname": "exa",
        "ssh_public_keys": ["k"],
    }
    return create(cloud, "database_cloud_vm_cluster", **given, **more, **values)


def found(cloud: Cloud, name: str, **arguments: Any) -> list[dict[str, Any]]:
    """The collection of a data source of the database service."""
    answer = cloud.search(f"oci_database_{name}", REGION, {**SHARED, **arguments})
    listed: list[dict[str, Any]] = answer[name]
    return listed


def test_a_cluster_has_a_node_on_each_server(cloud: Cloud) -> None:
    """The servers are the infrastructure's; a cluster that names two of them has two nodes."""
    made = cluster(cloud)
    servers = found(cloud, "db_servers", exadata_infrastructure_id=made["cloud_exadata_infrastructure_id"])
    nodes = found(cloud, "db_nodes", vm_cluster_id=made["id"])
    assert made["node_count"] == len(servers) == 3
    assert [each["db_server_id"] for each in nodes] == [each["id"] for each in servers]
    told = cloud.search("oci_database_db_node", REGION, {"db_node_id": nodes[0]["id"]})
    assert (told["hostname"], told["vnic_id"]) == ("exa1", nodes[0]["vnic_id"])


def test_the_database_of_a_system_is_found_by_its_home(cloud: Cloud) -> None:
    """Home, database and the database plugged into it, none with a password."""
    inner = {"admin_password": PASSWORD, "db_name": "sales", "pdb_name": "pdb1"}
    made = create(
        cloud,
        "database_db_system",
        availability_domain=DOMAIN,
        hostname="db",
        shape="VM.Standard.E4.Flex",
        ssh_public_keys=["k"],
        subnet_id=subnet(cloud, network(cloud))["id"],
        db_home=[{"database": [inner], "db_version": "19.0.0.0"}],
    )
    (home,) = found(cloud, "db_homes", db_system_id=made["id"])
    (database,) = found(cloud, "databases", db_home_id=home["db_home_id"])
    (plugged,) = found(cloud, "pluggable_databases", database_id=database["id"])
    assert (home["db_home_id"], database["db_name"], plugged["pdb_name"]) == (home["id"], "sales", "pdb1")
    assert PASSWORD not in str(found(cloud, "db_systems"))
    cloud.delete("oci_database_db_system", REGION, made["id"])
    assert found(cloud, "databases") == []


def test_a_pluggable_database_goes_with_its_container(cloud: Cloud) -> None:
    """Its name is taken while it is there."""
    home = cloud.create("oci_database_db_home", REGION, {"vm_cluster_id": cluster(cloud)["id"]})
    values = {"db_home_id": home["id"], "source": "NONE", "database": [{"admin_password": PASSWORD, "db_name": "cdb"}]}
    container = cloud.create("oci_database_database", REGION, values)
    plug = {"container_database_id": container["id"], "pdb_name": "pdb1"}
    cloud.create("oci_database_pluggable_database", REGION, plug)
    with pytest.raises(ServiceError, match="409"):
        cloud.create("oci_database_pluggable_database", REGION, plug)
    cloud.delete("oci_database_database", REGION, container["id"])
    assert found(cloud, "pluggable_databases") == []


def test_mysql_has_a_ready_configuration_for_each_shape(cloud: Cloud) -> None:
    """Found by shape and name; a system may name it although nobody made it."""
    place = subnet(cloud, network(cloud))["id"]
    arguments = {**SHARED, "shape_name": "MySQL.4", "display_name": "MySQL.4.HA", "type": ["DEFAULT"]}
    (ready,) = cloud.search("oci_mysql_mysql_configurations", REGION, arguments)["configurations"]
    given = {"availability_domain": DOMAIN, "shape_name": "MySQL.4", "subnet_id": place}
    made = create(cloud, "mysql_mysql_db_system", configuration_id=ready["id"], **given)
    assert made["configuration_id"] == ready["id"]
    own = create(cloud, "mysql_mysql_configuration", shape_name="MySQL.4", display_name="own")
    custom = cloud.search("oci_mysql_mysql_configurations", REGION, {**SHARED, "type": ["CUSTOM"]})["configurations"]
    assert [each["id"] for each in custom] == [own["id"]]
