"""Waits for one child process and stops it in order: one interrupt, a grace period, then its whole group is killed."""

from __future__ import annotations

import logging
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal, Protocol

from oci_assets.terraform.tail import LineTail

logger = logging.getLogger(__name__)

StopCause = Literal["timeout", "interrupt"]
TICK_SECONDS = 0.08
# What Terraform leaves behind in its group (local-exec) may finish for this long, or for the grace if that is less.
LINGER_SECONDS = 2.0


class Child(Protocol):
    """The little of `subprocess.Popen` that is needed here; it leads a process group of its own."""

    pid: int
    returncode: int

    def poll(self) -> int | None:
        """The exit code, None while it runs."""

    def wait(self) -> int:
        """The exit code, after the end."""


class Watch:
    """Waits for one child: wakes at once when it ends, looks at stop event and output every `TICK_SECONDS`."""

    def __init__(self, child: Child, grace_seconds: float, note: int) -> None:
        """Take over `note`, the descriptor from which the launcher's command can be read (empty: none was started)."""
        self.killed = False
        self._child = child
        self._idle = threading.Event()  # never set: only to wait on
        self._grace_seconds = grace_seconds
        self._kill_at: float | None = None  # monotonic seconds; set when it was asked to end
        self._note = note
        self._pidfd = _open_pidfd(child.pid)

    def until_end(self, deadline: float, stop: threading.Event, tails: Sequence[LineTail] = ()) -> StopCause | None:
        """Wait for the end; asks for it when `stop` is set or the deadline (monotonic seconds) has passed."""
        stopped: StopCause | None = None
        while not self._ended_within(TICK_SECONDS):
            _drain(tails)
            if stop.is_set() or time.monotonic() >= deadline:
                stopped = "interrupt" if stop.is_set() else "timeout"
                self._stop(tails)
                break
        self._await_command(tails)
        for tail in tails:
            tail.finish()
        return stopped

    def close(self) -> None:
        """Leave nothing behind: neither the child (we may come here by an exception) nor its group."""
        try:
            self._outlast_interrupts()
            self._await_command()
            self._clear_group()
        finally:
            os.close(self._note)
            if self._pidfd is not None:
                os.close(self._pidfd)

    def _outlast_interrupts(self) -> None:
        """Stop the child; a second Ctrl-C does not cut the grace period short, it is raised when the child is gone."""
        impatient: BaseException | None = None
        while self._child.returncode is None:
            try:
                self._stop()
            except Exception:  # noqa: PERF203 - a loop of one or two rounds
                raise
            except BaseException as interrupt:  # noqa: BLE001 - KeyboardInterrupt or Dagster's own, raised below
                impatient = interrupt
        if impatient is not None:
            raise impatient

    def _stop(self, tails: Sequence[LineTail] = ()) -> None:
        """One SIGINT to the child alone (SIGTERM or the group would hit its helpers), the grace period, SIGKILL."""
        if self._kill_at is None:  # two interrupts make Terraform drop the state
            self._kill_at = time.monotonic() + self._grace_seconds
            with suppress(ProcessLookupError):
                os.kill(self._child.pid, signal.SIGINT)
        while not self._ended_within(TICK_SECONDS):
            _drain(tails)
            if time.monotonic() >= self._kill_at:
                self.killed = True
                self._kill_group()
                self._child.wait()

    def _await_command(self, tails: Sequence[LineTail] = ()) -> None:
        """Had somebody killed the launcher, its command got the kernel's SIGINT and has the grace period to end."""
        if self.killed or self._child.returncode >= 0:
            return
        command = int(os.read(self._note, 32) or 0)  # all writers are gone: this never waits
        pidfd = _open_pidfd(command) if command else None
        if pidfd is None:
            return
        try:
            end = time.monotonic() + self._grace_seconds
            while not _is_readable(pidfd, TICK_SECONDS):
                _drain(tails)
                if time.monotonic() >= end:
                    self.killed = True
                    self._kill_group()
        finally:
            os.close(pidfd)

    def _ended_within(self, seconds: float) -> bool:
        if self._pidfd is None:
            return self._child.poll() is not None or self._idle.wait(seconds) or self._child.poll() is not None
        return _is_readable(self._pidfd, seconds) and self._child.wait() is not None

    def _clear_group(self) -> None:
        """Grandchildren that outlive the child get a moment, then SIGKILL."""
        end = time.monotonic() + min(self._grace_seconds, LINGER_SECONDS)
        try:
            while self._group_lives() and time.monotonic() < end:
                self._idle.wait(TICK_SECONDS)
        finally:
            if self._group_lives():
                logger.warning("killing what process group %s left behind", self._child.pid)
                self._kill_group()

    def _group_lives(self) -> bool:
        try:
            os.killpg(self._child.pid, 0)
        except (ProcessLookupError, PermissionError):
            return False
        return True

    def _kill_group(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, signal.SIGKILL)


def _drain(tails: Sequence[LineTail]) -> None:
    for tail in tails:
        tail.drain()


def _is_readable(descriptor: int, seconds: float) -> bool:
    poller = select.poll()
    poller.register(descriptor, select.POLLIN)
    return bool(poller.poll(seconds * 1000))


def _open_pidfd(pid: int) -> int | None:
    """A descriptor that turns readable when the process ends; None where the kernel has none (macOS, old Linux)."""
    if sys.platform != "linux":
        return None
    try:
        return os.pidfd_open(pid)
    except OSError:
        return None
