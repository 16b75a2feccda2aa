"""A script, not a module: starts a command, stays beside it, and sees it to an orderly end when its own parent dies.

`python -I -S launch.py PARENT_PID GRACE_SECONDS LINGER_SECONDS NOTE_FD KEEP_FDS COMMAND ARG...`. Standard library only
and as few imports as can be: it costs one interpreter start for each Terraform command. The command's pid is written
to NOTE_FD. KEEP_FDS (`3,4` or empty) stay open here and never in the command: a lock among them is held until this
process ends. Outside Linux it becomes the command instead, which then outlives a killed parent.
"""

from __future__ import annotations

import _ctypes
import os
import sys
import time

TYPE_CHECKING = False  # `typing` takes longer to import than all the rest
if TYPE_CHECKING:
    import signal
else:  # what these two are made of: each costs half an interpreter start more (benchmarks/repeated_plan.py)
    import _signal as signal

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36
CANNOT_START = 127
# What the kernel sends us when the thread that waits for us is gone; never an order of anybody else.
ORPHANED = signal.SIGUSR1
STOPS = {signal.SIGINT, signal.SIGTERM}
WATCHED = {*STOPS, signal.SIGCHLD, ORPHANED}
UNTIL_SIGNAL_SECONDS = 3600.0


class Supervisor:
    """Waits for one command: hands on a single SIGINT, and kills the group when nobody else is left to do it."""

    def __init__(self, command: int, grace_seconds: float, linger_seconds: float) -> None:
        self.orphaned = False
        self._command = command
        self._grace_seconds = grace_seconds
        self._linger_seconds = min(grace_seconds, linger_seconds)
        self._interrupted = False
        self._kill_at: float | None = None  # monotonic seconds; None: the parent decides

    def until_end(self) -> int:
        """The command's wait status."""
        while (status := _reap(self._command)) is None:
            self._heed(_next_signal(self._kill_at))
            if self._kill_at is not None and time.monotonic() >= self._kill_at:
                os.kill(self._command, signal.SIGKILL)
                os.waitpid(self._command, 0)  # it writes the state: gone before we, and what we hold open, go
                os.killpg(0, signal.SIGKILL)
        return status

    def clear(self) -> None:
        """What the command left behind may finish for a moment, then it is killed, and we with it."""
        end = time.monotonic() + self._linger_seconds
        while _has_children():
            if time.monotonic() >= end:
                os.killpg(0, signal.SIGKILL)
            _next_signal(end)

    def _heed(self, number: int | None) -> None:
        if number == ORPHANED and not self.orphaned:
            self.orphaned = True
            self._kill_at = time.monotonic() + self._grace_seconds
        if (number == ORPHANED or number in STOPS) and not self._interrupted:
            self._interrupted = True  # two make Terraform drop the state
            os.kill(self._command, signal.SIGINT)


def main() -> int:
    """The exit code; the end by a signal when the command ended so."""
    parent, grace, linger, note, keep = sys.argv[1:6]
    command = sys.argv[6:]
    kept = [int(descriptor) for descriptor in keep.split(",") if descriptor]
    for descriptor in (int(note), *kept):
        os.set_inheritable(descriptor, False)  # gone when the command is executed
    for number in (*WATCHED, signal.SIGPIPE, signal.SIGXFSZ):
        # Started from a script with `&`, SIGINT is ignored and stays so over exec; Python ignores the last two.
        signal.signal(number, signal.SIG_DFL)
    if sys.platform != "linux":
        return _become(command, int(parent), int(note))
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    _prctl(PR_SET_PDEATHSIG, int(ORPHANED))
    _prctl(PR_SET_CHILD_SUBREAPER, 1)  # so that we learn when the last grandchild is gone
    if os.getppid() != int(parent):  # died before prctl
        return CANNOT_START
    me, child = os.getpid(), os.fork()
    if child == 0:
        # Were we killed, the kernel sends Terraform the SIGINT that lets it save the state and free the lock.
        _prctl(PR_SET_PDEATHSIG, int(signal.SIGINT))
        return _become(command, me, int(note))
    os.close(int(note))
    supervisor = Supervisor(child, float(grace), float(linger))
    code = os.waitstatus_to_exitcode(supervisor.until_end())
    if supervisor.orphaned or os.getppid() != int(parent):
        supervisor.clear()
    return code if code >= 0 else _end_by(-code)


def _prctl(option: int, value: int) -> None:
    """Ask the kernel for something about this process: https://man7.org/linux/man-pages/man2/prctl.2.html."""
    ourselves = _ctypes.dlopen(None, 0)  # type: ignore[arg-type]
    address = _ctypes.dlsym(ourselves, "prctl")
    _ctypes.call_function(address, (option, value, 0, 0, 0))


def _become(command: list[str], parent: int, note: int) -> int:
    """Become the command; returns only when that is impossible."""
    if os.getppid() != parent:
        return CANNOT_START
    os.write(note, b"%d" % os.getpid())
    # Blocked by the parent so that an early stop is kept until here instead of being lost.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
    try:
        os.execv(command[0], command)  # noqa: S606 - no shell is what we want
    except OSError as error:
        os.write(2, os.fsencode(f"cannot start {command[0]}: {error.strerror}\n"))
    return CANNOT_START


def _next_signal(end: float | None) -> int | None:
    """The next signal for us; None when `end` (monotonic seconds) came first."""
    seconds = UNTIL_SIGNAL_SECONDS if end is None else max(0.0, end - time.monotonic())
    got = signal.sigtimedwait(WATCHED, seconds)
    return None if got is None else got.si_signo


def _reap(wanted: int) -> int | None:
    """The wait status of one child, None while it runs; orphans that the kernel gave us are reaped on the way."""
    while True:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid in {0, wanted}:
            return status if pid else None


def _has_children() -> bool:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def _end_by(number: int) -> int:
    """End by the signal that ended the command, without a core file of ours."""
    _prctl(PR_SET_DUMPABLE, 0)
    os.kill(os.getpid(), number)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})
    return 128 + number


if __name__ == "__main__":
    os._exit(main())
