"""Snapshots of commits: from the cache, from a neighbour that differs little, or made from all of the commit."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from oci_assets.estate.edges import targets_of
from oci_assets.estate.fact_cache import FactCache
from oci_assets.estate.filenames import is_input
from oci_assets.estate.git_objects import LINK, SUBMODULE, Change, Entry, GitObjects
from oci_assets.estate.snapshot import Snapshot, SnapshotBuilder


class Snapshots:
    """The snapshots of one repository's commits; what is made is kept in the cache under the id of its tree."""

    def __init__(self, objects: GitObjects, cache: FactCache) -> None:
        self._objects = objects
        self._cache = cache
        self._builder = SnapshotBuilder(objects.blobs, cache)

    def pair(self, before: str, after: str, changes: Mapping[str, Change]) -> tuple[Snapshot, Snapshot]:
        """The snapshots of two commits that differ by `changes`; the second is made out of the first, or vice versa."""
        keys = {commit: self._objects.tree_id(commit) for commit in (before, after)}
        found = {commit: self._cached(key) for commit, key in keys.items()}
        sides = {before: {p: c.before for p, c in changes.items()}, after: {p: c.after for p, c in changes.items()}}
        for commit, other in ((after, before), (before, after)):
            if found[commit] is None:
                neighbour = found[other]
                made = self._patched(neighbour, commit, sides[commit], changes) if neighbour is not None else None
                found[commit] = made or self._builder.build(self._objects.entries(commit))
                self._cache.put_snapshot(keys[commit], found[commit].to_json())  # type: ignore[union-attr]
        return found[before], found[after]  # type: ignore[return-value]

    def at(self, commit: str) -> Snapshot:
        """The snapshot of one commit."""
        return self.pair(commit, commit, {})[1]

    def _cached(self, key: str) -> Snapshot | None:
        content = self._cache.snapshot(key)
        return None if content is None else Snapshot.from_json(content)

    def _patched(
        self, near: Snapshot, commit: str, side: Mapping[str, Entry | None], changes: Mapping[str, Change]
    ) -> Snapshot | None:
        """`near` with the folders that differ read anew; None when links or submodules play a part."""
        if any(entry and entry.mode in {LINK, SUBMODULE} for change in changes.values() for entry in change):
            return None
        touched = {posixpath.dirname(path) for path in side if is_input(posixpath.basename(path))}
        linked = {target for raw in near.raw.values() for link in _links(raw) for target in link[1]}
        if linked.intersection(side) or any(_links(near.raw.get(folder, [])) for folder in touched):
            return None
        entries = self._objects.entries(commit, sorted(touched)) if touched else {}
        fresh = self._builder.folders(entries, near.links)
        raw = {folder: fields for folder, fields in near.raw.items() if folder not in touched} | fresh
        targets = {folder: found for folder, found in near.targets.items() if folder not in touched}
        return Snapshot(raw, near.links, near.submodules, targets | targets_of(fresh, near.links))


_LINKS_FIELD = 3


def _links(raw: list[object]) -> Iterator[tuple[str, Iterable[str]]]:
    """The links in a folder's JSON, without making values of it."""
    if len(raw) > _LINKS_FIELD and raw[_LINKS_FIELD]:
        yield from raw[_LINKS_FIELD]  # type: ignore[misc]
