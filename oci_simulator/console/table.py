"""Rows in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def aligned(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table, each column as wide as its widest cell, the last one as it is."""
    every = [tuple(header), *(tuple(row) for row in rows)]
    widths = [max(len(row[column]) for row in every) for column in range(len(header))]
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in every]
