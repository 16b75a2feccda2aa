"""Lines of a file that another process is still writing. Holds at most one line; never the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

CHUNK_BYTES = 64 * 1024
MAX_LINE_BYTES = 1024 * 1024
CUT = b" ... (line cut)"


class LineTail:
    """Hands every complete new line of `file` to `on_line`, without its line end, as text.

    Bytes that are not UTF-8 are replaced. Of a line over `MAX_LINE_BYTES` only the beginning is handed over, up to
    a space (half of a secret could not be told any more): a later piece could not be told from a line of its own.
    """

    def __init__(self, file: Path, on_line: Callable[[str], None]) -> None:
        self._stream = file.open("rb")
        self._on_line = on_line
        self._rest = b""
        self._is_cut = False

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def drain(self) -> None:
        """Hand over the lines that are complete by now."""
        while chunk := self._stream.read(CHUNK_BYTES):
            *lines, self._rest = (self._rest + chunk).split(b"\n")
            for line in lines:
                self._end_line(line)
            if len(self._rest) > MAX_LINE_BYTES:
                self._begin_long_line()

    def finish(self) -> None:
        """Hand over what is left, an incomplete last line included; the writer has ended."""
        self.drain()
        if self._rest:
            self._end_line(self._rest)
            self._rest = b""

    def _begin_long_line(self) -> None:
        if not self._is_cut:
            self._emit(self._rest[:MAX_LINE_BYTES].rpartition(b" ")[0] + CUT)
        self._is_cut, self._rest = True, b""

    def _end_line(self, line: bytes) -> None:
        if not self._is_cut:
            self._emit(line)
        self._is_cut = False

    def _emit(self, line: bytes) -> None:
        self._on_line(line.rstrip(b"\r").decode("utf-8", errors="replace"))


def read_end(file: Path, limit_bytes: int) -> str:
    """The last `limit_bytes` of a file as text; empty when there is no such file."""
    try:
        with file.open("rb") as stream:
            stream.seek(max(0, file.stat().st_size - limit_bytes))
            return stream.read(limit_bytes).decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
