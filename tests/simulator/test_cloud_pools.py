"""Instance pools, groups of volumes and their backups, addresses of IPv6."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import DOMAIN, Tree, balancer, create, machine, network, subnet


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


def pool(cloud: Cloud, place: Tree, **values: Any) -> Tree:
    """A pool of two instances."""
    source = [{"source_type": "image", "image_id": "ocid1.image.oc1..aaaaexample"}]
    launch = {"shape": "VM.Standard2.1", "compartment_id": TENANCY, "source_details": source}
    details = [{"instance_type": "compute", "launch_details": [launch]}]
    pattern = create(cloud, "core_instance_configuration", instance_details=details)
    places = [{"availability_domain": DOMAIN, "primary_subnet_id": place["id"]}]
    given = {"instance_configuration_id": pattern["id"], "placement_configurations": places, "size": 2, **values}
    return create(cloud, "core_instance_pool", display_name="web", **given)


def instances(cloud: Cloud, of: Tree) -> list[Tree]:
    """What the data source lists."""
    asked = {"compartment_id": TENANCY, "instance_pool_id": of["id"]}
    return list(cloud.search("oci_core_instance_pool_instances", REGION, asked)["instances"])


def test_a_pool_has_as_many_instances_as_it_should(cloud: Cloud) -> None:
    """Each can be looked up; they come and go with its size, and with it."""
    made = pool(cloud, subnet(cloud, network(cloud)))
    listed = instances(cloud, made)
    found = cloud.search("oci_core_instance", REGION, {"instance_id": listed[1]["id"]})
    assert (len(listed), found["shape"], found["private_ip"]) == (2, "VM.Standard2.1", "10.0.1.3")
    for size in (3, 1):
        cloud.update("oci_core_instance_pool", REGION, made["id"], {**made, "size": size})
        assert len(instances(cloud, made)) == size
    assert instances(cloud, made)[0]["id"] == listed[0]["id"]
    cloud.delete("oci_core_instance_pool", REGION, made["id"])
    assert cloud.store.all("oci_core_instance") == []


def test_a_pool_is_attached_to_a_load_balancer(cloud: Cloud) -> None:
    """The attachment has an id by which it is found."""
    place = subnet(cloud, network(cloud))
    front = balancer(cloud, place)
    attached = {"backend_set_name": "web", "load_balancer_id": front["id"], "port": 80, "vnic_selection": "PrimaryVnic"}
    made = pool(cloud, place, load_balancers=[attached])
    asked = {
        "instance_pool_id": made["id"],
        "instance_pool_load_balancer_attachment_id": made["load_balancers"][0]["id"],
    }
    found = cloud.search("oci_core_instance_pool_load_balancer_attachment", REGION, asked)
    assert (found["backend_set_name"], found["state"]) == ("web", "ATTACHED")
    with pytest.raises(ServiceError, match="404"):
        cloud.search("oci_core_instance_pool_load_balancer_attachment", REGION, {**asked, "instance_pool_id": "no"})


def test_the_password_of_an_instance(cloud: Cloud) -> None:
    """The same each time; 404 for one that is not there."""
    server = machine(cloud, subnet(cloud, network(cloud)))
    first, second = (
        cloud.search("oci_core_instance_credentials", REGION, {"instance_id": server["id"]}) for _ in range(2)
    )
    assert first["password"] == second["password"]
    with pytest.raises(ServiceError, match="404"):
        cloud.search("oci_core_instance_credentials", REGION, {"instance_id": "no"})


@pytest.mark.parametrize(
    ("asked", "shape"),
    [
        ({"operating_system": "Oracle Linux", "operating_system_version": "7.9"}, "VM.Standard2.1"),
        ({"operating_system": "Canonical Ubuntu", "operating_system_version": "20.04"}, "VM.Standard.A1.Flex"),
        ({"operating_system": "Windows", "operating_system_version": "Server 2019 Standard"}, "VM.Standard.E3.Flex"),
    ],
)
def test_an_image_is_found_by_its_system(cloud: Cloud, asked: Tree, shape: str) -> None:
    """One for the processor of the shape, which is a shape that is offered; and alone by its id."""
    place = {"compartment_id": TENANCY}
    (found,) = cloud.search("oci_core_images", REGION, {**place, **asked, "shape": shape})["images"]
    assert ("aarch64" in found["display_name"]) == (".A1." in shape)
    assert cloud.search("oci_core_image", REGION, {"image_id": found["id"]})["display_name"] == found["display_name"]
    assert shape in {each["name"] for each in cloud.search("oci_core_shapes", REGION, place)["shapes"]}


def test_a_group_has_the_volumes_that_it_names_or_copies_of_them(cloud: Cloud) -> None:
    """From volumes, from another group, and from a backup, which has one backup a volume."""
    place = {"availability_domain": DOMAIN}
    names = [create(cloud, "core_volume", **place, size_in_gbs="60")["id"] for _ in range(2)]
    named = create(cloud, "core_volume_group", **place, source_details=[{"type": "volumeIds", "volume_ids": names}])
    assert (sorted(named["volume_ids"]), named["size_in_gbs"]) == (sorted(names), "120")
    kept = cloud.create("oci_core_volume_group_backup", REGION, {"volume_group_id": named["id"]})
    parts = [cloud.read("oci_core_volume_backup", REGION, each) or {} for each in kept["volume_backup_ids"]]
    assert sorted(each["volume_id"] for each in parts) == sorted(names)
    assert (kept["compartment_id"], kept["size_in_gbs"]) == (TENANCY, "120")
    for source in (
        {"type": "volumeGroupId", "volume_group_id": named["id"]},
        {"type": "volumeGroupBackupId", "volume_group_backup_id": kept["id"]},
    ):
        copied = create(cloud, "core_volume_group", **place, source_details=[source])
        assert (len(copied["volume_ids"]), set(copied["volume_ids"]) & set(names)) == (2, set())
        assert copied["size_in_gbs"] == "120"


def test_a_backup_is_in_the_compartment_of_its_volume(cloud: Cloud) -> None:
    """And as large as that; a copy says of what it is one."""
    volume = create(cloud, "core_volume", availability_domain=DOMAIN, size_in_gbs="70")
    made = cloud.create("oci_core_volume_backup", REGION, {"volume_id": volume["id"]})
    assert (made["compartment_id"], made["size_in_gbs"], made["type"]) == (TENANCY, "70", "INCREMENTAL")
    source = [{"region": "us-ashburn-1", "volume_backup_id": made["id"]}]
    copied = cloud.create("oci_core_volume_backup", REGION, {"source_details": source})
    assert copied["source_volume_backup_id"] == made["id"]


def test_an_ipv6_address_is_of_its_subnet(cloud: Cloud) -> None:
    """Each VNIC's another; a mount target may have one too."""
    block = "fc00:0:0:1::/64"
    vcn = network(cloud, is_ipv6enabled=True, ipv6private_cidr_blocks=["fc00::/48"])
    place = subnet(cloud, vcn, ipv6cidr_block=block)
    assert place["ipv6cidr_blocks"] == [block]
    machine(cloud, place)
    (vnic,) = cloud.store.all("oci_core_vnic")
    made = [cloud.create("oci_core_ipv6", REGION, {"vnic_id": vnic.id})["ip_address"] for _ in range(2)]
    assert made == ["fc00:0:0:1::1", "fc00:0:0:1::2"]
    target = {"availability_domain": DOMAIN, "subnet_id": place["id"], "ip_address": "fc00:0:0:1::99"}
    assert create(cloud, "file_storage_mount_target", **target)["ip_address"] == "fc00:0:0:1::99"


def test_a_reserved_private_address_needs_no_vnic(cloud: Cloud) -> None:
    """It stands in the compartment of its subnet."""
    place = subnet(cloud, network(cloud))
    made = cloud.create("oci_core_private_ip", REGION, {"subnet_id": place["id"], "lifetime": "RESERVED"})
    assert (made["is_reserved"], made["ip_state"], made["compartment_id"]) == (True, "AVAILABLE", TENANCY)


def test_the_health_of_what_nobody_has_seen(cloud: Cloud) -> None:
    """Each backend and set is named as unknown."""
    front = balancer(cloud, subnet(cloud, network(cloud)))
    values = {"load_balancer_id": front["id"], "backendset_name": "web", "ip_address": "10.0.1.9", "port": 80}
    cloud.create("oci_load_balancer_backend", REGION, values)
    asked = {"load_balancer_id": front["id"], "backend_set_name": "web"}
    told = cloud.search("oci_load_balancer_backend_set_health", REGION, asked)
    assert (told["total_backend_count"], told["unknown_state_backend_names"]) == (1, ["10.0.1.9:80"])
    told = cloud.search("oci_load_balancer_health", REGION, asked)
    assert (told["total_backend_set_count"], told["unknown_state_backend_set_names"]) == (1, ["web"])
