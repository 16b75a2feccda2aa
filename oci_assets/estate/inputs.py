"""The files that a stack reads, as they lie on disk, and one digest over them: equal as long as none of them changes.

What counts is what a change would select the stack for (`comparison.py`), with files that git ignores in its own folder
and in those of its modules. Files outside the repository are not seen; a lock file says which providers, not what is
planned.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import threading
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from oci_assets.estate.changes import shared_by_all
from oci_assets.estate.comparison import Comparison
from oci_assets.estate.facts import ANY, ARCHIVE, MODULE, NAMES_GLOB, TREE, Read
from oci_assets.estate.filenames import is_input
from oci_assets.estate.git_objects import Change
from oci_assets.estate.links import join
from oci_assets.estate.matching import Changes
from oci_assets.estate.reach import Reach
from oci_assets.estate.settings import Settings
from oci_assets.estate.snapshot import snapshot_of
from oci_assets.estate.texts import Texts
from oci_assets.estate.tree import WorkingTree

_LOCK_FILE = ".terraform.lock.hcl"
_OF_TERRAFORM = (".tfstate", ".tfstate.backup", ".tfstate.lock.info")


class Inputs:
    """The inputs of the stacks of one working tree: which files is found out once, their content each time.

    Any number of threads may share it.
    """

    def __init__(self, root: Path, settings: Settings) -> None:
        tree = WorkingTree(root)
        self._root = root.resolve()
        self._reach = Reach(snapshot_of(tree))
        every = {path: Change(None, entry) for path, entry in tree.entries().items()}
        texts = Texts(lambda folder: (file.read_bytes() for file in self._own(folder)))
        self._comparison = Comparison(Changes(every), self._reach, {}, texts)
        self._shared = frozenset(shared_by_all(settings, every))
        self._paths: dict[str, frozenset[str]] = {}
        self._finding = threading.Lock()

    def digest(self, folder: PurePosixPath) -> str:
        """A digest over path and content of all that the stack in this folder reads; missing files count as such.

        Raises:
            OSError: a file cannot be read.
        """
        found = [[path, self._content(path)] for path in sorted(self.paths(folder))]
        return hashlib.sha256(json.dumps(found).encode("utf-8", "surrogateescape")).hexdigest()

    def paths(self, folder: PurePosixPath) -> frozenset[str]:
        """Paths of the stack's inputs from the root of the repository."""
        root = self._reach.snapshot.links.real(str(folder)).path
        if root is None:  # a link that leads out of the repository
            root = str(folder)
        with self._finding:
            if root not in self._paths:
                reasons = self._comparison.reasons_of(root)
                self._paths[root] = frozenset(reason.path for reason in reasons)
        modules = [module.folder for module in self._reach.closure(root)[0]]
        found = {*self._shared, *self._paths[root]}
        for module in modules:
            found.update(map(self._relative, self._own(module)))
            for read in self._reach.snapshot.folder(module).reads:
                found.update(self._read(read, module if read.base == MODULE else root))
        return frozenset(path for path in found if _is_counted(path))

    def _own(self, folder: str) -> list[Path]:
        """What Terraform reads in a folder itself, also what git ignores."""
        place = self._root / folder
        return sorted(file for file in place.iterdir() if is_input(file.name)) if place.is_dir() else []

    def _read(self, read: Read, base: str) -> Iterator[str]:
        """What a read names on disk, whether or not git knows it; a file that may come counts, too."""
        path = join(base, read.path) if ANY not in read.path else None
        if path is None or read.what == NAMES_GLOB:
            return
        place = self._root / path
        is_place = path in {"", base} or base.startswith(f"{path}/")  # `${path.module}/..` names no content
        if read.what in {TREE, ARCHIVE} and place.is_dir():
            if not is_place:
                yield from (self._relative(Path(where) / name) for where, _, names in os.walk(place) for name in names)
        elif not place.is_dir():
            yield path

    def _relative(self, file: Path) -> str:
        return file.relative_to(self._root).as_posix()

    def _content(self, path: str) -> str:
        file = self._root / path
        link = f"-> {file.readlink()} " if file.is_symlink() else ""
        if not file.is_file():
            return f"{link}{'folder' if file.is_dir() else 'missing'}"
        return link + hashlib.sha256(file.read_bytes()).hexdigest()


def _is_counted(path: str) -> bool:
    return posixpath.basename(path) != _LOCK_FILE and not path.endswith(_OF_TERRAFORM)
