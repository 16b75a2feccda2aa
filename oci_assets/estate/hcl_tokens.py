"""The tokens of an HCL text, and what is known of each. `hcl_lexer.py` makes them, those who know grammar read them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

ID, TEXT, NUMBER, NEWLINE, UNKNOWN = "id", "text", "number", "newline", "unknown"
OPEN, LITERAL, INTERPOLATE, RESUME, CLOSE = "open", "literal", "interpolate", "resume", "close"

Span = tuple[int, int]
"""Tokens of an expression: index of the first, index after the last."""


class Tokens:
    """Lists side by side, which cost a third of a list of objects.

    Templates are flat: `OPEN`, `LITERAL`..., `INTERPOLATE` tokens `RESUME`, ..., `CLOSE`. A template without
    interpolations is one `TEXT`. Runs of line ends are one `NEWLINE`; comments leave nothing.

    Attributes:
        text: what was read.
        kinds: of punctuation the mark itself, else one of the names above.
        values: the text of each; of `TEXT` and `LITERAL` the value, escapes resolved.
        ends: where each ends in the text.
        partners: of what opens, the index of what closes it (one past the last where nothing does), else its own.
        broken: why the text cannot be read to its end, None when it can.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds: list[str] = []
        self.values: list[str] = []
        self.ends: list[int] = []
        self.partners: list[int] = []
        self.broken: str | None = None

    def __len__(self) -> int:
        return len(self.kinds)

    def add(self, kind: str, value: str, end: int) -> None:
        """One more token."""
        self.partners.append(len(self.kinds))
        self.kinds.append(kind)
        self.values.append(value)
        self.ends.append(end)

    def cut(self, length: int) -> None:
        """Forget the tokens after the first `length`."""
        for column in (self.kinds, self.values, self.ends, self.partners):
            del column[length:]

    def fail(self, what: str, position: int) -> None:
        """Tell of a mistake at a place in the text; the first one counts."""
        if self.broken is None:
            self.broken = f"line {self.line(position)}: {what}"

    def line(self, position: int) -> int:
        """The line (from 1) of a place in the text."""
        return bisect_left(self._line_ends, position) + 1

    def written(self, span: Span) -> str:
        """The expression as it is written."""
        start, stop = span
        return self.text[self.ends[start - 1] if start else 0 : self.ends[stop - 1]].strip() if stop > start else ""

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]
