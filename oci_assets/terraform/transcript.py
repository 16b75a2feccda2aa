"""Text that grows line by line but not without limit: beginning and end are kept, the middle is cut."""

from __future__ import annotations

from collections import deque

CUT = " ... (line cut)"


class Transcript:
    """Collects lines up to about `limit` characters; what is over is taken from the middle and counted."""

    def __init__(self, limit: int) -> None:
        self._half = limit // 2
        self._head: list[str] = []
        self._head_size = 0
        self._tail: deque[str] = deque()
        self._tail_size = 0
        self._cut = 0

    def add(self, line: str) -> None:
        """Append one line (no line end); of a line over half of the limit stays the beginning."""
        if len(line) >= self._half:  # up to a space: nobody would know the half of a secret again
            line = f"{line[: self._half - len(CUT) - 1].rpartition(' ')[0]}{CUT}"
        if not self._tail and self._head_size + len(line) < self._half:
            self._head.append(line)
            self._head_size += len(line) + 1
            return
        self._tail.append(line)
        self._tail_size += len(line) + 1
        while self._tail_size > self._half:
            self._tail_size -= len(self._tail.popleft()) + 1
            self._cut += 1

    @property
    def text(self) -> str:
        """All that was kept, with a line that tells how many lines were left out."""
        middle = [f"... {self._cut} lines left out ..."] if self._cut else []
        return "\n".join([*self._head, *middle, *self._tail])
