"""Edges from several sources -> one graph: declared over remote state over inferred over the built-in map. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from oci_assets.estate.components import cyclic_components
from oci_assets.estate.dependencies import FROM_SETTINGS
from oci_assets.estate.graph import Upstream, names_only
from oci_assets.estate.inferred import LOOKED_UP, REMOTE_STATE
from oci_assets.model import Dependency, DependencyKind

SOFT, FROM_MAP, INFERRED, FROM_STATE, DECLARED = range(5)

Edges = dict[str, tuple[Dependency, ...]]


class Settled(NamedTuple):
    """The graph, and the edges (downstream, edge) that had to give way to stronger ones that say the opposite."""

    upstream: Edges
    dropped: tuple[tuple[str, Dependency], ...]


def rank(edge: Dependency) -> int:
    """How much an edge counts; of two that contradict each other the lower one gives way."""
    if edge.kind is DependencyKind.SOFT:
        return SOFT
    if edge.source == FROM_SETTINGS:
        return DECLARED
    if edge.source.startswith(REMOTE_STATE):
        return FROM_STATE
    return INFERRED if edge.source.startswith(LOOKED_UP) else FROM_MAP


def united(*sources: Upstream) -> Edges:
    """All edges of all sources; of several between the same two stacks the one that counts most."""
    found: dict[str, dict[str, Dependency]] = {}
    for source in sources:
        for stack, edges in source.items():
            known = found.setdefault(stack, {})
            for edge in edges:
                if edge.upstream not in known or rank(edge) > rank(known[edge.upstream]):
                    known[edge.upstream] = edge
    return {stack: tuple(edges[upstream] for upstream in sorted(edges)) for stack, edges in found.items()}


def settle(upstream: Upstream) -> Settled:
    """The graph without the edges that contradict stronger ones; what is left of cycles is of one strength.

    Where a stronger edge says that A needs B, weaker edges of B that lead back to A are dropped.
    """
    kept: Edges = dict(upstream)
    dropped: list[tuple[str, Dependency]] = []
    while weaker := _contradictions(kept):
        for stack, edges in weaker.items():
            dropped += ((stack, edge) for edge in edges)
            kept[stack] = tuple(edge for edge in kept[stack] if edge not in edges)
    return Settled(kept, tuple(dropped))


def _contradictions(upstream: Upstream) -> Mapping[str, list[Dependency]]:
    """What gives way in each cycle, by stack: all order-only edges, else the weakest at the stacks that go first."""
    found: dict[str, list[Dependency]] = {}
    for members in cyclic_components(names_only(upstream)):
        inside = set(members)
        edges = [(stack, edge) for stack in members for edge in upstream[stack] if edge.upstream in inside]
        for stack, edge in _weakest(edges):
            found.setdefault(stack, []).append(edge)
    return found


def _weakest(edges: Sequence[tuple[str, Dependency]]) -> list[tuple[str, Dependency]]:
    """A user's own list against the built-in map is a cycle like any other (P3): nothing gives way."""
    ranks = {rank(edge) for _, edge in edges}
    if SOFT in ranks:
        return [(stack, edge) for stack, edge in edges if rank(edge) == SOFT]
    if ranks <= {FROM_MAP, DECLARED}:
        return []
    first = {edge.upstream for _, edge in edges if rank(edge) == max(ranks)}
    weaker = [(stack, edge) for stack, edge in edges if rank(edge) < max(ranks)]
    weaker = [(stack, edge) for stack, edge in weaker if stack in first] or weaker
    lowest = min((rank(edge) for _, edge in weaker), default=SOFT)
    return [(stack, edge) for stack, edge in weaker if rank(edge) == lowest]
