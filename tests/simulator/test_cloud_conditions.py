"""Faults, latencies and quotas happen where and as often as they were set."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import network

LIMITED = {"status": 429, "code": "TooManyRequests", "message": "slow down"}


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """An empty cloud."""
    return open_cloud(tmp_path)


def test_a_fault_happens_so_many_times(cloud: Cloud) -> None:
    """Then all is well again, and the fault is gone from the list."""
    cloud.conditions.add_fault("oci_core_vcn", "create", {**LIMITED, "times": 2})
    for _ in range(2):
        with pytest.raises(ServiceError, match="429-TooManyRequests, slow down") as caught:
            network(cloud)
        assert caught.value.created is None
    assert cloud.store.all() == []
    network(cloud)
    assert cloud.store.conditions("fault") == []


def test_a_fault_without_a_number_stays_until_it_is_cleared(cloud: Cloud) -> None:
    """For ever is the default."""
    cloud.conditions.add_fault("oci_core_*", "*", LIMITED)
    for _ in range(4):
        with pytest.raises(ServiceError):
            cloud.read("oci_core_vcn", REGION, "x")
    assert cloud.conditions.clear("fault") == 1
    assert cloud.read("oci_core_vcn", REGION, "x") is None


def test_a_fault_is_of_its_type_and_operation(cloud: Cloud) -> None:
    """Others are left alone."""
    cloud.conditions.add_fault("oci_core_subnet", "create", LIMITED)
    made = network(cloud)
    assert cloud.read("oci_core_vcn", REGION, made["id"]) == made


def test_a_fault_after_the_effect_hands_over_what_was_made(cloud: Cloud) -> None:
    """So that Terraform can keep it as tainted."""
    cloud.conditions.add_fault("oci_core_vcn", "create", {**LIMITED, "after": True, "times": 1})
    with pytest.raises(ServiceError) as caught:
        network(cloud)
    assert caught.value.created is not None
    assert cloud.read("oci_core_vcn", REGION, caught.value.created["id"]) == caught.value.created


def test_an_update_and_a_delete_may_fail_after_their_effect(cloud: Cloud) -> None:
    """What was changed is changed, what was deleted is gone."""
    made = network(cloud)
    for operation in ("update", "delete"):
        cloud.conditions.add_fault("oci_core_vcn", operation, {**LIMITED, "after": True, "times": 1})
    with pytest.raises(ServiceError):
        cloud.update("oci_core_vcn", REGION, made["id"], {**made, "display_name": "new"})
    assert (cloud.read("oci_core_vcn", REGION, made["id"]) or {})["display_name"] == "new"
    with pytest.raises(ServiceError):
        cloud.delete("oci_core_vcn", REGION, made["id"])
    assert cloud.read("oci_core_vcn", REGION, made["id"]) is None


def test_a_fault_of_the_configuration(cloud: Cloud) -> None:
    """A wrong key fails every run at its start."""
    cloud.conditions.add_fault("provider", "configure", {"status": 401, "code": "NotAuthenticated", "message": "no"})
    with pytest.raises(ServiceError, match="401-NotAuthenticated"):
        cloud.configure(REGION, None)


def test_a_fault_of_a_data_source(cloud: Cloud) -> None:
    """Its operation is `list`."""
    cloud.conditions.add_fault("oci_core_vcns", "list", LIMITED)
    with pytest.raises(ServiceError):
        cloud.search("oci_core_vcns", REGION, {})


def test_a_latency_holds_an_operation_up(cloud: Cloud) -> None:
    """For as long as it says."""
    cloud.conditions.set_latency("oci_core_vcn", "create", 0.3)
    begun = time.monotonic()
    network(cloud)
    assert time.monotonic() - begun >= 0.3


def test_a_latency_longer_than_the_timeout_ends_at_the_timeout(cloud: Cloud) -> None:
    """With the words of a timeout; what was being made is there, and handed over."""
    cloud.conditions.set_latency("oci_core_vcn", "*", 3600)
    values = {"compartment_id": TENANCY, "cidr_blocks": ["10.0.0.0/16"]}
    with pytest.raises(ServiceError, match=r"timeout while waiting for state .* \(timeout: 0.2s\)") as caught:
        cloud.create("oci_core_vcn", REGION, values, timeout=0.2)
    (made,) = cloud.store.all("oci_core_vcn")
    assert caught.value.created == made.data
    with pytest.raises(ServiceError, match="timeout"):
        cloud.update("oci_core_vcn", REGION, made.id, {**values, "display_name": "new"}, timeout=0.1)
    with pytest.raises(ServiceError, match="timeout"):
        cloud.delete("oci_core_vcn", REGION, made.id, timeout=0.1)
    assert cloud.store.all("oci_core_vcn") == [made]


def test_a_stop_ends_the_waiting(cloud: Cloud) -> None:
    """^C in Terraform need not wait for an hour."""
    cloud.conditions.set_latency("oci_core_vcn", "create", 3600)
    stop = threading.Event()
    stop.set()
    with pytest.raises(ServiceError, match="stopped"):
        cloud.create("oci_core_vcn", REGION, {"cidr_blocks": ["10.0.0.0/16"]}, stop=stop)
    assert cloud.store.all() == []


def test_a_quota_counts_what_there_is(cloud: Cloud) -> None:
    """One more is refused, and possible after a delete."""
    cloud.conditions.set_quota("oci_core_vcn", 1)
    made = network(cloud)
    with pytest.raises(ServiceError, match=r"400-LimitExceeded.*core-vcn-count \(1\)"):
        network(cloud)
    cloud.delete("oci_core_vcn", REGION, made["id"])
    network(cloud)


def test_a_quota_of_a_family_of_types(cloud: Cloud) -> None:
    """A pattern holds for each type of it."""
    cloud.conditions.set_quota("oci_core_*", 0)
    with pytest.raises(ServiceError, match="LimitExceeded"):
        network(cloud)


def test_setting_a_condition_again_replaces_it(cloud: Cloud) -> None:
    """There is one for a type and an operation."""
    cloud.conditions.set_quota("oci_core_vcn", 0)
    cloud.conditions.set_quota("oci_core_vcn", 5)
    assert [said for *_, said in cloud.store.conditions("quota")] == [{"limit": 5}]


def test_conditions_are_in_the_file(cloud: Cloud) -> None:
    """The console sets them, another process meets them."""
    cloud.conditions.add_fault("oci_core_vcn", "create", {**LIMITED, "times": 1})
    with pytest.raises(ServiceError):
        network(Cloud.open(cloud.store.path))
    network(cloud)
