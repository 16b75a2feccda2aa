"""A piece: what an expression stands for, as far as it is certain.

A base (`MODULE`, `ROOT`, None when none is named) and a text. What only an evaluation would know is `ANY` in it; a
local or variable is its name between two `REFERENCE` marks, for those who know its value.
"""

from __future__ import annotations

from collections.abc import Iterable

from oci_assets.estate.facts import ANY

Piece = tuple[str | None, str]

UNKNOWN: Piece = (None, ANY)
_LONGEST = 400


def joined(parts: Iterable[Piece], separator: str = "") -> Piece:
    """Pieces side by side; a base counts where it begins the whole, elsewhere nobody can know what comes out."""
    found = list(parts)
    if not found:
        return None, ""
    texts = [text if index == 0 or base is None else ANY + text for index, (base, text) in enumerate(found)]
    return found[0][0], separator.join(texts)


def is_told(piece: Piece) -> bool:
    """Whether a piece tells anything worth keeping."""
    base, text = piece
    return len(text) <= _LONGEST and (base is not None or text.strip(ANY) != "")


def placed(piece: Piece) -> str:
    """A piece as one text: the folder of a module that reads its own path is where it runs."""
    base, text = piece
    return text if base is None else f".{text}"
