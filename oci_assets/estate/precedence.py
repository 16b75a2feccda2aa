"""Edges from several sources -> one graph: declared over remote state over inferred over the built-in map. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from oci_assets.estate.components import cyclic_components
from oci_assets.estate.dependencies import BUILT_IN, FROM_SETTINGS
from oci_assets.estate.graph import Upstream, names_only
from oci_assets.estate.inferred import LOOKED_UP, REMOTE_STATE
from oci_assets.model import Dependency, DependencyKind

Edges = dict[str, tuple[Dependency, ...]]


class Settled(NamedTuple):
    """The graph, and the edges (downstream, edge) that had to give way to stronger ones that say the opposite."""

    upstream: Edges
    dropped: tuple[tuple[str, Dependency], ...]


def rank(edge: Dependency) -> int:
    """How much an edge counts; of two that contradict each other the lower one gives way."""
    if edge.kind is DependencyKind.SOFT:
        return 0
    if edge.source == FROM_SETTINGS:
        return 4
    if edge.source.startswith(REMOTE_STATE):
        return 3
    return 2 if edge.source.startswith(LOOKED_UP) else int(edge.source == BUILT_IN)


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
    """The weakest edges of each cycle that holds stronger ones, at the stacks that the strongest ones put first."""
    found: dict[str, list[Dependency]] = {}
    for members in cyclic_components(names_only(upstream)):
        inside = set(members)
        edges = [(stack, edge) for stack in members for edge in upstream[stack] if edge.upstream in inside]
        strongest = max(rank(edge) for _, edge in edges)
        first = {edge.upstream for _, edge in edges if rank(edge) == strongest}
        weaker = [(stack, edge) for stack, edge in edges if rank(edge) < strongest]
        at_first = [(stack, edge) for stack, edge in weaker if stack in first] or weaker
        lowest = min((rank(edge) for _, edge in at_first), default=strongest)
        for stack, edge in at_first:
            if rank(edge) == lowest:
                found.setdefault(stack, []).append(edge)
    return found
