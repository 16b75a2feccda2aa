"""An estate at a commit: its configuration, settings, stacks and levels, made once and kept in the cache."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import TracebackType
from typing import Any

from typing_extensions import Self

from oci_assets.errors import SettingsError
from oci_assets.estate import services as built_in
from oci_assets.estate.catalog import build_catalog
from oci_assets.estate.commit_settings import settings_at
from oci_assets.estate.discovery import discover
from oci_assets.estate.fact_cache import FactCache, default_cache_dir
from oci_assets.estate.filenames import is_input
from oci_assets.estate.git import Repository
from oci_assets.estate.git_objects import Change
from oci_assets.estate.settings import Settings
from oci_assets.estate.settings_file import FILE_NAME
from oci_assets.estate.snapshot import Snapshot
from oci_assets.estate.snapshots import Snapshots
from oci_assets.estate.texts import Texts
from oci_assets.model import Catalog

Keep = Callable[[str, Callable[[], Any]], Any]
"""Gives what the cache has of a name, else what the function finds, which is then kept."""

CATALOG_VERSION = 2
"""Goes up when the same files would give other stacks or levels than before."""


class Commit:
    """One commit of an estate; everything is read when it is asked for.

    Attributes:
        sha: the commit.
        settings: its `oci-assets.yaml`, or what replaces it.
    """

    def __init__(self, sha: str, settings: Settings, snapshot: Callable[[], Snapshot], keep: Keep) -> None:
        self.sha = sha
        self.settings = settings
        self._load = snapshot
        self._keep = keep

    @cached_property
    def snapshot(self) -> Snapshot:
        """Its configuration."""
        return self._load()

    @cached_property
    def shape(self) -> str:
        """What its stacks and levels depend on, as a digest."""
        return self.snapshot.shape()

    @cached_property
    def catalog(self) -> Catalog:
        """Everything about its stacks."""
        return build_catalog(self.snapshot, self.settings)

    @cached_property
    def stacks(self) -> Mapping[str, str]:
        """Folder by stack id."""
        found: Mapping[str, str] = self._keep("stacks", self._find_stacks)
        return found

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """Level (from 1) by stack id."""
        found: Mapping[str, int] = self._keep("levels", self._find_levels)
        return found

    def _find_stacks(self) -> dict[str, str]:
        found = discover(self.snapshot, self.settings.regions).stacks
        return {stack.id: str(stack.path) for stack in found.values()}

    def _find_levels(self) -> dict[str, int]:
        return {stack: number for number, level in enumerate(self.catalog.levels, start=1) for stack in level}


class Commits:
    """The commits of one repository; closes the cache at the end of its `with` block."""

    def __init__(
        self, repository: Repository, settings: Settings | None = None, cache: FactCache | None = None
    ) -> None:
        self._objects = repository.objects()
        self._settings = settings
        self._cache = cache or FactCache(default_cache_dir())
        self._snapshots = Snapshots(self._objects, self._cache)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._cache.close()

    def diff(self, before: str, after: str) -> dict[str, Change]:
        """What differs between two commits, by path."""
        return self._objects.diff(before, after)

    def at(self, sha: str) -> Commit:
        """One commit.

        Raises:
            SettingsError: its `oci-assets.yaml` has mistakes.
        """
        return self._commit(sha, self._settings_at(sha), None, {})

    def pair(self, before: str, after: str, changes: Mapping[str, Change]) -> tuple[Commit, Commit]:
        """Two commits that differ by `changes`, which spares reading both whole.

        Raises:
            SettingsError: `oci-assets.yaml` of the second has mistakes.
        """
        settings = self._settings_at(after)
        try:
            earlier = self._settings_at(before) if FILE_NAME in changes else settings
        except SettingsError:  # mended by this very change: what it said before cannot be known
            earlier = settings
        return self._commit(before, earlier, after, changes), self._commit(after, settings, before, changes)

    def texts(self, commit: Commit) -> Texts:
        """A search in the files of a commit."""
        return Texts(lambda folder: self._inputs(commit.sha, folder))

    def _inputs(self, sha: str, folder: str) -> Iterator[bytes]:
        entries = self._objects.entries(sha, [folder])
        oids = {entry.oid for path, entry in entries.items() if is_input(posixpath.basename(path))}
        yield from (data for _, data in self._objects.blobs(oids))

    def _settings_at(self, sha: str) -> Settings:
        if self._settings is not None:
            return self._settings
        return settings_at(self._objects, sha)

    def _commit(self, sha: str, settings: Settings, near: str | None, changes: Mapping[str, Change]) -> Commit:
        digest, tree = _digest(settings), self._objects.tree_id(sha)

        def keep(what: str, find: Callable[[], Any]) -> Any:
            """Under the tree's id, and under the snapshot's shape: most commits leave stacks and order as they are."""
            return self._kept(f"{what}:{tree}:{digest}", lambda: self._kept(f"{what}:{commit.shape}:{digest}", find))

        commit = Commit(sha, settings, lambda: self._snapshots.of(sha, near, changes), keep)
        return commit

    def _kept(self, key: str, find: Callable[[], Any]) -> Any:
        known = self._cache.snapshot(key)
        if known is None:
            known = find()
            self._cache.put_snapshot(key, known)
        return known


def _digest(settings: Settings) -> str:
    """Over all that stacks and levels depend on beside the files: settings, the built-in maps, this program."""
    maps = (built_in.SERVICE_DEPENDENCIES, built_in.SOFT_DEPENDENCIES, built_in.SERVICE_ALIASES)
    text = json.dumps([CATALOG_VERSION, settings.model_dump(mode="json"), *maps], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
