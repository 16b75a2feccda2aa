"""The only door to child processes: output to files, one interrupt, a grace period, then the whole group is killed.

Facts behind the rules are in dagster-notes.md ("Locks, retries, stopping"). Nothing here knows Terraform.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from oci_assets.errors import CommandError
from oci_assets.terraform.tail import LineTail, read_end
from oci_assets.terraform.watch import LINGER_SECONDS, StopCause, Watch

logger = logging.getLogger(__name__)

LAUNCHER = Path(__file__).with_name("launch.py")
CAPTURE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ProcessResult:
    """How a child ended.

    Attributes:
        returncode: exit code; negative: ended by that signal.
        log_file: its standard output, mode 0600.
        error_file: its standard error.
        stopped: why we asked it to stop; None when it ended by itself.
        killed: it did not end within the grace period and was killed.
        seconds: wall time.
    """

    returncode: int
    log_file: Path
    error_file: Path
    stopped: StopCause | None
    killed: bool
    seconds: float


def run_process(
    argv: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    log_file: Path,
    timeout_seconds: float,
    stop: threading.Event,
    grace_seconds: float,
    on_line: Callable[[str], None] | None = None,
    keep_open: Sequence[int] = (),
    input_file: Path | None = None,
) -> ProcessResult:
    """Run a command to its end, in the calling thread, and tell how it ended.

    `on_line` gets every line of output while the command runs. Should it raise, or this thread be interrupted, the
    command is stopped in order before the exception goes on. The descriptors in `keep_open` are also held by the
    launcher, never by the command: a lock among them outlives a `kill -9` of this process until the command is gone.
    It reads `input_file` as its standard input, or nothing.

    Raises:
        CommandError: the command cannot be started.
    """
    started = time.monotonic()
    error_file = log_file.with_name(f"{log_file.name}.err")
    logger.info("running %s in %s", " ".join(argv), cwd)
    with ExitStack() as stack:
        with _stop_signals_blocked():  # until somebody watches the child
            child, note = _start(
                argv,
                cwd,
                env,
                (log_file, error_file),
                grace_seconds=grace_seconds,
                keep_open=keep_open,
                input_file=input_file,
            )
            watch = Watch(child, grace_seconds, note)
            stack.callback(watch.close)
        tails = (
            [stack.enter_context(closing(LineTail(file, on_line))) for file in (log_file, error_file)]
            if on_line
            else []
        )
        stopped = watch.until_end(started + timeout_seconds, stop, tails)
    seconds = time.monotonic() - started
    logger.info("%s ended with exit code %s after %.2f s", Path(argv[0]).name, child.returncode, seconds)
    return ProcessResult(child.returncode, log_file, error_file, stopped, watch.killed, seconds)


def capture(
    argv: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    timeout_seconds: float = 30.0,
    grace_seconds: float = 2.0,
) -> str:
    """Standard output of a short command, whole.

    Raises:
        CommandError: it cannot be started, ended with another exit code than 0, took too long, or printed more than
            `CAPTURE_BYTES`.
    """
    with tempfile.TemporaryDirectory(prefix="oci-assets-") as folder:
        result = run_process(
            argv,
            cwd=cwd,
            env=env,
            log_file=Path(folder) / "output",
            timeout_seconds=timeout_seconds,
            stop=threading.Event(),
            grace_seconds=grace_seconds,
        )
        output, complaint = read_end(result.log_file, CAPTURE_BYTES), _complaint(result, timeout_seconds)
    if complaint is not None:
        raise CommandError(argv, result.returncode, f"{output}{complaint}", cwd)
    return output


def _complaint(result: ProcessResult, timeout_seconds: float) -> str | None:
    """Why the output is not to be used; None when it is."""
    if result.stopped:  # also with exit code 0: what was printed until then is not all
        return f"took longer than {timeout_seconds:g} s and was stopped"
    if result.returncode != 0:
        return read_end(result.error_file, CAPTURE_BYTES)
    return f"printed more than {CAPTURE_BYTES} bytes" if result.log_file.stat().st_size > CAPTURE_BYTES else None


def _start(
    argv: Sequence[str],
    cwd: Path,
    env: Mapping[str, str],
    files: tuple[Path, Path],
    *,
    grace_seconds: float,
    keep_open: Sequence[int],
    input_file: Path | None,
) -> tuple[subprocess.Popen[bytes], int]:
    """The launcher, in a session of its own, and where the command's pid can be read; bound to the calling thread."""
    program = shutil.which(argv[0], path=env.get("PATH", os.defpath))
    if program is None:
        raise CommandError(argv, None, f"{argv[0]!r} was not found or is not executable", cwd)
    note, write_end = os.pipe()
    options = [str(os.getpid()), str(grace_seconds), str(LINGER_SECONDS), str(write_end), ",".join(map(str, keep_open))]
    try:
        with ExitStack() as stack:
            stack.callback(os.close, write_end)
            given = stack.enter_context((input_file or Path(os.devnull)).open("rb"))
            output, errors = (stack.enter_context(_private_file(file)) for file in files)
            child = subprocess.Popen(
                [sys.executable, "-I", "-S", str(LAUNCHER), *options, program, *argv[1:]],
                cwd=cwd,
                env=dict(env),
                stdin=given,
                stdout=output,
                stderr=errors,
                start_new_session=True,
                pass_fds=(write_end, *keep_open),
            )
    except (OSError, ValueError) as error:
        os.close(note)
        raise CommandError(argv, None, f"cannot be started: {error}", cwd) from error
    return child, note


@contextmanager
def _private_file(file: Path) -> Iterator[int]:
    """A descriptor to write to; made anew or emptied, readable for this user only."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _stop_signals_blocked() -> Iterator[None]:
    """A child started inside inherits the mask: an early SIGINT stays pending until the launcher is ready for it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
