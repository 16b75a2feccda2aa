"""What goes with what, and what keeps its whole from going."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, open_cloud
from tests.simulator.cloud_parts import balancer, create, machine, network, subnet

BUCKET = {"namespace": "simulated", "bucket": "box"}


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


def types(cloud: Cloud) -> set[str]:
    """The types of which there is something."""
    return {each.type for each in cloud.store.all()}


def test_a_load_balancer_takes_its_parts_along(cloud: Cloud) -> None:
    """As in OCI, one delete is enough."""
    made = balancer(cloud, subnet(cloud, network(cloud)))
    cloud.delete("oci_load_balancer_load_balancer", REGION, made["id"])
    assert not any("load_balancer" in each for each in types(cloud))


def test_rules_go_with_their_group(cloud: Cloud) -> None:
    """A group in use stays, rules do not count as use."""
    vcn = network(cloud)
    group = create(cloud, "core_network_security_group", vcn_id=vcn["id"])
    rule = {
        "network_security_group_id": group["id"],
        "direction": "EGRESS",
        "protocol": "all",
        "destination": "0.0.0.0/0",
    }
    cloud.create("oci_core_network_security_group_security_rule", REGION, rule)
    made = machine(cloud, subnet(cloud, vcn), details={"nsg_ids": [group["id"]]})
    with pytest.raises(ServiceError, match="in use"):
        cloud.delete("oci_core_network_security_group", REGION, group["id"])
    cloud.delete("oci_core_instance", REGION, made["id"])
    cloud.delete("oci_core_network_security_group", REGION, group["id"])
    assert "oci_core_network_security_group_security_rule" not in types(cloud)


def test_a_bucket_with_objects_stays(cloud: Cloud) -> None:
    """409-BucketNotEmpty; its policy goes with it."""
    create(cloud, "objectstorage_bucket", name="box", namespace="simulated")
    cloud.create("oci_objectstorage_object", REGION, {**BUCKET, "object": "a.txt", "content": "hello"})
    cloud.create("oci_objectstorage_object_lifecycle_policy", REGION, BUCKET)
    with pytest.raises(ServiceError, match="409-BucketNotEmpty"):
        cloud.delete("oci_objectstorage_bucket", REGION, "n/simulated/b/box")
    cloud.delete("oci_objectstorage_object", REGION, "n/simulated/b/box/o/a.txt")
    cloud.delete("oci_objectstorage_bucket", REGION, "n/simulated/b/box")
    assert types(cloud) == set()


def test_backends_go_with_their_set(cloud: Cloud) -> None:
    """They are part of it."""
    made = balancer(cloud, subnet(cloud, network(cloud)))
    values = {"load_balancer_id": made["id"], "backendset_name": "web", "ip_address": "10.0.1.9", "port": 80}
    cloud.create("oci_load_balancer_backend", REGION, values)
    cloud.delete("oci_load_balancer_backend_set", REGION, f"loadBalancers/{made['id']}/backendSets/web")
    assert "oci_load_balancer_backend" not in types(cloud)


def test_force_leaves_a_dead_reference(cloud: Cloud) -> None:
    """Only a person can do that."""
    vcn = network(cloud)
    inner = subnet(cloud, vcn)
    thing = cloud.objects.look("oci_core_vcn", REGION, vcn["id"])
    assert thing is not None
    with pytest.raises(ServiceError):
        cloud.remove(thing)
    cloud.remove(thing, force=True)
    assert (cloud.read("oci_core_subnet", REGION, inner["id"]) or {})["vcn_id"] == vcn["id"]
    cloud.delete("oci_core_subnet", REGION, inner["id"])
    assert types(cloud) == set()
