"""The files of an estate, of a commit or of the working copy, behind one Protocol. Never leaves the repository."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from oci_assets.errors import EstateError
from oci_assets.estate.git import Repository, open_repository
from oci_assets.estate.git_output import TreeEntry

_LINKS_FOLLOWED = 8


class Tree(Protocol):
    """The files of an estate at one moment."""

    def paths(self) -> tuple[str, ...]:
        """Every file, relative to the root with `/`, sorted. Symbolic links count as files and are not followed."""
        ...

    def read(self, path: str) -> bytes | None:
        """The content of a file, None when there is no such file inside the repository."""
        ...


class CommitTree:
    """The files of a commit, read from git's objects: no checkout is needed."""

    def __init__(self, repository: Repository, sha: str) -> None:
        self._repository = repository
        self._entries: dict[str, TreeEntry] = {entry.path: entry for entry in repository.files_at(sha)}

    def paths(self) -> tuple[str, ...]:
        """Every file of the commit, sorted."""
        return tuple(self._entries)

    def read(self, path: str) -> bytes | None:
        """The content of a file; of a link to a file, that file's; None when it is missing or outside."""
        for _ in range(_LINKS_FOLLOWED):
            entry = self._entries.get(path)
            if entry is None:
                return None
            data = self._repository.read_blob(entry.blob)
            if not entry.is_link:
                return data
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), data.decode("utf-8", "replace")))
        return None


class WorkingTree:
    """The files on disk under a folder: what git tracks or would track; without git, everything that is not hidden."""

    def __init__(self, root: Path | str) -> None:
        self._root = Path(root).resolve()
        if not self._root.is_dir():
            raise EstateError(
                f"the estate folder {str(root)!r} does not exist: point --estate at a clone of the estate"
            )
        self._paths = _tracked(self._root)

    def paths(self) -> tuple[str, ...]:
        """Every file under the folder, sorted."""
        return self._paths

    def read(self, path: str) -> bytes | None:
        """The content of a file, None when it is missing or when a link leads outside."""
        try:
            file = (self._root / path).resolve()
            return file.read_bytes() if file.is_relative_to(self._root) and file.is_file() else None
        except (OSError, RuntimeError):  # a link that loops: RuntimeError before Python 3.13
            return None


def _tracked(root: Path) -> tuple[str, ...]:
    """What git lists under `root`, relative to it; what a walk finds when `root` is in no repository."""
    try:
        repository = open_repository(root)
    except EstateError:
        return tuple(sorted(_walk(root)))
    inside = root.relative_to(repository.root.resolve()).as_posix()
    files = repository.working_files()
    if inside == ".":
        return files
    return tuple(path[len(inside) + 1 :] for path in files if path.startswith(f"{inside}/"))


def _walk(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*files, *links):
            yield (Path(folder) / name).relative_to(root).as_posix()
