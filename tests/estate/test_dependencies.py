"""Which stacks a stack needs. Edges are written `upstream` for hard ones and `(upstream)` for order only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from oci_assets.estate.dependencies import Resolver
from oci_assets.estate.discovery import discover
from oci_assets.estate.services import SERVICE_DEPENDENCIES
from oci_assets.model import DependencyKind
from tests.builders import snapshot, stack_files

TORONTO = [f"toronto/{name}" for name in ("identity", "tagging", "kms", "network", "nsg", "compute")]


def resolver(
    stacks: Sequence[str], declared: Mapping[str, Sequence[str]] | None = None, home: str | None = None
) -> Resolver:
    """A resolver for these stacks; every stack has been asked for once."""
    found = Resolver(discover(snapshot(stack_files(*stacks))).stacks, declared or {}, home)
    for stack in found._stacks.values():
        found.upstream(stack)
    return found


def upstream(
    stack: str, stacks: Sequence[str], declared: Mapping[str, Sequence[str]] | None = None, home: str | None = None
) -> list[str]:
    """The edges of one stack of these."""
    found = resolver(stacks, declared, home)
    edges = found.upstream(found._stacks[stack])
    return [edge.upstream if edge.kind is DependencyKind.HARD else f"({edge.upstream})" for edge in edges]


@pytest.mark.parametrize(
    ("stack", "stacks", "expected"),
    [
        ("toronto/identity", TORONTO, []),
        ("toronto/tagging", TORONTO, ["toronto/identity"]),
        ("toronto/network", TORONTO, ["toronto/identity", "(toronto/tagging)"]),
        (
            "toronto/compute",
            TORONTO,
            ["toronto/identity", "(toronto/kms)", "toronto/network", "toronto/nsg", "(toronto/tagging)"],
        ),
        # The home region's services are for all regions, everything else is the region's own.
        ("ashburn/network", [*TORONTO, "ashburn/network"], ["toronto/identity", "(toronto/tagging)"]),
        (
            "ashburn/nsg",
            [*TORONTO, "ashburn/network", "ashburn/nsg"],
            ["ashburn/network", "toronto/identity", "(toronto/tagging)"],
        ),
        # What a region lacks is looked for in the home region.
        ("ashburn/nsg", [*TORONTO, "ashburn/nsg"], ["toronto/identity", "toronto/network", "(toronto/tagging)"]),
        # Remote peering sees the networks of every region.
        (
            "global/rpc",
            ["toronto/identity", "toronto/network", "ashburn/network", "london/vcn", "global/rpc"],
            ["ashburn/network", "london/vcn", "toronto/identity", "toronto/network"],
        ),
        # Unknown folders are taken to need identity and network.
        (
            "toronto/payroll",
            ["toronto/payroll", *TORONTO],
            ["toronto/identity", "toronto/network", "(toronto/tagging)"],
        ),
    ],
)
def test_upstream_of_the_built_in_map(stack: str, stacks: list[str], expected: list[str]) -> None:
    """The built-in map, resolved across regions."""
    assert upstream(stack, stacks) == expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("VCN", ["toronto/IAM"]),
        ("Block_Volume", ["toronto/IAM", "toronto/VCN"]),
        ("object-storage", ["toronto/IAM"]),
        ("OBJECT_STORAGE", ["toronto/IAM"]),
        ("lb", ["toronto/IAM", "toronto/VCN"]),
        ("drg", ["toronto/IAM"]),  # drg and VCN are both the network: neither waits for the other
    ],
)
def test_upstream_by_other_names(folder: str, expected: list[str]) -> None:
    """Folders are known by their aliases, whatever their case, with `-` and `_` alike."""
    assert upstream(f"toronto/{folder}", ["toronto/IAM", "toronto/VCN", f"toronto/{folder}"]) == expected


@pytest.mark.parametrize(
    ("stack", "stacks", "expected"),
    [
        # nsg is absent: its own upstreams stand in, which compute needs anyway, and hard stays hard.
        ("toronto/compute", ["toronto/network", "toronto/compute"], ["toronto/network"]),
        # vlan is absent: nsg still comes first, but cannot block.
        ("toronto/ocvs", ["toronto/ocvs", "toronto/nsg", "toronto/network"], ["toronto/network", "(toronto/nsg)"]),
        # vlan and nsg are absent, and so is network: the search goes on until something is there.
        ("toronto/ocvs", ["toronto/ocvs", "toronto/identity"], ["toronto/identity"]),
        ("toronto/managementservices", ["toronto/managementservices", "toronto/kms"], ["(toronto/kms)"]),
        ("toronto/compute", ["toronto/compute"], []),
    ],
)
def test_upstream_across_what_is_absent(stack: str, stacks: list[str], expected: list[str]) -> None:
    """An upstream that the estate lacks is stood in for by its own upstreams, softly."""
    assert upstream(stack, stacks) == expected


def test_missing_names_hard_needs_only() -> None:
    """What is looked for in vain is remembered with all who need it; order-only needs are not worth a word."""
    assert resolver(["toronto/compute", "toronto/oke", "toronto/identity"]).missing == {
        "network": ["toronto/compute", "toronto/oke"],
        "nsg": ["toronto/compute", "toronto/oke"],
    }


@pytest.mark.parametrize(
    ("stacks", "home", "expected"),
    [
        (["toronto/network", "ashburn/IAM"], None, "ashburn"),
        (["toronto/identity", "ashburn/tagging"], None, "toronto"),
        (["toronto/network", "ashburn/quotas"], None, "ashburn"),
        (["toronto/network"], None, None),
        (["toronto/identity", "ashburn/identity", "london/identity"], None, "ashburn"),
        (["toronto/identity", "ashburn/network"], "ashburn", "ashburn"),
    ],
)
def test_home_region(stacks: list[str], home: str | None, expected: str | None) -> None:
    """The home region is the one that is named, else the one that holds what only home regions hold."""
    assert resolver(stacks, home=home).home == expected


@pytest.mark.parametrize(
    ("stack", "home", "expected"),
    [
        ("ashburn/ashburn", "toronto", ["toronto/toronto"]),
        ("toronto/toronto", "toronto", []),
        ("ashburn/ashburn", None, []),
    ],
)
def test_upstream_of_single_folder_regions(stack: str, home: str | None, expected: list[str]) -> None:
    """A region that is one root module needs the home region's one, and never lacks what it holds itself."""
    stacks = ["toronto", "ashburn"]
    assert upstream(stack, stacks, home=home) == expected
    assert resolver(stacks, home=home).missing == {}


def test_upstream_in_a_single_folder_region() -> None:
    """A service beside a single-folder region needs that for everything that has no folder of its own."""
    assert upstream("toronto/oke", ["toronto", "toronto/oke"]) == ["toronto/toronto"]
    assert upstream("london/oke", ["toronto", "london/oke"], home="toronto") == ["toronto/toronto"]


def test_upstream_of_a_service_added_to_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries that a user puts into the map in place count (predecessor P2), a circle among absent ones ends."""
    monkeypatch.setitem(SERVICE_DEPENDENCIES, "my_service", ["network", "ghost"])
    monkeypatch.setitem(SERVICE_DEPENDENCIES, "ghost", ["phantom"])
    monkeypatch.setitem(SERVICE_DEPENDENCIES, "phantom", ["ghost", "kms"])
    stacks = ["toronto/My-Service", "toronto/network", "toronto/kms"]
    assert upstream("toronto/My-Service", stacks) == ["(toronto/kms)", "toronto/network"]


def test_upstream_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that names itself is a circle, not nothing: the settings and an edited map are taken at their word."""
    assert upstream("toronto/nsg", ["toronto/nsg"], {"nsg": ["nsg"]}) == ["toronto/nsg"]
    assert upstream("toronto/nsg", ["toronto/nsg"], {"nsg": ["toronto/nsg"]}) == ["toronto/nsg"]
    monkeypatch.setitem(SERVICE_DEPENDENCIES, "nsg", ["nsg"])
    assert upstream("toronto/nsg", ["toronto/nsg"]) == ["toronto/nsg"]
