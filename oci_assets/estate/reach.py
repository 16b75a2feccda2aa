"""Which modules a folder reaches, at any depth, over real paths. Pure: asks a snapshot, follows nothing outside it.

Terraform joins a local source to the real path of the calling module and follows links there (seen in `modules.json`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from oci_assets.estate.edges import NOWHERE, Edge, edge_of
from oci_assets.estate.facts import Call
from oci_assets.estate.folders import raw_field
from oci_assets.estate.snapshot import Snapshot


class Reached(NamedTuple):
    """A module folder, and the shortest chain of folders that leads to it, itself last."""

    folder: str
    via: tuple[str, ...]


class End(NamedTuple):
    """A call that leads to no configuration, and the chain of folders to the one that makes it."""

    edge: Edge
    via: tuple[str, ...]


class Reach:
    """Module calls of one snapshot as a graph."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._edges: dict[str, tuple[Edge, ...]] = {}
        self._closures: dict[str, tuple[list[Reached], list[End]]] = {}

    def edges(self, folder: str) -> tuple[Edge, ...]:
        """The local module calls of one folder; registry, git and other remote sources are none of our files."""
        if folder not in self._edges:
            calls = ((self._certain(folder, call), file) for call, file in self.snapshot.folder(folder).calls)
            links = self.snapshot.links
            self._edges[folder] = tuple(edge for call, file in calls if (edge := edge_of(folder, call, file, links)))
        return self._edges[folder]

    def _certain(self, folder: str, call: Call) -> Call:
        """The call, without a source that only defaults tell: whoever calls the folder may pass other values."""
        if call.source is not None and is_conditional(call.expression) and self.callers(folder):
            return call._replace(source=None)
        return call

    def closure(self, folder: str) -> tuple[list[Reached], list[End]]:
        """Everything below `folder`, nearest first, itself included, and the calls that lead nowhere."""
        if folder not in self._closures:
            self._closures[folder] = self._follow(folder)
        return self._closures[folder]

    def _follow(self, folder: str) -> tuple[list[Reached], list[End]]:
        reached, ends, seen = [Reached(folder, ())], list[End](), {folder}
        for current in reached:
            for edge in self.edges(current.folder):
                if edge.target is None or not self.is_module(edge.target):
                    ends.append(End(edge, current.via))
                elif edge.target not in seen:
                    seen.add(edge.target)
                    reached.append(Reached(edge.target, (*current.via, edge.shown)))
        return reached, ends

    def users(self, folders: Collection[str]) -> set[str]:
        """These folders and every folder that reaches one of them."""
        found, pending = set(folders), list(folders)
        while pending:
            for user in self._callers.get(pending.pop(), ()):
                if user not in found:
                    found.add(user)
                    pending.append(user)
        return found

    def callers(self, folder: str) -> Sequence[str]:
        """The folders that call this one; `NOWHERE` gives those with a source that nobody knows."""
        return self._callers.get(folder, ())

    def is_module(self, target: str) -> bool:
        """Whether the folder holds configuration, or lies where nobody can look."""
        return target in self.snapshot or bool(self.submodules_around(target))

    def submodules_around(self, target: str) -> list[str]:
        """The submodules that a folder is or lies in, so that its content is not known here."""
        return [path for path in self.snapshot.submodules if f"{target}/".startswith(f"{path}/")]

    @cached_property
    def _callers(self) -> Mapping[str, list[str]]:
        callers: dict[str, list[str]] = defaultdict(list)
        for folder, targets in self.snapshot.targets.items():
            for target in targets:
                callers[target].append(folder)
        for folder, fields in self.snapshot.raw.items():
            if folder in callers and any(is_conditional(call[2]) for call, _ in raw_field(fields, "calls")):
                callers[NOWHERE].append(folder)
        return callers


def is_conditional(expression: str | None) -> bool:
    """Whether the value of a source depends on variables, by itself or through a local."""
    return expression is not None and ("var." in expression or "local." in expression)
