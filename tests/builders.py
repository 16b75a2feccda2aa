"""Estates for tests of all floors: real git repositories, and trees in memory. Imported as `tests.builders`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from oci_assets.estate.git import Repository, open_repository

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
    """A `Tree` in memory: path -> text, or paths of files whose text does not matter."""

    def __init__(self, files: Mapping[str, str] | Iterable[str]) -> None:
        texts = files if isinstance(files, Mapping) else dict.fromkeys(files, "")
        self._files = {path: texts[path].encode("utf-8", "surrogateescape") for path in sorted(texts)}
        self.read_paths: list[str] = []

    def paths(self) -> tuple[str, ...]:
        """Every file, sorted."""
        return tuple(self._files)

    def read(self, path: str) -> bytes | None:
        """The content of a file; what was asked for is kept in `read_paths`."""
        self.read_paths.append(path)
        return self._files.get(path)


def stack_files(*stacks: str) -> list[str]:
    """One file for each stack that leaves no doubt that it is one, as CD3 writes it: `REGION/SERVICE/backend.tf`."""
    return [f"{stack}/{name}" for stack in stacks for name in ("backend.tf", "main.tf")]
