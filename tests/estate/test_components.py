"""Cycles in a graph, found without recursion."""

from __future__ import annotations

import pytest

from oci_assets.estate.components import cyclic_components


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ({}, ()),
        ({"a": ["b"], "b": []}, ()),
        ({"a": ["a"]}, (("a",),)),
        ({"a": ["gone"], "b": ["a"]}, ()),
        ({"b": ["a"], "a": ["b"], "c": ["a"]}, (("a", "b"),)),
        ({"a": ["b"], "b": ["c"], "c": ["a"], "y": ["z", "a"], "z": ["y"]}, (("a", "b", "c"), ("y", "z"))),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, ()),  # two ways to one place are no circle
        ({"a": ["b"], "b": ["a", "c"], "c": ["b"]}, (("a", "b", "c"),)),  # two circles with a common member
    ],
)
def test_cyclic_components(graph: dict[str, list[str]], expected: tuple[tuple[str, ...], ...]) -> None:
    """Only what reaches itself, groups and members sorted; random graphs are in test_graph_properties.py."""
    assert cyclic_components(graph) == expected
