"""What `service_dependencies:` adds and replaces. Edges are written as in test_dependencies.py."""

from __future__ import annotations

import pytest

from tests.estate.test_dependencies import resolver, upstream

IDENTITY = ["toronto/identity"]
STACKS = [*IDENTITY, "toronto/network", "toronto/nsg", "toronto/kms", "toronto/compute", "ashburn/compute"]


@pytest.mark.parametrize(
    ("declared", "stack", "expected"),
    [
        ({"compute": []}, "toronto/compute", ["(toronto/kms)"]),  # replaced; what only orders stays
        ({"compute": ["network", "kms"]}, "toronto/compute", ["toronto/kms", "toronto/network"]),
        ({"Instances": ["kms"]}, "toronto/compute", ["toronto/kms"]),
        ({"COMPUTE": ["VCN"]}, "toronto/compute", ["(toronto/kms)", "toronto/network"]),
        ({"compute": ["kms"]}, "ashburn/compute", ["toronto/kms"]),
        ({"ashburn/compute": ["toronto/compute"]}, "ashburn/compute", ["toronto/compute", "(toronto/kms)"]),
        ({"ashburn/compute": ["toronto/compute"], "compute": []}, "toronto/compute", ["(toronto/kms)"]),
        ({"Ashburn/Compute": ["TORONTO/compute"]}, "ashburn/compute", ["toronto/compute", "(toronto/kms)"]),
        ({"compute": ["nowhere", "ashburn/nowhere"]}, "toronto/compute", ["(toronto/kms)"]),
    ],
)
def test_declared_upstream(declared: dict[str, list[str]], stack: str, expected: list[str]) -> None:
    """An entry replaces the built-in one, for one stack by its id or for all folders of a service by any name of it."""
    assert upstream(stack, STACKS, declared) == expected


def test_declared_upstream_of_an_unknown_folder() -> None:
    """A service of one's own gets the entry instead of the assumed identity and network."""
    declared = {"my_new-service": ["kms"]}
    stacks = [*STACKS, "toronto/My-New_Service"]
    assert upstream("toronto/My-New_Service", stacks, declared) == ["toronto/kms"]


@pytest.mark.parametrize(
    ("stack", "expected"),
    [
        ("toronto/vcn", ["toronto/identity"]),
        ("toronto/drg", ["toronto/vcn"]),
        ("toronto/networking", ["toronto/drg"]),
    ],
)
def test_declared_names_of_one_service_apart(stack: str, expected: list[str]) -> None:
    """Where two folders are one service, an entry and an upstream by a folder's own name mean just that folder."""
    declared = {"vcn": ["identity"], "drg": ["vcn"], "network": ["drg"]}
    stacks = [*IDENTITY, "toronto/vcn", "toronto/drg", "toronto/networking"]
    assert upstream(stack, stacks, declared) == expected
    assert resolver(stacks, declared).declarations.unused == []


def test_declared_service_means_all_its_folders() -> None:
    """The known name of a service means every folder of it, as a downstream and as an upstream."""
    stacks = ["toronto/vcn", "toronto/drg", "toronto/oss", "toronto/payroll"]
    declared = {"network": ["oss"], "payroll": ["network"]}
    assert upstream("toronto/vcn", stacks, declared) == upstream("toronto/drg", stacks, declared) == ["toronto/oss"]
    assert upstream("toronto/payroll", stacks, declared) == ["toronto/drg", "toronto/vcn"]


def test_declared_service_speaks_for_folders_of_other_names() -> None:
    """The entry by the known name counts for all folders of the service, and goes before entries by other names."""
    stacks = ["toronto/network", "toronto/vcn", "toronto/oss", "toronto/kms"]
    for declared in ({"network": ["oss"], "networking": ["kms"]}, {"networking": ["kms"], "network": ["oss"]}):
        assert upstream("toronto/vcn", stacks, declared) == ["toronto/oss"]
        assert upstream("toronto/network", stacks, declared) == ["toronto/oss"]


def test_declared_order_across_what_is_absent() -> None:
    """Where a needs b needs c, all declared, and b has no folder, a still comes after c (predecessor F8)."""
    declared = {"a": ["b"], "b": ["c"], "c": []}
    assert upstream("toronto/a", ["toronto/a", "toronto/c", "toronto/network"], declared) == ["(toronto/c)"]


def test_declared_circle_through_what_is_absent() -> None:
    """A circle that closes over an absent service is none: nothing waits for itself."""
    assert upstream("toronto/network", ["toronto/network"], {"network": ["nsg"]}) == []
    assert upstream("toronto/a", ["toronto/a"], {"a": ["b"], "b": ["a"]}) == []


def test_unused_entries() -> None:
    """Entries that no folder goes by are known afterwards; of two that read alike one is of no use."""
    declared = {"compute": [], "nosuch": ["network"], "london/compute": [], "Compute": ["kms"], "ocvs": []}
    found = resolver(STACKS, declared)
    assert found.declarations.unused == ["compute", "london/compute", "nosuch", "ocvs"]


def test_mistyped_upstreams() -> None:
    """Upstream names that mean nothing are told from services that the estate lacks, and from folders elsewhere."""
    declared = {"compute": ["netwrok", "ocvs", "london/network", "payroll"]}
    stacks = [*STACKS, "london/payroll"]
    assert resolver(stacks, declared).mistyped() == ["london/network", "netwrok"]
    assert resolver(stacks, {"nosuch": ["netwrok"]}).mistyped() == []  # nobody needs it


def test_is_known() -> None:
    """A folder is known by the map, by an entry, or as a single-folder region."""
    found = resolver(["toronto", "ashburn/oke", "ashburn/own", "ashburn/payroll"], {"own": []})
    known = {stack.id for stack in found._stacks.values() if found.is_known(stack)}
    assert known == {"toronto/toronto", "ashburn/oke", "ashburn/own"}
