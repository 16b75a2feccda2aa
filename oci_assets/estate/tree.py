"""The files of an estate, of a commit or of the working copy, behind one Protocol. Never leaves the repository."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from oci_assets.errors import EstateError
from oci_assets.estate.git import open_repository
from oci_assets.estate.git_objects import LINK, Entry, GitObjects
from oci_assets.estate.links import Links

_FILE = "100644"


class Tree(Protocol):
    """The files of an estate at one moment."""

    def entries(self) -> Mapping[str, Entry]:
        """Every file, link and submodule by path from the root, with an id that changes with its content."""
        ...

    def blobs(self, ids: Iterable[str]) -> Iterable[tuple[str, bytes]]:
        """Contents by id, in any order; of a link it is the path that it leads to."""
        ...


def read_file(tree: Tree, path: str) -> bytes | None:
    """The content of one file, of a link what it leads to; None when there is no such file inside the repository."""
    entries = tree.entries()
    linked = {name: entry.oid for name, entry in entries.items() if entry.mode == LINK}
    texts = dict(tree.blobs(set(linked.values()))) if linked else {}
    links = Links({name: texts[oid].decode("utf-8", "surrogateescape") for name, oid in linked.items()})
    real = links.real(path).path
    entry = entries.get(real) if real is not None else None
    return next((data for _, data in tree.blobs([entry.oid])), None) if entry else None


class CommitTree:
    """The files of a commit, read from git's objects: no checkout is needed."""

    def __init__(self, objects: GitObjects, sha: str) -> None:
        self._objects = objects
        self._entries = objects.entries(sha)

    def entries(self) -> Mapping[str, Entry]:
        """Everything in the commit."""
        return self._entries

    def blobs(self, ids: Iterable[str]) -> Iterable[tuple[str, bytes]]:
        """Contents from git's objects."""
        return self._objects.blobs(ids)


class WorkingTree:
    """The files on disk under a folder: what git tracks or would track; without git, everything that is not hidden.

    What git knows to be unchanged has the id that git gave it and is read from git; everything else is read from disk.
    """

    def __init__(self, root: Path | str) -> None:
        self._root = Path(root).resolve()
        if not self._root.is_dir():
            raise EstateError(
                f"the estate folder {str(root)!r} does not exist: point --estate at a clone of the estate"
            )
        self._objects: GitObjects | None = None
        self._on_disk: dict[str, str] = {}
        self._entries = dict(sorted(self._listed()))

    def entries(self) -> Mapping[str, Entry]:
        """Every file under the folder, sorted by path."""
        return self._entries

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Contents, as they are on disk at the time of the call where git does not have them."""
        wanted = list(ids)
        for oid in wanted:
            if oid in self._on_disk:
                yield oid, self._content(self._on_disk[oid])
        rest = [oid for oid in wanted if oid not in self._on_disk]
        if rest and self._objects is not None:
            yield from self._objects.blobs(rest)

    def _listed(self) -> Iterator[tuple[str, Entry]]:
        try:
            repository = open_repository(self._root)
        except EstateError:
            yield from self._read_from_disk(_walk(self._root))
            return
        self._objects = repository.objects()
        inside = self._root.relative_to(repository.root.resolve()).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        for path, entry in self._objects.working_entries().items():
            if path.startswith(prefix):
                if entry is None:
                    yield from self._read_from_disk([path[len(prefix) :]])
                else:
                    yield path[len(prefix) :], entry

    def _read_from_disk(self, paths: Iterable[str]) -> Iterator[tuple[str, Entry]]:
        for path in paths:
            file = self._root / path
            mode = LINK if file.is_symlink() else _FILE
            if mode == LINK or file.is_file():
                data = self._content(path)
                oid = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
                self._on_disk[oid] = path
                yield path, Entry(mode, oid)

    def _content(self, path: str) -> bytes:
        file = self._root / path
        return os.fsencode(file.readlink()) if file.is_symlink() else file.read_bytes()


def _walk(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*files, *links):
            yield posixpath.join((Path(folder)).relative_to(root).as_posix(), name).removeprefix("./")
