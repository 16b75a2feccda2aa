"""What a stack holds with all its modules: types it creates and reads, states it reads. Pure; each folder once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from oci_assets.estate.facts import State
from oci_assets.estate.reach import Reach


class Contents(NamedTuple):
    """What a root module and all that it reaches say.

    Attributes:
        creates, reads: types of resources and of data sources, with the file that names each first.
        states: remote states that it reads, with their files.
    """

    creates: frozenset[str]
    reads: Mapping[str, str]
    states: tuple[tuple[State, str], ...]


class ContentsReader:
    """Reads the contents of stacks; what many stacks share is looked at once."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._shared: dict[tuple[str, ...], Contents] = {}

    def of(self, root: str) -> Contents:
        """The contents of the stack in this real folder."""
        own = self._reach.snapshot.folder(root)
        calls = tuple(sorted({edge.target for edge in self._reach.edges(root) if edge.target is not None}))
        below = self._below(calls)
        place = next((file for _, file in own.calls), root)
        # A file of the stack itself is the better evidence; what a module reads is shown where it is called.
        reads = dict.fromkeys(below.reads, place) | dict(own.data)
        states = (*own.states, *((state, place) for state, _ in below.states))
        return Contents(below.creates | set(own.resources), reads, states)

    def _below(self, calls: tuple[str, ...]) -> Contents:
        if calls not in self._shared:
            modules = {module.folder for call in calls for module in self._reach.closure(call)[0]}
            folders = [self._reach.snapshot.folder(module) for module in sorted(modules)]
            self._shared[calls] = Contents(
                frozenset(kind for folder in folders for kind in folder.resources),
                dict.fromkeys((kind for folder in folders for kind, _ in folder.data), ""),
                tuple(state for folder in folders for state in folder.states),
            )
        return self._shared[calls]
