"""Order: levels, cycles, ancestors. Pure functions over names; reads no files and knows no folders."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from graphlib import TopologicalSorter

from oci_assets.estate import services as built_in
from oci_assets.estate.components import cyclic_components
from oci_assets.model import Dependency, DependencyKind

logger = logging.getLogger(__name__)

Upstream = Mapping[str, tuple[Dependency, ...]]


def topological_sort(
    services: Iterable[str], dependencies: Mapping[str, Sequence[str]] | None = None
) -> list[list[str]]:
    """The services by level, each level sorted: `[["identity"], ["network"], ["compute"]]`.

    Order holds across services that are not in the list (a before c when a -> b -> c and b is missing).
    Members of a cycle come last, one level each, in alphabetical order, with a warning in the log; unknown
    services have no dependencies. `dependencies` defaults to `SERVICE_DEPENDENCIES` as it is at the time of the call.
    """
    mapping = built_in.SERVICE_DEPENDENCIES if dependencies is None else dependencies
    selected = frozenset(services)
    upstream = {
        name: tuple(Dependency(found, "built-in", DependencyKind.HARD) for found in _nearest(name, selected, mapping))
        for name in sorted(selected)
    }
    broken, cycles = break_cycles(upstream)
    if cycles:
        logger.warning("Circular dependency detected for: %s", ", ".join(sorted(sum(cycles, ()))))
        logger.warning("These services will be executed last in alphabetical order")
    return [list(level) for level in levels(broken, cycles)]


def break_cycles(upstream: Upstream) -> tuple[dict[str, tuple[Dependency, ...]], tuple[tuple[str, ...], ...]]:
    """The same graph without cycles, and the members of each cycle that was broken.

    Edges inside a cycle are dropped; its members are chained in alphabetical order by soft edges with the source
    `cycle`, and what needs one member waits for the last one. The result is acyclic whatever came in.
    """
    cycles = cyclic_components(names_only(upstream))
    last_of = {member: members[-1] for members in cycles for member in members}
    before = {member: previous for members in cycles for previous, member in itertools.pairwise(members)}
    return {name: _mended(name, edges, last_of, before) for name, edges in upstream.items()}, cycles


def levels(upstream: Upstream, cycles: Sequence[Sequence[str]] = ()) -> tuple[tuple[str, ...], ...]:
    """Names that may run together, in order, by hard and soft edges; each level sorted.

    Members of a broken cycle, and what is downstream of them, come after everything else ("executed last").

    Raises:
        graphlib.CycleError: the graph still has a cycle; `break_cycles` first.
    """
    graph = names_only(upstream)
    members = frozenset(name for ring in cycles for name in ring)
    last = _downstream_of(graph, members)
    first = {name: edges for name, edges in graph.items() if name not in last}
    rest = {name: [edge for edge in edges if edge in last] for name, edges in graph.items() if name in last}
    return (*_kahn(first), *_kahn(rest, one_by_one=members))


def ancestors(upstream: Upstream, stack_id: str, *, hard_only: bool = False) -> frozenset[str]:
    """Every name that `stack_id` needs, directly or not, without itself; with `hard_only` along hard edges alone."""
    found: set[str] = set()
    pending = [stack_id]
    while pending:
        for edge in upstream.get(pending.pop(), ()):
            if edge.upstream not in found and (edge.kind is DependencyKind.HARD or not hard_only):
                found.add(edge.upstream)
                pending.append(edge.upstream)
    return frozenset(found - {stack_id})


def all_ancestors(upstream: Upstream, *, hard_only: bool = False) -> dict[str, frozenset[str]]:
    """`ancestors` of every name at once, each computed from its upstreams' own.

    Raises:
        graphlib.CycleError: the graph still has a cycle; `break_cycles` first.
    """
    graph = names_only(upstream, hard_only=hard_only)
    found: dict[str, frozenset[str]] = {}
    for name in TopologicalSorter(graph).static_order():
        direct = graph.get(name, ())
        found[name] = frozenset(direct).union(*(found[edge] for edge in direct))
    return found


def names_only(upstream: Upstream, *, hard_only: bool = False) -> dict[str, list[str]]:
    """The graph as plain names, which is what graphlib reads; edges to names without an entry are left out."""
    return {
        name: [
            edge.upstream
            for edge in edges
            if edge.upstream in upstream and (edge.kind is DependencyKind.HARD or not hard_only)
        ]
        for name, edges in upstream.items()
    }


def _mended(
    name: str, edges: Sequence[Dependency], last_of: Mapping[str, str], before: Mapping[str, str]
) -> tuple[Dependency, ...]:
    """The edges of one name after all cycles are broken: none inside its own ring, a soft one to keep the order.

    `last_of` names the last member of the ring that a name is in, `before` the member that comes before it.
    """
    own = last_of.get(name)
    kept = {edge.upstream: edge for edge in edges if own is None or last_of.get(edge.upstream) != own}
    after = {last_of[needed] for needed in kept if needed in last_of}
    after.update({before[name]} if name in before else ())
    for needed in after.difference(kept):
        kept[needed] = Dependency(needed, "cycle", DependencyKind.SOFT)
    return tuple(kept[needed] for needed in sorted(kept))


def _nearest(name: str, selected: frozenset[str], mapping: Mapping[str, Sequence[str]]) -> list[str]:
    """The selected services that `name` needs, reached directly or through services that are not selected."""
    found: set[str] = set()
    seen: set[str] = set()
    pending = list(mapping.get(name, ()))
    while pending:
        needed = pending.pop()
        if needed in selected:
            found.add(needed)
        elif needed not in seen:
            seen.add(needed)
            pending.extend(mapping.get(needed, ()))
    return sorted(found)


def _downstream_of(graph: Mapping[str, Sequence[str]], names: Collection[str]) -> frozenset[str]:
    """`names` and everything that needs one of them."""
    if not names:
        return frozenset()
    users: dict[str, list[str]] = {}
    for name, edges in graph.items():
        for edge in edges:
            users.setdefault(edge, []).append(name)
    found, pending = set(names), list(names)
    while pending:
        fresh = [user for user in users.get(pending.pop(), ()) if user not in found]
        found.update(fresh)
        pending.extend(fresh)
    return frozenset(found)


def _kahn(graph: Mapping[str, Sequence[str]], one_by_one: Collection[str] = ()) -> list[tuple[str, ...]]:
    """Kahn's levels: a name comes as soon as everything it needs has come, names of `one_by_one` never together."""
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    found, waiting = [], set[str]()
    while sorter.is_active():
        waiting.update(sorter.get_ready())
        held = sorted(waiting.intersection(one_by_one))[1:]
        level = tuple(sorted(waiting.difference(held)))
        found.append(level)
        waiting.intersection_update(held)
        sorter.done(*level)
    return found
