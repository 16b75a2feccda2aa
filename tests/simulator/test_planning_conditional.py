"""Changes that need a new resource only sometimes, as the provider's `CustomizeDiff` says."""

from __future__ import annotations

from typing import Any

import pytest

from oci_simulator.facts import find
from oci_simulator.planning.plan import plan_resource
from oci_simulator.planning.values import UNKNOWN, empty_object

BARE, VIRTUAL = "AMD_ROME_BM", "AMD_VM"


def paths(type_name: str, before: dict[str, Any], after: dict[str, Any]) -> tuple[Any, ...]:
    """What forces a new resource when a value of a real type changes, of a state that has nothing else."""
    facts = find("resources", type_name)
    assert facts is not None
    empty = empty_object(facts)
    return plan_resource(facts, {**empty, "id": "one", **before}, {**empty, **after}).requires_replace


@pytest.mark.parametrize(
    ("before", "after", "forces"),
    [
        ({"ssh_authorized_keys": "a"}, {"ssh_authorized_keys": "b"}, True),
        ({"ssh_authorized_keys": "a"}, {"ssh_authorized_keys": "a", "user_data": "x"}, True),
        ({"user_data": "x"}, {"user_data": UNKNOWN}, True),
        ({"user_data": "x"}, UNKNOWN, True),
        ({"ssh_authorized_keys": "a"}, {"ssh_authorized_keys": "a", "team": "red"}, False),
        ({"team": "red"}, UNKNOWN, False),
    ],
)
def test_metadata_of_an_instance(before: dict[str, Any], after: Any, *, forces: bool) -> None:
    """Keys and user data are read at the first boot only; the rest of the metadata can change."""
    found = paths("oci_core_instance", {"metadata": before}, {"metadata": after})
    assert found == ((("metadata",),) if forces else ())


def platform(kind: str, **more: Any) -> dict[str, Any]:
    """A platform configuration of an instance in which all the rest is open."""
    facts = find("resources", "oci_core_instance")
    assert facts is not None
    return {"platform_config": [{**dict.fromkeys(facts.blocks["platform_config"].attributes), "type": kind, **more}]}


@pytest.mark.parametrize(("kind", "forces"), [(BARE, True), (VIRTUAL, False)])
def test_threads_of_a_platform(kind: str, *, forces: bool) -> None:
    """Multithreading of a bare-metal machine is for life, that of a virtual one is not."""
    name = "is_symmetric_multi_threading_enabled"
    found = paths("oci_core_instance", platform(kind, **{name: True}), platform(kind, **{name: False}))
    assert found == ((("platform_config", 0, name),) if forces else ())


def test_platform_becomes_bare_metal() -> None:
    """Either way needs another machine."""
    wanted = (("platform_config", 0, "type"),)
    assert paths("oci_core_instance", platform(VIRTUAL), platform(BARE)) == wanted
    assert paths("oci_core_instance", platform(BARE), platform(VIRTUAL)) == wanted


def test_endpoint_of_a_cluster() -> None:
    """A cluster can be given an endpoint in a subnet, and then stays there."""
    facts = find("resources", "oci_containerengine_cluster")
    assert facts is not None
    blank = dict.fromkeys(facts.blocks["endpoint_config"].attributes)
    first, second = ({"endpoint_config": [{**blank, "subnet_id": subnet}]} for subnet in ("a", "b"))
    assert paths("oci_containerengine_cluster", {}, first) == ()
    assert paths("oci_containerengine_cluster", first, second) == (("endpoint_config", 0, "subnet_id"),)
