"""Estates for tests of all floors: real git repositories, and trees in memory. Imported as `tests.builders`."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from oci_assets.estate.fact_cache import FactCache
from oci_assets.estate.git import Repository, open_repository
from oci_assets.estate.git_objects import LINK, Entry
from oci_assets.estate.snapshot import Snapshot, snapshot_of

FILE = "100644"
_IDENTITY = {"NAME": "Test", "EMAIL": "test@example.com"}
_GIT_ENVIRONMENT = {
    **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _IDENTITY.items()},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


class EstateRepo:
    """A real git repository in a folder of its own, and everything a test does to it. `root` is its top folder."""

    def __init__(self, root: Path, *, branch: str = "main") -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        if not (root / ".git").exists():
            self.git("init", "--quiet", f"--initial-branch={branch}")

    def git(self, *args: str) -> str:
        """What a git command prints, without the last line break; `subprocess.CalledProcessError` when it fails."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        return subprocess.run(
            ["git", *args],
            cwd=self.root,
            env={**environment, **_GIT_ENVIRONMENT},
            check=True,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
        ).stdout.rstrip("\n")

    def write(self, path: str, text: str | bytes = "") -> Path:
        """Write one file, with the folders above it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text)
        return file

    def write_all(self, files: Mapping[str, str] | Iterable[str]) -> None:
        """Write several files: path -> text, or paths of files whose text does not matter."""
        for path in files:
            self.write(path, files[path] if isinstance(files, Mapping) else f"# {path}\n")

    def link(self, path: str, target: str) -> None:
        """Make a symbolic link; `target` is taken as it is."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to(target)

    def remove(self, path: str) -> None:
        """Remove a file or folder from the working tree and the index."""
        self.git("rm", "-r", "--quiet", "--", path)

    def rename(self, old: str, new: str) -> None:
        """Move a file or folder."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", "--", old, new)

    def commit(self, message: str = "change", files: Mapping[str, str] | Iterable[str] = ()) -> str:
        """Write files, commit everything that is there (nothing is fine, too), give the full SHA."""
        self.write_all(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}")
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, start: str = "HEAD") -> None:
        """Make a branch and switch to it."""
        self.git("switch", "--quiet", "--create", name, start)

    def switch(self, name: str) -> None:
        """Check a branch out."""
        self.git("switch", "--quiet", name)

    def merge(self, name: str) -> str:
        """Merge a branch with a commit of its own; its SHA."""
        self.git("merge", "--quiet", "--no-ff", "--no-edit", name)
        return self.git("rev-parse", "HEAD")

    def clone(self, root: Path, *flags: str) -> EstateRepo:
        """A clone over `file://`, so that `--depth` counts."""
        self.git("clone", "--quiet", *flags, self.root.as_uri(), str(root))
        return EstateRepo(root)

    def repository(self) -> Repository:
        """The repository as the estate floor sees it."""
        return open_repository(self.root)


class MemoryTree:
    """A `Tree` in memory: path -> text, or paths of files whose text does not matter; `links` are path -> target."""

    def __init__(self, files: Mapping[str, str] | Iterable[str], links: Mapping[str, str] | None = None) -> None:
        texts = files if isinstance(files, Mapping) else dict.fromkeys(files, "")
        contents = {path: (FILE, text) for path, text in texts.items()}
        contents |= {path: (LINK, target) for path, target in (links or {}).items()}
        self._data: dict[str, bytes] = {}
        self._entries: dict[str, Entry] = {}
        for path in sorted(contents):
            mode, text = contents[path]
            data = text.encode("utf-8", "surrogateescape")
            oid = hashlib.sha1(data, usedforsecurity=False).hexdigest()
            self._data[oid] = data
            self._entries[path] = Entry(mode, oid)

    def entries(self) -> Mapping[str, Entry]:
        """Every file, sorted."""
        return self._entries

    def blobs(self, ids: Iterable[str]) -> Iterable[tuple[str, bytes]]:
        """The contents."""
        return [(oid, self._data[oid]) for oid in ids]


def snapshot(files: Mapping[str, str] | Iterable[str], links: Mapping[str, str] | None = None) -> Snapshot:
    """The snapshot of files in memory; nothing is kept on disk."""
    return snapshot_of(MemoryTree(files, links), FactCache(None))


def stack_files(*stacks: str) -> list[str]:
    """One file for each stack that leaves no doubt that it is one, as CD3 writes it: `REGION/SERVICE/backend.tf`."""
    return [f"{stack}/{name}" for stack in stacks for name in ("backend.tf", "main.tf")]
