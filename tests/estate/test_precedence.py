"""Edges from several sources: which of them count, and what gives way in cycles."""

from __future__ import annotations

from collections.abc import Mapping

import hypothesis
import hypothesis.strategies as st
import pytest

from oci_assets.estate.components import cyclic_components
from oci_assets.estate.dependencies import BUILT_IN, FROM_SETTINGS
from oci_assets.estate.graph import names_only
from oci_assets.estate.inferred import LOOKED_UP, REMOTE_STATE
from oci_assets.estate.precedence import DECLARED, FROM_MAP, FROM_STATE, INFERRED, SOFT, rank, settle, united
from oci_assets.model import Dependency, DependencyKind

SOURCES = {
    SOFT: BUILT_IN,
    FROM_MAP: BUILT_IN,
    INFERRED: f"{LOOKED_UP}x.tf",
    FROM_STATE: f"{REMOTE_STATE}y.tf",
    DECLARED: FROM_SETTINGS,
}


def edge(upstream: str, strength: int) -> Dependency:
    """An edge of a strength."""
    return Dependency(upstream, SOURCES[strength], DependencyKind.SOFT if strength == SOFT else DependencyKind.HARD)


def graph(**stacks: Mapping[str, int]) -> dict[str, tuple[Dependency, ...]]:
    """Stack by stack the strength of the edge to each upstream."""
    return {stack: tuple(edge(*pair) for pair in sorted(upstream.items())) for stack, upstream in stacks.items()}


@pytest.mark.parametrize("strength", SOURCES)
def test_rank(strength: int) -> None:
    """Declared over remote state over inferred over the built-in map; order-only edges last, whoever says so."""
    assert rank(edge("a", strength)) == strength
    assert rank(Dependency("a", SOURCES[strength], DependencyKind.SOFT)) == SOFT


def test_united() -> None:
    """Between two stacks the strongest edge stays; all stacks stay, upstreams are sorted."""
    found = united(
        graph(a={"c": FROM_MAP, "b": DECLARED}, b={}, c={}), graph(a={"b": FROM_STATE, "c": INFERRED}, d={"a": SOFT})
    )
    assert found == graph(a={"b": DECLARED, "c": INFERRED}, b={}, c={}, d={"a": SOFT})
    assert united() == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (graph(a={"b": FROM_MAP}, b={}), graph(a={"b": FROM_MAP}, b={})),
        (graph(a={"b": INFERRED}, b={"a": FROM_MAP}), graph(a={"b": INFERRED}, b={})),
        (graph(a={"b": FROM_STATE}, b={"a": INFERRED}), graph(a={"b": FROM_STATE}, b={})),
        (graph(a={"b": DECLARED}, b={"a": FROM_STATE}), graph(a={"b": DECLARED}, b={})),
        (graph(a={"b": SOFT}, b={"a": FROM_MAP}), graph(a={}, b={"a": FROM_MAP})),
        (graph(a={"b": SOFT}, b={"a": SOFT}), graph(a={}, b={})),
        (graph(a={"b": FROM_MAP}, b={"a": FROM_MAP}), graph(a={"b": FROM_MAP}, b={"a": FROM_MAP})),
        (graph(a={"b": DECLARED}, b={"a": FROM_MAP}), graph(a={"b": DECLARED}, b={"a": FROM_MAP})),
        (
            graph(a={"b": FROM_STATE}, b={"c": FROM_MAP}, c={"a": FROM_MAP}),
            graph(a={"b": FROM_STATE}, b={}, c={"a": FROM_MAP}),
        ),
        (
            graph(a={"b": INFERRED}, b={"a": FROM_MAP, "c": FROM_MAP}, c={}),
            graph(a={"b": INFERRED}, b={"c": FROM_MAP}, c={}),
        ),
    ],
)
def test_settle(before: dict[str, tuple[Dependency, ...]], after: dict[str, tuple[Dependency, ...]]) -> None:
    """A weaker edge that says the opposite of a stronger one goes; what is outside of cycles stays."""
    settled = settle(before)
    assert settled.upstream == after
    gone = {(stack, edge) for stack, edges in before.items() for edge in edges if edge not in after[stack]}
    assert set(settled.dropped) == gone
    assert len(settled.dropped) == len(gone)


_stacks = st.sampled_from("abcde")
_graphs = st.dictionaries(_stacks, st.dictionaries(_stacks, st.sampled_from(sorted(SOURCES)), max_size=4)).map(
    lambda drawn: graph(
        **{stack: {other: n for other, n in drawn.get(stack, {}).items() if other != stack} for stack in "abcde"}
    )
)


@hypothesis.given(_graphs)
def test_settle_leaves_one_strength(before: dict[str, tuple[Dependency, ...]]) -> None:
    """Afterwards cycles are of one strength, or of a user's list against the built-in map; nothing was added."""
    settled = settle(before)
    for stack, edges in before.items():
        assert set(settled.upstream[stack]) | {gone for one, gone in settled.dropped if one == stack} == set(edges)
    for members in cyclic_components(names_only(settled.upstream)):
        inside = [edge for stack in members for edge in settled.upstream[stack] if edge.upstream in members]
        ranks = {rank(edge) for edge in inside}
        assert SOFT not in ranks
        assert len(ranks) == 1 or ranks <= {FROM_MAP, DECLARED}


@hypothesis.given(_graphs)
def test_settle_keeps_what_is_in_no_cycle(before: dict[str, tuple[Dependency, ...]]) -> None:
    """An edge that is part of no cycle never goes, and a strongest one only for being order-only."""
    settled = settle(before)
    inside = {stack: set(members) for members in cyclic_components(names_only(before)) for stack in members}
    for stack, gone in settled.dropped:
        assert gone.upstream in inside.get(stack, set())
        strongest = max(rank(e) for s in inside[stack] for e in before[s] if e.upstream in inside[stack])
        assert rank(gone) < strongest or rank(gone) == SOFT
