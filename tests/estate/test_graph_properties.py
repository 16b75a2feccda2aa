"""Whatever graph comes in: the result has no cycle, loses no name and keeps every order that can be kept."""

from __future__ import annotations

from graphlib import TopologicalSorter

from hypothesis import given
from hypothesis import strategies as st

from oci_assets.estate.components import cyclic_components
from oci_assets.estate.graph import (
    Upstream,
    all_ancestors,
    ancestors,
    break_cycles,
    levels,
    names_only,
    topological_sort,
)
from oci_assets.model import DependencyKind
from tests.estate.graphs import NAMES, acyclic_graphs, graphs, kahn, plain, reach


@given(graphs())
def test_break_cycles_leaves_none(upstream: Upstream) -> None:
    """The result is acyclic, has the same names, and its edges outside of cycles are the same."""
    broken, cycles = break_cycles(upstream)
    TopologicalSorter(names_only(broken)).prepare()  # raises CycleError
    assert list(broken) == list(upstream)
    ring_of = {member: ring for ring in cycles for member in ring}
    for name, found in upstream.items():
        outside = {edge for edge in found if edge.upstream not in ring_of.get(name, ())}
        assert outside <= set(broken[name])
        assert all(edge.source == "cycle" and edge.kind is DependencyKind.SOFT for edge in {*broken[name]} - outside)


@given(graphs())
def test_break_cycles_names_what_reaches_itself(upstream: Upstream) -> None:
    """The members of cycles are exactly the names that can be reached from themselves."""
    graph = plain(upstream)
    rings = {tuple(sorted(n for n in reach(graph, m) if m in reach(graph, n))) for m in graph if m in reach(graph, m)}
    assert break_cycles(upstream)[1] == tuple(sorted(rings)) == cyclic_components(graph)


@given(graphs())
def test_levels_respect_edges(upstream: Upstream) -> None:
    """Every name is in one level, and after everything that it needs."""
    broken, cycles = break_cycles(upstream)
    found = levels(broken, cycles)
    assert sorted(name for level in found for name in level) == sorted(upstream)
    number = {name: index for index, level in enumerate(found) for name in level}
    for name, needs in plain(broken).items():
        assert all(number[needed] < number[name] for needed in needs)


@given(graphs())
def test_levels_put_cycles_last_and_one_by_one(upstream: Upstream) -> None:
    """Members of cycles come after all that does not need them, one by one, each ring in alphabetical order."""
    broken, cycles = break_cycles(upstream)
    found = levels(broken, cycles)
    number = {name: index for index, level in enumerate(found) for name in level}
    members = {name for ring in cycles for name in ring}
    untouched = {name for name in upstream if not members.intersection({name, *reach(plain(upstream), name)})}
    assert all(number[member] > number[name] for member in members for name in untouched)
    assert len({number[member] for member in members}) == len(members)
    assert all(list(ring) == sorted(ring, key=number.__getitem__) for ring in cycles)


@given(acyclic_graphs())
def test_topological_sort_equals_kahn(needs: dict[str, list[str]]) -> None:
    """All names of a graph without cycles: the levels by the book."""
    assert topological_sort(needs, needs) == kahn(needs)


@given(acyclic_graphs(), st.sets(st.sampled_from(NAMES)))
def test_topological_sort_across_gaps(needs: dict[str, list[str]], selected: set[str]) -> None:
    """Some names of a graph: the levels by the book of everything that they reach (predecessor F8)."""
    assert topological_sort(selected, needs) == kahn({name: reach(needs, name) & selected for name in selected})


@given(graphs())
def test_all_ancestors_agrees_with_ancestors(upstream: Upstream) -> None:
    """All at once and one by one give the same, along hard edges alone and along all."""
    broken, _ = break_cycles(upstream)
    graph = plain(broken)
    for hard_only in (False, True):
        together = all_ancestors(broken, hard_only=hard_only)
        assert {name: ancestors(broken, name, hard_only=hard_only) & set(broken) for name in broken} == together
    assert {name: set(found) for name, found in all_ancestors(broken).items()} == {n: reach(graph, n) for n in graph}
