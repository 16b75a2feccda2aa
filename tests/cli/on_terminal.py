"""The command line on a terminal of its own, with a person who answers one question."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from tests.cli.command_line import ENTRY, WAIT_SECONDS


def on_terminal(arguments: Sequence[str], question: str, answer: str) -> tuple[int, str]:
    """Exit code, and all that was shown; `answer` is typed when the question is there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", ENTRY.format(module=""), *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        shown, asked = b"", False
        with suppress(OSError):  # Linux ends a terminal that nobody holds any more with EIO
            while part := os.read(ours, 4096):
                shown += part
                if not asked and question.encode() in shown:
                    asked = True
                    os.write(ours, answer.encode())
        os.close(ours)
        code = process.wait(WAIT_SECONDS)
    return code, shown.decode()
