"""A script, not a module: ties a command to the life of its parent, then becomes that command.

`python -I -S launch.py PARENT_PID COMMAND ARG...`. Standard library only and as few imports as can be: it costs one
interpreter start for each Terraform command. It exists because `preexec_fn` is not safe in a process with threads.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
CANNOT_START = 127


def main() -> int:
    """Become the command; returns only when that is impossible."""
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        # The kernel sends one SIGINT when the waiting thread dies: Terraform saves the state and frees the lock.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
    for number in (signal.SIGINT, signal.SIGTERM):
        # Started from a script with `&`, SIGINT is ignored and stays so over exec.
        signal.signal(number, signal.SIG_DFL)
    # Blocked by the parent so that an early stop is kept until here instead of being lost.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    if os.getppid() != parent:  # died before prctl
        return CANNOT_START
    try:
        os.execv(command[0], command)  # noqa: S606 - no shell is what we want
    except OSError as error:
        os.write(2, os.fsencode(f"cannot start {command[0]}: {error.strerror}\n"))
    return CANNOT_START


if __name__ == "__main__":
    os._exit(main())
