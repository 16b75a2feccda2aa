"""Where people read: a console that takes odd names literally, never wraps for a pipe, and may outlive its reader."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO

from rich.console import Console

PIPE_COLUMNS = 1000  # a file or another program has no edge to wrap at


class Terminal(Console):
    """Standard output, or standard error where standard output carries a report."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)
        self._outlives_its_reader = False
        if not self.is_terminal and "COLUMNS" not in os.environ:
            self.width = PIPE_COLUMNS

    @contextmanager
    def outliving_its_reader(self) -> Iterator[None]:
        """Meanwhile a run goes on: nobody asked to stop it when the reader of its lines goes away (`| head`)."""
        self._outlives_its_reader = True
        try:
            yield
        finally:
            self._outlives_its_reader = False

    def on_broken_pipe(self) -> None:
        """Say nothing more.

        Raises:
            BrokenPipeError: to end the command, unless a run is going on.
        """
        self.quiet = True
        _discard(self.file)
        if not self._outlives_its_reader:
            raise BrokenPipeError


def show_every_character() -> None:
    """Replace what the terminal's encoding lacks (a C locale, bytes in file names) instead of failing over it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def discard_unread() -> None:
    """Let what nobody reads any more go nowhere, so that Python's last flush does not complain."""
    for stream in (sys.stdout, sys.stderr):
        _flush_or_discard(stream)


def _flush_or_discard(stream: IO[str]) -> None:
    try:
        stream.flush()
    except BrokenPipeError:
        _discard(stream)


def _discard(stream: IO[str]) -> None:
    """https://docs.python.org/3/library/signal.html#note-on-sigpipe."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, stream.fileno())
    os.close(devnull)
