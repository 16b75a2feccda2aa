"""Many processes and threads use one file, and nothing is lost; everything is written down."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from pathlib import Path

import pytest

from oci_simulator.cloud import Cloud
from tests.simulator.cloud_builders import REGION, TENANCY, open_cloud
from tests.simulator.cloud_parts import machine, network, subnet

EACH = 100


def make_many(file: Path, prefix: str) -> None:
    """Makes networks; runs in a process of its own."""
    cloud = Cloud.open(file)
    for number in range(EACH):
        values = {"compartment_id": TENANCY, "cidr_blocks": ["10.0.0.0/16"], "display_name": f"{prefix}{number}"}
        cloud.create("oci_core_vcn", REGION, values)


def test_two_processes_make_a_hundred_objects_each(tmp_path: Path) -> None:
    """Both open a file that is not there yet, and each object is there in the end."""
    file = tmp_path / "deep" / "cloud.db"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=make_many, args=(file, prefix)) for prefix in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    cloud = Cloud.open(file)
    names = {each.name for each in cloud.store.all("oci_core_vcn")}
    assert names == {f"{prefix}{number}" for prefix in "ab" for number in range(EACH)}
    assert len([event for event in cloud.store.events() if event["operation"] == "create"]) == 2 * EACH


def test_threads_get_different_addresses(tmp_path: Path) -> None:
    """Terraform makes ten machines at once; no two get the same address."""
    cloud = open_cloud(tmp_path)
    inner = subnet(cloud, network(cloud))
    threads = [threading.Thread(target=machine, args=(cloud, inner)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    addresses = [each.data["private_ip"] for each in cloud.store.all("oci_core_instance")]
    assert len(addresses) == len(set(addresses)) == 12


def test_a_refused_change_leaves_no_trace(tmp_path: Path) -> None:
    """An instance that fails half way has made no volume and no address, and no event."""
    cloud = open_cloud(tmp_path)
    inner = subnet(cloud, network(cloud), "10.0.1.0/30")
    machine(cloud, inner)
    before = ([each.id for each in cloud.store.all()], len(cloud.store.events()))
    with pytest.raises(Exception, match="no free address"):
        machine(cloud, inner)
    assert ([each.id for each in cloud.store.all()], len(cloud.store.events())) == before


def test_events_say_who_did_what(tmp_path: Path) -> None:
    """In the order in which it happened."""
    cloud = open_cloud(tmp_path)
    made = network(cloud)
    cloud.update("oci_core_vcn", REGION, made["id"], {**made, "display_name": "new"})
    thing = cloud.objects.look("oci_core_vcn", REGION, made["id"])
    assert thing is not None
    cloud.edit(thing, {"display_name": "hand-made"}, "display_name")
    cloud.delete("oci_core_vcn", REGION, made["id"])
    told = [(each["actor"], each["operation"], each["name"], each["note"]) for each in cloud.store.events()]
    assert told == [
        ("terraform", "create", "net", ""),
        ("terraform", "update", "new", ""),
        ("console", "update", "hand-made", "display_name"),
        ("terraform", "delete", "hand-made", ""),
    ]
    assert [each["operation"] for each in cloud.store.events(1)] == ["delete"]


def test_a_cleared_cloud_is_empty_and_of_use(tmp_path: Path) -> None:
    """Objects, conditions and events are gone."""
    cloud = open_cloud(tmp_path)
    network(cloud)
    cloud.conditions.set_quota("oci_core_vcn", 0)
    cloud.store.clear()
    assert (cloud.store.all(), cloud.store.events(), cloud.store.conditions("quota")) == ([], [], [])
    network(cloud)


def test_the_file_is_for_its_owner(tmp_path: Path) -> None:
    """Values of secrets may be in it."""
    assert open_cloud(tmp_path).store.path.stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_cloud_is_refused(tmp_path: Path) -> None:
    """It is left as it is."""
    file = tmp_path / "notes.txt"
    file.write_text("not a cloud\n" * 100, encoding="utf-8")
    with pytest.raises(sqlite3.DatabaseError):
        Cloud.open(file)
    assert file.read_text(encoding="utf-8").startswith("not a cloud")
