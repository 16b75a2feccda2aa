"""Git's objects in bulk: whole trees, raw differences, thousands of blobs through one process. Only reads."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, BinaryIO, NamedTuple

import git
from git.exc import GitCommandNotFound
from git.exc import GitError as GitPythonError

from oci_assets.errors import GitError

# Folders are names, never patterns, and reading changes nothing.
_ENVIRONMENT = {"GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0"}
LINK, SUBMODULE = "120000", "160000"


class Entry(NamedTuple):
    """A file, symbolic link or submodule of a tree: its mode and object id."""

    mode: str
    oid: str


class Change(NamedTuple):
    """What became of one path: None where the path is not there on that side."""

    before: Entry | None
    after: Entry | None


class GitObjects:
    """Bulk reads of one repository; not to be shared between threads."""

    def __init__(self, repo: git.Repo) -> None:
        self._repo = repo
        self._trees: dict[str, str] = {}

    def tree_id(self, commit: str) -> str:
        """The id of a commit's root tree.

        Raises:
            GitError: the commit is not here.
        """
        if commit not in self._trees:
            line = self._lines("rev-parse", "--verify", "--end-of-options", f"{commit}^{{tree}}")[0]
            self._trees[commit] = line.strip()
        return self._trees[commit]

    def entries(self, commit: str, folders: Sequence[str] | None = None) -> dict[str, Entry]:
        """Everything in a commit by path, or only what lies directly in these folders.

        Raises:
            GitError: the commit is not here.
        """
        if folders is None:
            return dict(_entry(line) for line in self._records("ls-tree", "-r", "-z", "--full-tree", commit))
        found: dict[str, Entry] = {}
        for some in _chunks([f"{folder}/" for folder in folders if folder], 500):
            found.update(self._listed(commit, "--", *some))
        if "" in folders:
            found.update(self._listed(commit))
        return found

    def _listed(self, commit: str, *places: str) -> Iterator[tuple[str, Entry]]:
        lines = self._records("ls-tree", "-z", "--full-tree", commit, *places)
        return (_entry(line) for line in lines if not line.startswith("040000"))

    def working_entries(self) -> dict[str, Entry | None]:
        """Every file of the working tree that git tracks or would track; None where git does not have its content."""
        found: dict[str, Entry | None] = {}
        for line in self._records("ls-files", "-z", "--stage"):
            about, path = line.split("\t", 1)
            mode, oid, stage = about.split(" ")
            found[path] = Entry(mode, oid) if stage == "0" else None
        for path in self._records("diff-files", "-z", "--name-only"):
            found[path] = None
        for path in self._records("ls-files", "-z", "--others", "--exclude-standard"):
            found[path] = None
        for path in self._records("ls-files", "-z", "--deleted"):
            found.pop(path, None)
        return found

    def diff(self, before: str, after: str) -> dict[str, Change]:
        """What differs between two commits, by path; both sides of a rename are paths of their own.

        Raises:
            GitError: a commit is not here.
        """
        fields = iter(self._records("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after))
        changes = {}
        for about in fields:
            old_mode, new_mode, old, new, _ = about.removeprefix(":").split(" ")
            changes[next(fields)] = Change(_present(old_mode, old), _present(new_mode, new))
        return changes

    def blobs(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The content of blobs by id, in order, through one process; one blob is held at a time.

        Raises:
            GitError: an object is missing (a shallow or partial clone, a damaged repository).
        """
        with tempfile.TemporaryFile() as wanted:
            wanted.write("".join(f"{oid}\n" for oid in oids).encode())
            wanted.seek(0)
            process = self._start("cat-file", "--batch", "--buffer", istream=wanted)
            is_read = False
            try:
                yield from self._contents(process.stdout)
                is_read = True
            finally:
                process.stdout.close()
                self._end(process, is_read=is_read)

    def _contents(self, stream: IO[bytes]) -> Iterator[tuple[str, bytes]]:
        while header := stream.readline():
            oid, *about = header.decode().split()
            size = int(about[1]) if len(about) == 2 else -1
            content = stream.read(size) if size >= 0 else b""
            if len(content) != size or stream.read(1) != b"\n":
                raise GitError(f"git has no object {oid} in {self._repo.git_dir}: git fetch --unshallow, or git fsck")
            yield oid, content

    def _start(self, *args: str, istream: BinaryIO) -> Any:
        try:
            return self._repo.git.execute(["git", *args], istream=istream, as_process=True, env=_ENVIRONMENT)
        except (GitPythonError, OSError) as error:
            raise self._failed(args[0], error) from error

    def _end(self, process: Any, *, is_read: bool) -> None:
        """Wait for a process. One that was read to its end must have ended well; another lost whom it wrote to."""
        try:
            process.wait()
        except GitPythonError as error:
            if is_read:
                raise self._failed("cat-file", error) from error

    def _lines(self, *args: str) -> list[str]:
        return self._run(args).decode("utf-8", "surrogateescape").splitlines()

    def _records(self, *args: str) -> list[str]:
        return self._run(args).decode("utf-8", "surrogateescape").split("\0")[:-1]

    def _run(self, args: Sequence[str]) -> bytes:
        try:
            output: bytes = self._repo.git.execute(
                ["git", *args], stdout_as_string=False, strip_newline_in_stdout=False, env=_ENVIRONMENT
            )
        except (GitPythonError, OSError) as error:
            raise self._failed(args[0], error) from error
        return output

    def _failed(self, command: str, error: Exception) -> GitError:
        if isinstance(error, OSError | GitCommandNotFound):
            return GitError(f"git could not be started in {self._repo.git_dir}: is it installed?")
        what = str(getattr(error, "stderr", "") or error).strip()
        return GitError(f"git {command} failed in {self._repo.git_dir}: {what}: run git fsck or git fetch")


def _entry(line: str) -> tuple[str, Entry]:
    about, path = line.split("\t", 1)
    mode, _, oid = about.split(" ")
    return path, Entry(mode, oid)


def _present(mode: str, oid: str) -> Entry | None:
    return None if mode == "000000" else Entry(mode, oid)


def _chunks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
