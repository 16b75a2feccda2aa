"""Random graphs for property tests, and the plain, slow answers to compare with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from oci_assets.estate.graph import Upstream
from oci_assets.model import Dependency, DependencyKind

NAMES = "abcdefgh"
KINDS = st.sampled_from([DependencyKind.HARD, DependencyKind.SOFT])


@st.composite
def graphs(draw: st.DrawFn) -> Upstream:
    """Any graph of up to eight names, cycles and edges to names without an entry included."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    targets = st.dictionaries(st.sampled_from(f"{NAMES}z"), KINDS)
    return {name: edges(draw(targets)) for name in names}


@st.composite
def acyclic_graphs(draw: st.DrawFn) -> dict[str, list[str]]:
    """Names with what they need; a random order of the names keeps cycles out."""
    names = draw(st.permutations(NAMES))
    return {
        name: draw(st.lists(st.sampled_from(names[:number]), unique=True)) if number else []
        for number, name in enumerate(names)
    }


def edges(kinds: Mapping[str, DependencyKind]) -> tuple[Dependency, ...]:
    """Edges to names, sorted."""
    return tuple(Dependency(name, "test", kinds[name]) for name in sorted(kinds))


def hard(**needs: str) -> Upstream:
    """A graph of hard edges: `hard(a="b c", b="", c="")`."""
    return {name: edges(dict.fromkeys(words.split(), DependencyKind.HARD)) for name, words in needs.items()}


def plain(upstream: Upstream) -> dict[str, set[str]]:
    """The graph as sets of names, edges to nowhere left out."""
    return {name: {edge.upstream for edge in found if edge.upstream in upstream} for name, found in upstream.items()}


def reach(graph: Mapping[str, Sequence[str] | set[str]], start: str) -> set[str]:
    """Every name that can be reached from `start` over at least one edge, `start` only if it sits on a cycle."""
    found: set[str] = set()
    pending = set(graph.get(start, ()))
    while pending:
        name = pending.pop()
        found.add(name)
        pending |= set(graph.get(name, ())) - found
    return found


def kahn(graph: Mapping[str, Sequence[str] | set[str]]) -> list[list[str]]:
    """Levels by the book: take everything whose needs have come, again and again."""
    levels: list[list[str]] = []
    come: set[str] = set()
    while len(come) < len(graph):
        level = sorted(name for name, needs in graph.items() if name not in come and come.issuperset(needs))
        levels.append(level)
        come.update(level)
    return levels
