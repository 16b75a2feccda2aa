"""A stack's local state file while steps work on it in checkouts; one that stayed empty is taken away by the last."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from oci_assets.platform.local_states import hold_state_file
from oci_assets.terraform.locks import LockBusyError
from oci_assets.terraform.workspace import Workspace, folder_name


class StateHold:
    """Makes the file (`local_states.hold_state_file`) and sees to it that it stays until `release`.

    Every holder has a shared lock. Only who can turn it into an exclusive one, has the stack's own lock besides, and
    the lock that Terraform takes on the file itself, removes the file: nobody else can be about to write to it.

    Args:
        state_dir: of the site.
        stack: its id.
        folder: of the stack in the checkout.
        estate_folder: of the stack where its state lies.

    Raises:
        EstateError: as `hold_state_file`. OSError: the file cannot be made.
    """

    def __init__(self, state_dir: Path, stack: str, folder: Path, estate_folder: Path) -> None:
        self._workspace = Workspace(state_dir, stack)
        self._workspace.prepare()
        holders = state_dir / "locks" / f"{folder_name(stack)}.state"
        self._descriptor = os.open(holders, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_SH)  # who removes the file is done in a moment
            self._file = hold_state_file(folder, estate_folder)
        except BaseException:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Let go; a file that nothing was written to is removed, unless somebody else may need it."""
        try:
            if self._file is not None and _is_empty(self._file):
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                with self._workspace.state_lock("clean-up", budget_seconds=0):
                    _remove_empty(self._file)
        except (BlockingIOError, LockBusyError):
            return  # whoever holds it now will look again
        finally:
            os.close(self._descriptor)


def _is_empty(file: Path) -> bool:
    return file.is_file() and file.stat().st_size == 0


def _remove_empty(file: Path) -> None:
    # Terraform's own lock on the file, see internal/states/statemgr/filesystem_lock_unix.go
    with file.open("r+b") as state, suppress(BlockingIOError, PermissionError):
        fcntl.lockf(state, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(state.fileno()).st_size == 0:
            file.unlink()
