"""Where one stack's files live in the state directory: data dir, logs, plans, lock. Folder names are made here only."""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from oci_assets.terraform.housekeeping import claimed, prune_logs, sweep
from oci_assets.terraform.journal import Journal
from oci_assets.terraform.lock_notes import LockNotes
from oci_assets.terraform.locks import file_lock

_SLUG_LENGTH = 60


def folder_name(text: str) -> str:
    """A readable folder name, different for every text, that cannot leave its parent.

    `toronto/vcn` gives `toronto-vcn-` and ten hexadecimal digits.
    """
    slug = re.sub(r"[^A-Za-z0-9_]+", "-", text).strip("-")[:_SLUG_LENGTH]
    digest = hashlib.sha256(text.encode("utf-8", errors="surrogateescape")).hexdigest()[:10]
    return f"{slug or 'stack'}-{digest}"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The files of one stack in a state directory; the directory belongs to one estate and one user."""

    state_dir: Path
    stack: str
    apart: bool = False
    """With a data dir for drift checks of another commit than applies work on."""

    @property
    def root(self) -> Path:
        """The stack's own folder."""
        return self.state_dir / "stacks" / folder_name(self.stack)

    @property
    def data_dir(self) -> Path:
        """`TF_DATA_DIR`: providers, modules and backend settings, outside of the user's checkout."""
        return self.root / ("drift-data" if self.apart else "data")

    @property
    def fingerprint_file(self) -> Path:
        """What the last good init saw. It lies in the data dir, so that removing that removes both."""
        return self.data_dir / "oci-assets-init.sha256"

    @property
    def journal(self) -> Journal:
        """The note that an apply of the stack is going on."""
        return Journal(self.stack, self.root / "applying.json")

    @property
    def lock_notes(self) -> LockNotes:
        """The note of commands that may have left Terraform's own lock behind."""
        return LockNotes(self.root / "locking.json")

    def alive_file(self, run_id: str) -> Path:
        """What a run holds a lock on while it lives, see `platform/liveness.py`."""
        return self.state_dir / "runs" / f"{run_id}.alive"

    def log_dir(self, run_id: str) -> Path:
        """Terraform's output of one run, made when missing; those of old runs go (`housekeeping.prune_logs`)."""
        folder = _private(self.root / "logs" / folder_name(run_id))
        os.utime(folder)  # a run that is taken up again is a new one
        prune_logs(folder.parent)
        return folder

    def errored_states(self) -> tuple[Path, ...]:
        """States that could not be written to their backend, oldest first; see `errored_state.py`."""
        return tuple(sorted(self.root.glob("errored*.tfstate"), key=lambda file: (len(file.name), file.name)))

    def free_errored_state(self) -> Path:
        """A place for one more of them: `errored.tfstate`, then `errored-2.tfstate` and so on."""
        taken = {file.name for file in self.errored_states()}
        names = ("errored.tfstate", *(f"errored-{number}.tfstate" for number in range(2, len(taken) + 2)))
        return self.root / next(name for name in names if name not in taken)

    def prepare(self) -> None:
        """Make the folders, readable for this user only."""
        for folder in (self.state_dir, self.root, self.data_dir, self.state_dir / "locks"):
            _private(folder)

    def backup_file(self) -> Path:
        """Where Terraform shall keep the state as it was before a command that works on the state alone."""
        return _private(self.root / "backups") / f"{datetime.now(timezone.utc):%Y%m%dT%H%M%S.%fZ}.tfstate"

    @contextmanager
    def plan_folder(self, run_id: str) -> Iterator[Path]:
        """A folder (0700) for plan files, which hold secrets in clear; it is gone afterwards.

        One that a killed process left behind goes as soon as anything is planned again (`housekeeping.py`).
        """
        plans = _private(self.root / "plans")
        sweep(plans)
        folder = plans / folder_name(f"{run_id} {os.getpid()} {threading.get_ident()}")
        with claimed(folder):
            yield folder

    def state_lock(
        self, run_id: str, *, budget_seconds: float, stop: threading.Event | None = None
    ) -> AbstractContextManager[int]:
        """One run at a time for this stack on this machine; see `locks.file_lock` for errors."""
        file = self.state_dir / "locks" / f"{folder_name(self.stack)}.lock"
        return file_lock(file, what=self.stack, run_id=run_id, budget_seconds=budget_seconds, stop=stop)

    def check_lock(
        self, run_id: str, *, budget_seconds: float, stop: threading.Event | None = None
    ) -> AbstractContextManager[int]:
        """One drift check at a time in the data dir that is apart; no apply ever waits for it."""
        file = self.state_dir / "locks" / f"{folder_name(self.stack)}.drift"
        what = f"the drift check of {self.stack}"
        return file_lock(file, what=what, run_id=run_id, budget_seconds=budget_seconds, stop=stop)

    @contextmanager
    def run_locks(
        self, run_id: str, lock_key: str | None, *, budget_seconds: float, stop: threading.Event
    ) -> Iterator[tuple[int, ...]]:
        """What a run holds: the stack's lock, and that of the place of its state, which another stack may share.

        `lock_key` names that place; None: nobody knows it. Each of the two is waited for within the budget.
        """
        with ExitStack() as stack:
            locks = [stack.enter_context(self.state_lock(run_id, budget_seconds=budget_seconds, stop=stop))]
            if lock_key is not None:
                file = self.state_dir / "locks" / f"state-{lock_key}.lock"
                what, who = f"the state of {self.stack}", f"{run_id} (which works on {self.stack})"
                place = file_lock(file, what=what, run_id=who, budget_seconds=budget_seconds, stop=stop)
                locks.append(stack.enter_context(place))
            yield tuple(locks)

    def plugin_cache_lock(
        self, run_id: str, *, budget_seconds: float, stop: threading.Event | None = None
    ) -> AbstractContextManager[int]:
        """One init at a time with a shared plugin cache: parallel ones break it (simulator-notes.md)."""
        file = self.state_dir / "locks" / "plugin-cache.lock"
        return file_lock(file, what="the plugin cache", run_id=run_id, budget_seconds=budget_seconds, stop=stop)


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
