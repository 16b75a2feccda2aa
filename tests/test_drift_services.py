"""Attributes that services write themselves: only such as nobody can configure, by the table of the simulator."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from oci_assets.drift_services import BY_TYPE, writes_itself
from oci_simulator import facts

# Told by the provider, and configurable in one of several ways: what is changed there outside is the other side's.
ALSO_CONFIGURED = {"peer_id", "peer_region_name"}


@pytest.mark.parametrize("kind", BY_TYPE)
def test_a_pattern_names_attributes_that_only_the_service_writes(kind: str) -> None:
    """Each pattern names something of a type that it is for, and nothing that a person can give."""
    types = [found for name, found in facts.load("resources").items() if fnmatchcase(name, kind)]
    names = {name for found in types for name in (*found.attributes, *found.blocks)}
    given = {
        name
        for found in types
        for name, each in (*found.attributes.items(), *found.blocks.items())
        if getattr(each, "required", False) or each.optional or not each.computed
    }
    matched = {pattern: {name for name in names if fnmatchcase(name, pattern)} for pattern in BY_TYPE[kind]}
    assert {pattern for pattern, found in matched.items() if not found} == set()
    assert {name for found in matched.values() for name in found if name in given} <= ALSO_CONFIGURED


@pytest.mark.parametrize(
    ("type_name", "path", "expected"),
    [
        ("oci_file_storage_file_system", "metered_bytes", True),
        ("oci_core_vcn", "lifecycle_details", True),
        ("oci_containerengine_node_pool", "nodes[0].state", True),
        ("oci_core_instance", "state", False),
        ("oci_core_vcn", "display_name", False),
        ("oci_core_security_list", "ingress_security_rules[+]", False),
        ("aws_vpc", "etag", False),
    ],
)
def test_writes_itself(type_name: str, path: str, expected: bool) -> None:  # noqa: FBT001 - what is expected
    """Counters and usage are the service's, a state that somebody changed and rules are not."""
    assert writes_itself(type_name, path) is expected
