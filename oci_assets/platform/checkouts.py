"""Checkouts of single commits in the state directory: made once, shared by steps and runs, removed when long unused.

`STATE_DIR/checkouts/SHA` is the checkout, `SHA.ready` says that it is complete and of which estate, `SHA.linked` for
which stacks the states are linked, a shared lock on `SHA.lock` that somebody works in it. Who makes, removes or begins
to use one holds `STATE_DIR/checkouts/.lock` meanwhile.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from oci_assets.errors import OciAssetsError
from oci_assets.estate.git_worktrees import add_worktree, remove_worktree
from oci_assets.platform.local_states import drop_committed_states, holds_state, link_states

CHECKOUTS = "checkouts"
KEPT = 20
UNUSED_SECONDS = 7 * 24 * 3600.0
RECENT_SECONDS = 3600.0
"""What was used since then stays, whatever the count: a Terraform whose run was killed may still work there."""


@dataclass(frozen=True, slots=True)
class Checkouts:
    """The checkouts of one estate.

    Attributes:
        state_dir: they lie in its `checkouts` folder.
        estate: the top folder of the estate's own repository.
        kept: how many that are not recent stay; those in use and recent ones always do.
        states: where local states lie, by the folder of their stack; None for the estate itself.
    """

    state_dir: Path
    estate: Path
    kept: int = KEPT
    states: Path | None = None

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self.state_dir / CHECKOUTS

    @contextmanager
    def use(self, commit: str, stacks: Mapping[str, PurePosixPath]) -> Iterator[Path]:
        """The top folder of the checkout of a commit (full SHA), which stays until the block ends.

        The states of `stacks` (folder by stack id) that are local files are those of the estate itself.

        Raises:
            GitError: the commit is not here. OciAssetsError: the checkout cannot be made.
        """
        with ExitStack() as until_used:
            try:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                with _locked(self.folder / ".lock", fcntl.LOCK_EX):
                    if self._ready(commit).exists() and not self._is_sound(commit):
                        self._remove_unless_used(commit)
                    until_used.enter_context(_locked(self._lock(commit), fcntl.LOCK_SH))
                    root = self._make(commit, stacks)
                    self._link(root, stacks)
                    os.utime(self._lock(commit))
                    self._prune()
            except OSError as error:
                raise OciAssetsError(
                    f"the checkout of {commit[:10]} in {self.folder} cannot be made: {error}: free or mend the state "
                    "directory, then re-execute the run"
                ) from error
            yield root

    def _lock(self, commit: str) -> Path:
        return self.folder / f"{commit}.lock"

    def _ready(self, commit: str) -> Path:
        return self.folder / f"{commit}.ready"

    def _make(self, commit: str, stacks: Mapping[str, PurePosixPath]) -> Path:
        root = self.folder / commit
        if not (self._ready(commit).exists() and root.is_dir()):
            self._remove(commit)  # what a killed process left half done
            add_worktree(self.estate, root, commit)
            drop_committed_states(root, stacks.values())
            self._ready(commit).write_text(self._origin(), encoding="utf-8", errors="surrogateescape")
        return root

    def _is_sound(self, commit: str) -> bool:
        """Whether a checkout is that of the estate where it is now: its git folder and its links to states."""
        try:
            made_of = self._ready(commit).read_text(encoding="utf-8", errors="surrogateescape")
            git_folder = (self.folder / commit / ".git").read_text(encoding="utf-8", errors="surrogateescape")
        except (FileNotFoundError, NotADirectoryError):
            return False
        is_linked = Path(git_folder.removeprefix("gitdir:").strip()).is_dir()
        return is_linked and made_of in {self._origin(), ""}  # a version before this wrote nothing

    def _origin(self) -> str:
        return f"{self.estate}\n{self.states or self.estate}\n"

    def _link(self, root: Path, stacks: Mapping[str, PurePosixPath]) -> None:
        """Once for these stacks: a sweep over thousands must not look at thousands of links for each of them."""
        linked = root.with_suffix(".linked")
        wanted = hashlib.sha256("\n".join(sorted(map(str, stacks.values()))).encode()).hexdigest()
        if not linked.exists() or wanted not in linked.read_text(encoding="ascii").split():
            link_states(root, self.states or self.estate, stacks.values())
            with linked.open("a", encoding="ascii") as file:
                file.write(f"{wanted}\n")

    def _prune(self) -> None:
        unused_seconds = {ready.stem: time.time() - _used_at(ready) for ready in self.folder.glob("*.ready")}
        by_use = sorted(unused_seconds, key=unused_seconds.__getitem__)
        for place, commit in enumerate(by_use):
            surplus = place >= self.kept and unused_seconds[commit] > RECENT_SECONDS
            if surplus or unused_seconds[commit] > UNUSED_SECONDS:
                self._remove_unless_used(commit)

    def _remove_unless_used(self, commit: str) -> None:
        try:
            with _locked(self._lock(commit), fcntl.LOCK_EX | fcntl.LOCK_NB):
                if not holds_state(self.folder / commit):  # one that is no link is the only copy there is
                    self._remove(commit)
        except BlockingIOError:
            return

    def _remove(self, commit: str) -> None:
        self._ready(commit).unlink(missing_ok=True)
        (self.folder / f"{commit}.linked").unlink(missing_ok=True)
        remove_worktree(self.estate, self.folder / commit)


def _used_at(ready: Path) -> float:
    """When a checkout was last used, in seconds since the epoch."""
    lock = ready.with_suffix(".lock")
    return (lock if lock.exists() else ready).stat().st_mtime


@contextmanager
def _locked(file: Path, how: int) -> Iterator[None]:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)
