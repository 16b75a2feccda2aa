"""Strongly connected components of a graph: which nodes sit on a cycle. Pure, without recursion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def cyclic_components(graph: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """The groups of nodes that reach each other, each sorted, the groups sorted.

    A node alone counts when it points at itself. Edges to nodes that are not in `graph` are ignored.
    Tarjan's algorithm with a stack of its own, so that 10,000 nodes in a row do not hit the recursion limit.
    """
    search = _Search(graph)
    for node in sorted(graph):
        if node not in search.index:
            search.visit(node)
    return tuple(sorted(search.found))


class _Search:
    """The state of one run of Tarjan's algorithm."""

    def __init__(self, graph: Mapping[str, Iterable[str]]) -> None:
        self.edges = {node: [target for target in targets if target in graph] for node, targets in graph.items()}
        self.index: dict[str, int] = {}
        self.low: dict[str, int] = {}
        self.open: dict[str, None] = {}
        self.found: list[tuple[str, ...]] = []

    def visit(self, root: str) -> None:
        """Walk everything that `root` reaches and close the components on the way back."""
        path: list[tuple[str, Iterator[str]]] = [self._enter(root)]
        while path:
            node, targets = path[-1]
            target = next(targets, None)
            if target is None:
                path.pop()
                self._leave(node, path[-1][0] if path else None)
            elif target not in self.index:
                path.append(self._enter(target))
            elif target in self.open:
                self.low[node] = min(self.low[node], self.index[target])

    def _enter(self, node: str) -> tuple[str, Iterator[str]]:
        self.index[node] = self.low[node] = len(self.index)
        self.open[node] = None
        return node, iter(self.edges[node])

    def _leave(self, node: str, parent: str | None) -> None:
        if parent is not None:
            self.low[parent] = min(self.low[parent], self.low[node])
        if self.low[node] == self.index[node]:
            self._close(node)

    def _close(self, root: str) -> None:
        members = []
        while root in self.open:
            members.append(self.open.popitem()[0])
        if len(members) > 1 or root in self.edges[root]:
            self.found.append(tuple(sorted(members)))
