"""Snapshots of commits: from the cache, from a neighbour that differs little, or made from all of the commit."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from oci_assets.estate.edges import targets_of
from oci_assets.estate.fact_cache import FactCache
from oci_assets.estate.filenames import is_input
from oci_assets.estate.folders import raw_field
from oci_assets.estate.git_objects import LINK, SUBMODULE, Change, GitObjects
from oci_assets.estate.snapshot import Snapshot, SnapshotBuilder


class Snapshots:
    """The snapshots of one repository's commits; what is made is kept in the cache under the id of its tree."""

    def __init__(self, objects: GitObjects, cache: FactCache) -> None:
        self._objects = objects
        self._cache = cache
        self._builder = SnapshotBuilder(objects.blobs, cache)
        self._in_memory: dict[str, Snapshot] = {}

    def of(self, commit: str, near: str | None = None, changes: Mapping[str, Change] | None = None) -> Snapshot:
        """The snapshot of a commit; `near` is one that may be known already, `changes` lead from there to here."""
        key = self._objects.tree_id(commit)
        found = self._known(key)
        if found is not None:
            return found
        neighbour = self._known(self._objects.tree_id(near)) if near is not None and changes is not None else None
        made = self._patched(neighbour, commit, changes or {}) if neighbour is not None else None
        made = made or self._builder.build(self._objects.entries(commit))
        self._in_memory[key] = made
        self._cache.put_snapshot(key, made.to_json())
        return made

    def _known(self, key: str) -> Snapshot | None:
        if key not in self._in_memory:
            content = self._cache.snapshot(key)
            if content is None:
                return None
            self._in_memory[key] = Snapshot.from_json(content)
        return self._in_memory[key]

    def _patched(self, near: Snapshot, commit: str, changes: Mapping[str, Change]) -> Snapshot | None:
        """`near` with the folders that differ read anew; None when links or submodules play a part."""
        if any(entry and entry.mode in {LINK, SUBMODULE} for change in changes.values() for entry in change):
            return None
        touched = {posixpath.dirname(path) for path in changes if is_input(posixpath.basename(path))}
        linked = {target for raw in near.raw.values() for link in raw_field(raw, "links") for target in link[1]}
        if linked.intersection(changes) or any(raw_field(near.raw.get(folder, []), "links") for folder in touched):
            return None
        entries = self._objects.entries(commit, sorted(touched)) if touched else {}
        fresh = self._builder.folders(entries, near.links)
        raw = {folder: fields for folder, fields in near.raw.items() if folder not in touched} | fresh
        targets = {folder: found for folder, found in near.targets.items() if folder not in touched}
        return Snapshot(raw, near.links, near.submodules, targets | targets_of(fresh, near.links))
