"""The configuration of a whole tree: every folder's facts, links resolved. What reaches what is for `reach.py`."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from oci_assets.estate.constants import source_value
from oci_assets.estate.edges import targets_of
from oci_assets.estate.fact_cache import FactCache, default_cache_dir
from oci_assets.estate.facts import FileFacts
from oci_assets.estate.filenames import is_configuration, is_input
from oci_assets.estate.folders import Folder, Link, merge
from oci_assets.estate.git_objects import LINK, SUBMODULE, Entry
from oci_assets.estate.hcl_doubt import facts_in_doubt
from oci_assets.estate.hcl_facts import read_facts
from oci_assets.estate.links import Links
from oci_assets.estate.tree import Tree

Blobs = Callable[[Iterable[str]], Iterable[tuple[str, bytes]]]
_BATCH = 2000


@dataclass(slots=True)
class Snapshot:
    """What the configuration of one tree says.

    Attributes:
        raw: by folder (empty: the root), as JSON holds it; `folder` gives the value.
        links: the symbolic links of the tree.
        submodules: paths of submodules, whose content is not here.
        targets: the real folders that the module calls of a folder name; `NOWHERE` for one that nobody knows.
    """

    raw: dict[str, list[Any]]
    links: Links
    submodules: frozenset[str] = frozenset()
    targets: dict[str, list[str]] = field(default_factory=dict)
    _folders: dict[str, Folder] = field(default_factory=dict)

    def __contains__(self, folder: object) -> bool:
        """Whether the folder holds configuration."""
        return folder in self.raw and bool(self.folder(str(folder)).has_configuration)

    def folder(self, path: str) -> Folder:
        """The facts of a folder; empty ones where there is none."""
        found = self._folders.get(path)
        if found is None:
            found = self._folders[path] = Folder.from_json(self.raw.get(path, []))
        return found

    def shape(self) -> str:
        """A digest of all that stacks and their order depend on: not of line numbers, nor of files that are read."""
        parts = [(folder, _shape(self.raw[folder])) for folder in sorted(self.raw)]
        text = json.dumps([parts, self.links.targets, sorted(self.submodules)], separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """The snapshot as JSON takes it."""
        return {
            "folders": self.raw,
            "links": self.links.targets,
            "submodules": sorted(self.submodules),
            "targets": self.targets,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Snapshot:
        """The snapshot that `to_json` gave."""
        links = Links(content["links"])
        return cls(content["folders"], links, frozenset(content["submodules"]), content["targets"])


def _shape(fields: list[Any]) -> list[Any]:
    calls, _, inputs, links, states, backend, *rest = [*fields, *[()] * 6][: max(len(fields), 6)]
    without_lines = [(list(call)[:3], file) for call, file in calls or ()]
    return [
        without_lines,
        inputs,
        links,
        [(list(s)[:2], f) for s, f in states or ()],
        list(backend or ())[:2],
        *rest[:3],
    ]


def snapshot_of(tree: Tree, cache: FactCache | None = None) -> Snapshot:
    """The snapshot of a tree; what its blobs say is looked up in the user's cache, or in this one."""
    known = cache or FactCache(default_cache_dir())
    try:
        return SnapshotBuilder(tree.blobs, known).build(tree.entries())
    finally:
        known.close()


class SnapshotBuilder:
    """Makes snapshots from listings of trees; what a blob says is asked of the cache first."""

    def __init__(self, blobs: Blobs, cache: FactCache) -> None:
        self._blobs = blobs
        self._cache = cache

    def build(self, entries: Mapping[str, Entry]) -> Snapshot:
        """The snapshot of everything in a tree."""
        linked = {path: entry.oid for path, entry in entries.items() if entry.mode == LINK}
        texts = dict(self._blobs(set(linked.values()))) if linked else {}
        links = Links({path: texts[oid].decode("utf-8", "surrogateescape") for path, oid in linked.items()})
        submodules = frozenset(path for path, entry in entries.items() if entry.mode == SUBMODULE)
        raw = self.folders(entries, links)
        return Snapshot(raw, links, submodules, targets_of(raw, links))

    def folders(self, entries: Mapping[str, Entry], links: Links) -> dict[str, list[Any]]:
        """The facts of every folder in which `entries` lie; links must lead to paths that are entries, too."""
        inputs: dict[str, dict[str, str]] = defaultdict(dict)
        files: dict[str, dict[str, str]] = defaultdict(dict)
        through: dict[str, list[Link]] = defaultdict(list)
        for path, entry in entries.items():
            folder, _, name = path.rpartition("/")
            if entry.mode == SUBMODULE or not is_input(name):
                continue
            if entry.mode == LINK:
                real = links.real(path)
                through[folder].append(Link(path, (*real.links[1:], *([real.path] if real.path else []))))
                if (
                    real.path is None or real.path not in entries
                ):  # dangling: what it leads to may have been deleted just now
                    continue
                entry = entries[real.path]  # noqa: PLW2901 - from here on the link is what it leads to
            inputs[folder][name] = entry.oid
            if is_configuration(name):
                files[folder][path] = entry.oid
        facts = self.facts({path: oid for found in files.values() for path, oid in found.items()})
        merged = {
            folder: merge([(path, facts[path]) for path in files[folder]], names, through[folder])
            for folder, names in inputs.items()
        }
        return {folder: self._certain(found, inputs[folder]).to_json() for folder, found in merged.items()}

    def _certain(self, folder: Folder, oids: Mapping[str, str]) -> Folder:
        """The folder with the sources filled in that its own files say for certain."""
        if not any(call.source is None and call.expression for call, _ in folder.calls):
            return folder
        texts = dict(self._blobs(set(oids.values())))
        files = {name: texts[oid] for name, oid in oids.items()}
        known = [(call._replace(source=call.source or source_value(call, files)), path) for call, path in folder.calls]
        return replace(folder, calls=tuple(known))

    def facts(self, files: Mapping[str, str]) -> dict[str, FileFacts]:
        """What these files (path -> blob id) say; each blob is read once, JSON and HCL apart."""
        keys = {path: f"{oid}{':json' if path.endswith('.json') else ''}" for path, oid in files.items()}
        by_key = {key: path for path, key in keys.items()}
        known = {key: FileFacts.from_json(facts) for key, facts in self._cache.blobs(list(by_key)).items()}
        for some in _batches([key for key in by_key if key not in known]):
            fresh = dict(self._read({key: by_key[key] for key in some}))
            self._cache.put_blobs((key, facts.to_json()) for key, facts in fresh.items())
            known |= fresh
        return {path: known[key] for path, key in keys.items()}

    def _read(self, paths: Mapping[str, str]) -> Iterator[tuple[str, FileFacts]]:
        wanted: dict[str, list[str]] = defaultdict(list)
        for key in paths:
            wanted[key.partition(":")[0]].append(key)
        for oid, data in self._blobs(wanted):
            for key in wanted[oid]:
                facts = read_facts(data, posixpath.basename(paths[key]))
                yield key, facts_in_doubt(data, paths[key], facts) if facts.broken else facts


def _batches(items: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]
