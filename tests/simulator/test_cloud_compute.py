"""Instances with what they bring along, volumes and load balancers."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import DOMAIN, balancer, create, machine, network, subnet


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


def test_an_instance_brings_its_parts(cloud: Cloud) -> None:
    """A boot volume, a VNIC with an address, and their attachments, which data sources show."""
    inner = subnet(cloud, network(cloud))
    made = machine(cloud, inner)
    shared = {"compartment_id": TENANCY, "instance_id": made["id"]}
    (attached,) = cloud.search("oci_core_vnic_attachments", REGION, shared)["vnic_attachments"]
    vnic = cloud.search("oci_core_vnic", REGION, {"vnic_id": attached["vnic_id"]})
    assert vnic["private_ip_address"] == made["private_ip"] == "10.0.1.2"
    assert vnic["public_ip_address"] == made["public_ip"]
    (address,) = cloud.search("oci_core_private_ips", REGION, {"vnic_id": attached["vnic_id"]})["private_ips"]
    assert address["ip_address"] == "10.0.1.2"
    boot = {**shared, "availability_domain": DOMAIN}
    (disk,) = cloud.search("oci_core_boot_volume_attachments", REGION, boot)["boot_volume_attachments"]
    assert disk["boot_volume_id"] == made["boot_volume_id"]


def test_a_deleted_instance_takes_its_parts_along(cloud: Cloud) -> None:
    """Nothing is left but the network."""
    inner = subnet(cloud, network(cloud))
    before = len(cloud.store.all())
    made = machine(cloud, inner)
    cloud.delete("oci_core_instance", REGION, made["id"])
    assert len(cloud.store.all()) == before


def test_a_boot_volume_can_be_preserved(cloud: Cloud) -> None:
    """As the configuration says."""
    made = machine(cloud, subnet(cloud, network(cloud)), preserve_boot_volume=True)
    cloud.delete("oci_core_instance", REGION, made["id"])
    assert cloud.read("oci_core_boot_volume", REGION, made["boot_volume_id"]) is not None


def test_machines_get_different_addresses(cloud: Cloud) -> None:
    """The next free one of the subnet; one that is asked for is given."""
    inner = subnet(cloud, network(cloud))
    addresses = [machine(cloud, inner)["private_ip"] for _ in range(3)]
    assert addresses == ["10.0.1.2", "10.0.1.3", "10.0.1.4"]
    assert machine(cloud, inner, details={"private_ip": "10.0.1.77"})["private_ip"] == "10.0.1.77"


def test_an_address_can_be_given_once(cloud: Cloud) -> None:
    """Two machines cannot have the same."""
    inner = subnet(cloud, network(cloud))
    machine(cloud, inner, details={"private_ip": "10.0.1.77"})
    with pytest.raises(ServiceError, match=r"10\.0\.1\.77"):
        machine(cloud, inner, details={"private_ip": "10.0.1.77"})


def test_an_address_must_be_of_its_subnet(cloud: Cloud) -> None:
    """One of elsewhere is refused."""
    with pytest.raises(ServiceError, match=r"10\.9\.9\.9"):
        machine(cloud, subnet(cloud, network(cloud)), details={"private_ip": "10.9.9.9"})


def test_a_private_subnet_gives_no_public_address(cloud: Cloud) -> None:
    """Whatever the machine says."""
    inner = subnet(cloud, network(cloud), prohibit_public_ip_on_vnic=True)
    assert not machine(cloud, inner).get("public_ip")


def test_a_shape_says_what_it_has(cloud: Cloud) -> None:
    """Flexible ones as much as they are asked for."""
    details = [{"ocpus": 4, "memory_in_gbs": 32}]
    made = machine(cloud, subnet(cloud, network(cloud)), shape_config=details)
    assert (made["shape_config"][0]["ocpus"], made["shape_config"][0]["vcpus"]) == (4, 8)
    assert made["shape_config"][0]["memory_in_gbs"] == 32


def test_an_update_of_the_vnics_details_reaches_the_vnic(cloud: Cloud) -> None:
    """Groups and names of the first VNIC are changed through the instance."""
    vcn = network(cloud)
    made = machine(cloud, subnet(cloud, vcn))
    group = create(cloud, "core_network_security_group", vcn_id=vcn["id"])
    details = [{**made["create_vnic_details"][0], "nsg_ids": [group["id"]]}]
    cloud.update("oci_core_instance", REGION, made["id"], {**made, "create_vnic_details": details})
    (vnic,) = cloud.store.all("oci_core_vnic")
    assert vnic.data["nsg_ids"] == [group["id"]]


def test_a_second_vnic(cloud: Cloud) -> None:
    """An attachment makes a VNIC of its own."""
    inner = subnet(cloud, network(cloud))
    made = machine(cloud, inner)
    values = {"instance_id": made["id"], "create_vnic_details": [{"subnet_id": inner["id"]}]}
    attached = cloud.create("oci_core_vnic_attachment", REGION, values)
    vnic = cloud.search("oci_core_vnic", REGION, {"vnic_id": attached["vnic_id"]})
    assert vnic["private_ip_address"] == "10.0.1.3"
    assert vnic["is_primary"] is False


def test_a_volume_is_attached_once(cloud: Cloud) -> None:
    """Unless it may be shared; and it cannot be deleted meanwhile."""
    made = machine(cloud, subnet(cloud, network(cloud)))
    volume = create(cloud, "core_volume", availability_domain=DOMAIN)
    assert volume["size_in_gbs"] == "50"
    values = {"instance_id": made["id"], "volume_id": volume["id"], "attachment_type": "paravirtualized"}
    attached = cloud.create("oci_core_volume_attachment", REGION, values)
    with pytest.raises(ServiceError, match="attached already"):
        cloud.create("oci_core_volume_attachment", REGION, values)
    with pytest.raises(ServiceError, match="in use"):
        cloud.delete("oci_core_volume", REGION, volume["id"])
    cloud.delete("oci_core_volume_attachment", REGION, attached["id"])
    cloud.delete("oci_core_volume", REGION, volume["id"])


def test_a_volume_grows_and_does_not_shrink(cloud: Cloud) -> None:
    """As in OCI."""
    volume = create(cloud, "core_volume", availability_domain=DOMAIN, size_in_gbs="100")
    grown = cloud.update("oci_core_volume", REGION, volume["id"], {**volume, "size_in_gbs": "200"})
    assert grown["size_in_mbs"] == str(200 * 1024)
    with pytest.raises(ServiceError, match="smaller"):
        cloud.update("oci_core_volume", REGION, volume["id"], {**volume, "size_in_gbs": "60"})


def test_a_load_balancer_and_its_parts(cloud: Cloud) -> None:
    """Parts are named below their load balancer, show in data sources and go with it."""
    made = balancer(cloud, subnet(cloud, network(cloud)))
    shared = {"load_balancer_id": made["id"]}
    given = {**shared, "backendset_name": "web", "ip_address": "10.0.1.9", "port": 80}
    backend = cloud.create("oci_load_balancer_backend", REGION, given)
    listener = {**shared, "name": "http", "default_backend_set_name": "web", "port": 80, "protocol": "HTTP"}
    cloud.create("oci_load_balancer_listener", REGION, listener)
    assert backend["id"] == f"loadBalancers/{made['id']}/backendSets/web/backends/10.0.1.9:80"
    assert backend["name"] == "10.0.1.9:80"
    assert made["ip_address_details"][0]["is_public"] is True
    (found,) = cloud.search("oci_load_balancer_backend_sets", REGION, shared)["backendsets"]
    assert [each["name"] for each in found["backend"]] == ["10.0.1.9:80"]
    (shown,) = cloud.search("oci_load_balancer_backends", REGION, {**shared, "backendset_name": "web"})["backends"]
    assert shown["port"] == 80


def test_a_backend_set_cannot_go_while_a_listener_names_it(cloud: Cloud) -> None:
    """409, with the listener's name."""
    made = balancer(cloud, subnet(cloud, network(cloud)))
    listener = {"name": "http", "default_backend_set_name": "web", "port": 80, "protocol": "HTTP"}
    cloud.create("oci_load_balancer_listener", REGION, {"load_balancer_id": made["id"], **listener})
    with pytest.raises(ServiceError, match="http") as caught:
        cloud.delete("oci_load_balancer_backend_set", REGION, f"loadBalancers/{made['id']}/backendSets/web")
    assert caught.value.status == 409


def test_a_network_load_balancers_backend(cloud: Cloud) -> None:
    """By its target, whose address it has."""
    inner = subnet(cloud, network(cloud))
    target = machine(cloud, inner)
    made = create(
        cloud, "network_load_balancer_network_load_balancer", display_name="nlb", subnet_id=inner["id"], is_private=True
    )
    shared = {"network_load_balancer_id": made["id"]}
    group = {**shared, "name": "web", "policy": "FIVE_TUPLE", "health_checker": [{"protocol": "TCP"}]}
    cloud.create("oci_network_load_balancer_backend_set", REGION, group)
    values = {**shared, "backend_set_name": "web", "target_id": target["id"], "port": 80}
    backend = cloud.create("oci_network_load_balancer_backend", REGION, values)
    assert backend["name"] == f"{target['id']}:80"
    assert backend["id"] == f"networkLoadBalancers/{made['id']}/backendSets/web/backends/{target['id']}:80"
