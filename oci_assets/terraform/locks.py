"""File locks of the operating system: they die with the process that holds them, so none is ever left behind."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from oci_assets.errors import OciAssetsError

POLL_SECONDS = 0.1
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class LockBusyError(OciAssetsError):
    """Somebody else holds the lock, for longer than we may wait. `holder` is what they wrote into it."""

    def __init__(self, what: str, holder: str, waited_seconds: float) -> None:
        """Name the holder."""
        self.what = what
        self.holder = holder
        super().__init__(
            f"{what} is locked by {holder}; waited {waited_seconds:.0f} s: let that run finish, then run this again"
        )


class LockInterruptedError(OciAssetsError):
    """The run was stopped while it waited for the lock."""


@contextmanager
def file_lock(
    file: Path, *, what: str, run_id: str, budget_seconds: float, stop: threading.Event | None = None
) -> Iterator[int]:
    """Hold an exclusive lock on `file` and give its descriptor.

    Threads of one process exclude each other, too, since each call opens the file anew.

    Args:
        file: made when missing, never deleted (a deleted lock file would let two in).
        what: for messages, for example `toronto/network`.
        run_id: written into the file for whoever has to wait.
        budget_seconds: how long to wait.
        stop: ends the waiting at once.

    Raises:
        LockBusyError: still held after the budget.
        LockInterruptedError: `stop` was set while waiting.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _acquire(descriptor, what, budget_seconds, stop or threading.Event())
        try:
            _write_holder(descriptor, run_id)
            yield descriptor
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def is_held(file: Path, *, when_gone: bool = False) -> bool:
    """Whether a process holds a lock on the file; `when_gone` where there is no such file."""
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return when_gone
    try:
        return not try_lock(descriptor)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, what: str, budget_seconds: float, stop: threading.Event) -> None:
    started = time.monotonic()
    while not try_lock(descriptor):
        waited = time.monotonic() - started
        if waited >= budget_seconds:
            raise LockBusyError(what, _holder(descriptor), waited)
        # flock cannot wait for two things at once, so we look again while we wait for the stop event.
        if stop.wait(min(POLL_SECONDS, budget_seconds - waited)):
            raise LockInterruptedError(f"stopped while waiting for the lock of {what}, held by {_holder(descriptor)}")


def try_lock(descriptor: int, how: int = fcntl.LOCK_EX) -> bool:
    """Take the lock (`LOCK_EX`, `LOCK_SH`) if that is possible at once; whether it was."""
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write_holder(descriptor: int, run_id: str) -> None:
    since = datetime.now(timezone.utc).isoformat(timespec="seconds")
    holder = {"pid": os.getpid(), "run": run_id, "since": since, "host": socket.gethostname(), "boot": boot_id()}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(holder).encode(), 0)


def boot_id() -> str | None:
    """What names this start of the machine: a pid means nothing after the next one. None where the kernel has none."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return None


def _holder(descriptor: int) -> str:
    try:
        holder = json.loads(os.pread(descriptor, 4096, 0))
        return f"run {holder['run']} (process {holder['pid']}, since {holder['since']})"
    except (ValueError, KeyError, TypeError):
        return "another process that has not written its name yet"
