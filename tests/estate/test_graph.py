"""Order, level by level: the examples that were promised, and the shapes that go wrong elsewhere."""

from __future__ import annotations

import logging

import pytest

from oci_assets.estate.graph import (
    all_ancestors,
    ancestors,
    break_cycles,
    levels,
    topological_sort,
)
from oci_assets.model import Dependency, DependencyKind
from tests.estate.graphs import hard

NEEDS = {"a": [], "b": ["a"], "c": ["b"], "d": ["b"], "e": ["c", "d"]}


@pytest.mark.parametrize(
    ("services", "expected"),
    [
        ([], []),
        (["compute", "network", "identity"], [["identity"], ["network"], ["compute"]]),
        (["compute", "identity"], [["identity"], ["compute"]]),
        (["nsg", "ocvs"], [["nsg"], ["ocvs"]]),  # over vlan, which is not selected
        (["oke", "database", "compute"], [["compute", "database", "oke"]]),
        (["managementservices", "kms"], [["kms"], ["managementservices"]]),  # over firewall
        (["nobody", "identity"], [["identity", "nobody"]]),
        (["identity", "identity"], [["identity"]]),
    ],
)
def test_topological_sort_of_the_built_in_map(services: list[str], expected: list[list[str]]) -> None:
    """Levels in order, each sorted; order holds across what is not selected; unknown services need nothing."""
    assert topological_sort(services) == expected


@pytest.mark.parametrize(
    ("needs", "expected", "warned"),
    [
        ({"serviceA": ["serviceB"], "serviceB": ["serviceA"]}, [["serviceA"], ["serviceB"]], "serviceA, serviceB"),
        ({"a": ["a"], "b": []}, [["b"], ["a"]], "a"),
        ({"a": ["b"], "b": ["a"], "z": []}, [["z"], ["a"], ["b"]], "a, b"),
        ({"b": ["c"], "c": ["b"], "a": ["b"], "y": []}, [["y"], ["b"], ["c"], ["a"]], "b, c"),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a"], ["b"], ["c"], ["d"]], "a, b, c, d"),
    ],
)
def test_topological_sort_of_cycles(
    needs: dict[str, list[str]], expected: list[list[str]], warned: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Cycles crash nothing: the predecessor's two sentences (P3), and the members last in alphabetical order."""
    with caplog.at_level(logging.WARNING):
        assert topological_sort(needs, needs) == expected
    assert caplog.messages == [
        f"Circular dependency detected for: {warned}",
        "These services will be executed last in alphabetical order",
    ]


def test_topological_sort_without_a_cycle_is_silent(caplog: pytest.LogCaptureFixture) -> None:
    """No warning when there is nothing to warn about."""
    assert topological_sort(NEEDS, NEEDS) == [["a"], ["b"], ["c", "d"], ["e"]]
    assert caplog.messages == []


def test_topological_sort_of_a_circle_that_is_not_selected() -> None:
    """A circle among services that are not selected ends the search, and orders nothing."""
    assert topological_sort(["a", "z"], {"a": ["b"], "b": ["c"], "c": ["b", "z"]}) == [["z"], ["a"]]


def test_break_cycles_chains_members() -> None:
    """Members wait for each other softly in alphabetical order, users of one member wait for the last one as well."""
    broken, cycles = break_cycles(hard(a="c id", b="a", c="b", id="", user="a"))
    assert cycles == (("a", "b", "c"),)
    soft = DependencyKind.SOFT
    assert broken["a"] == (Dependency("id", "test", DependencyKind.HARD),)
    assert broken["b"] == (Dependency("a", "cycle", soft),)
    assert broken["c"] == (Dependency("b", "cycle", soft),)
    assert broken["user"] == (Dependency("a", "test", DependencyKind.HARD), Dependency("c", "cycle", soft))


def test_levels_of_a_long_chain() -> None:
    """Ten thousand stacks in a row do not hit the recursion limit, forward or in a circle."""
    names = [f"s{number:05}" for number in range(10_000)]
    chain = hard(**{name: before for before, name in zip(["", *names], names, strict=False)})
    assert len(levels(break_cycles(chain)[0])) == 10_000
    broken, cycles = break_cycles({**chain, **hard(s00000="s09999")})
    assert [len(ring) for ring in cycles] == [10_000]
    assert [level[0] for level in levels(broken, cycles)] == names


def test_ancestors_along_hard_edges() -> None:
    """What blocks a stack is what it reaches by hard edges; what it waits for is what it reaches at all."""
    upstream = {
        **hard(a="", b="a"),
        "c": (Dependency("b", "built-in", DependencyKind.SOFT), *hard(c="d")["c"]),
        "d": (),
    }
    assert ancestors(upstream, "c") == {"a", "b", "d"}
    assert ancestors(upstream, "c", hard_only=True) == {"d"}
    assert all_ancestors(upstream, hard_only=True)["c"] == {"d"}
    assert ancestors(upstream, "nobody") == frozenset()
