"""IPSec connections with their tunnels, and what is attached to a DRG without anybody attaching it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import Tree, create, network

MANAGEMENT = "oci_core_drg_attachment_management"
TUNNEL = "oci_core_ipsec_connection_tunnel_management"


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


def connection(cloud: Cloud, gateway: Tree) -> Tree:
    """An IPSec connection to a DRG."""
    endpoint = create(cloud, "core_cpe", ip_address="192.0.2.1")
    routes = ["10.9.0.0/16"]
    return create(cloud, "core_ipsec", cpe_id=endpoint["id"], drg_id=gateway["id"], static_routes=routes)


def tunnels(cloud: Cloud, of: Tree) -> list[Tree]:
    """What the data source lists."""
    answer = cloud.search("oci_core_ipsec_connection_tunnels", REGION, {"ipsec_id": of["id"]})
    return list(answer["ip_sec_connection_tunnels"])


def attachments(cloud: Cloud, **asked: Any) -> list[Tree]:
    """What the data source lists."""
    return list(
        cloud.search("oci_core_drg_attachments", REGION, {"compartment_id": TENANCY, **asked})["drg_attachments"]
    )


def test_a_connection_has_two_tunnels_of_its_own(cloud: Cloud) -> None:
    """Another connection's are not listed; one can be asked for alone."""
    gateway = create(cloud, "core_drg")
    first, second = connection(cloud, gateway), connection(cloud, gateway)
    assert len({each["id"] for each in (*tunnels(cloud, first), *tunnels(cloud, second))}) == 4
    one = tunnels(cloud, first)[1]
    asked = {"ipsec_id": first["id"], "tunnel_id": one["id"]}
    found = cloud.search("oci_core_ipsec_connection_tunnel", REGION, asked)
    assert (found["id"], found["cpe_ip"], found["status"]) == (one["id"], "192.0.2.1", "DOWN")


def test_a_tunnel_is_managed_and_stays_when_nobody_manages_it(cloud: Cloud) -> None:
    """It shows what was configured beside what the service adds."""
    made = connection(cloud, create(cloud, "core_drg"))
    one = tunnels(cloud, made)[0]
    session = [{"customer_bgp_asn": "65000", "customer_interface_ip": "10.0.0.16/31"}]
    values = {"ipsec_id": made["id"], "tunnel_id": one["id"], "routing": "BGP", "bgp_session_info": session}
    managed = cloud.create(TUNNEL, REGION, {**values, "dpd_config": [{"dpd_timeout_in_sec": 30}]})
    assert (managed["id"], managed["routing"], managed["dpd_timeout_in_sec"]) == (one["id"], "BGP", 30)
    assert {**session[0], "bgp_state": "DOWN", "oracle_bgp_asn": "31898"}.items() <= managed["bgp_session_info"][
        0
    ].items()
    cloud.delete(TUNNEL, REGION, managed["id"])
    assert [each["routing"] for each in tunnels(cloud, made)] == ["BGP", "STATIC"]


def test_tunnels_and_peerings_are_attached_to_their_drg(cloud: Cloud) -> None:
    """A list without a type is of the VCNs alone, as the service's."""
    gateway = create(cloud, "core_drg")
    made = connection(cloud, gateway)
    peering = create(cloud, "core_remote_peering_connection", drg_id=gateway["id"])
    vcn = network(cloud)
    cloud.create("oci_core_drg_attachment", REGION, {"drg_id": gateway["id"], "vcn_id": vcn["id"]})
    assert [each["network_details"][0]["id"] for each in attachments(cloud)] == [vcn["id"]]
    assert len(attachments(cloud, attachment_type="ALL")) == 4
    (found,) = attachments(cloud, attachment_type="IPSEC_TUNNEL", network_id=tunnels(cloud, made)[0]["id"])
    assert found["network_details"][0]["ipsec_connection_id"] == made["id"]
    (found,) = attachments(cloud, attachment_type="REMOTE_PEERING_CONNECTION")
    assert found["network_details"][0]["id"] == peering["id"]
    cloud.delete("oci_core_remote_peering_connection", REGION, peering["id"])
    assert attachments(cloud, attachment_type="REMOTE_PEERING_CONNECTION") == []


def test_an_attachment_that_is_no_longer_managed_has_the_drgs_table_again(cloud: Cloud) -> None:
    """So the table that it was given can go."""
    gateway = create(cloud, "core_drg")
    peering = create(cloud, "core_remote_peering_connection", drg_id=gateway["id"])
    table = cloud.create("oci_core_drg_route_table", REGION, {"drg_id": gateway["id"]})
    values = {"drg_id": gateway["id"], "network_id": peering["id"], "drg_route_table_id": table["id"]}
    managed = create(cloud, MANAGEMENT.removeprefix("oci_"), attachment_type="REMOTE_PEERING_CONNECTION", **values)
    assert managed["drg_route_table_id"] == table["id"]
    with pytest.raises(ServiceError, match="409"):
        cloud.delete("oci_core_drg_route_table", REGION, table["id"])
    cloud.delete(MANAGEMENT, REGION, managed["id"])
    (found,) = attachments(cloud, attachment_type="REMOTE_PEERING_CONNECTION")
    assert found["drg_route_table_id"] == gateway["default_drg_route_tables"][0]["remote_peering_connection"]
    cloud.delete("oci_core_drg_route_table", REGION, table["id"])


def test_nothing_can_be_managed_that_is_not_attached(cloud: Cloud) -> None:
    """A DRG that the peering is not attached to."""
    peering = create(cloud, "core_remote_peering_connection", drg_id=create(cloud, "core_drg")["id"])
    other = create(cloud, "core_drg")
    with pytest.raises(ServiceError, match="404"):
        create(cloud, MANAGEMENT.removeprefix("oci_"), drg_id=other["id"], network_id=peering["id"])


def test_a_device_shape_is_one_of_those_listed(cloud: Cloud) -> None:
    """An endpoint may name it; 404 for another."""
    listed = cloud.search("oci_core_cpe_device_shapes", REGION, {})["cpe_device_shapes"]
    wanted = listed[0]["cpe_device_shape_id"]
    assert (
        create(cloud, "core_cpe", ip_address="192.0.2.1", cpe_device_shape_id=wanted)["cpe_device_shape_id"] == wanted
    )
    found = cloud.search("oci_core_cpe_device_shape", REGION, {"cpe_device_shape_id": wanted})
    assert found["cpe_device_info"][0]["vendor"] == "Cisco"
    with pytest.raises(ServiceError, match="404"):
        cloud.search("oci_core_cpe_device_shape", REGION, {"cpe_device_shape_id": "other"})


def test_partners_of_fastconnect(cloud: Cloud) -> None:
    """One is found by the id that the list gives it."""
    listed = cloud.search("oci_core_fast_connect_provider_services", REGION, {"compartment_id": TENANCY})
    for each in listed["fast_connect_provider_services"]:
        asked = {"provider_service_id": each["id"]}
        found = cloud.search("oci_core_fast_connect_provider_service", REGION, asked)
        assert found["provider_name"] == each["provider_name"]
