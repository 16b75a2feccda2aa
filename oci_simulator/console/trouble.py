"""What a person asked for and cannot have."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_SHOWN = 12


class Trouble(Exception):  # noqa: N818 - a wish that cannot be met is no error of the program
    """A sentence for the person: what cannot be, and what can."""


def choices(wanted: str, names: Iterable[str]) -> str:
    """The names that there are, those that look like the wanted one first: ` (there are: ...)`."""
    known = sorted(set(names))
    if not known:
        return ""
    close = get_close_matches(wanted, known, n=3, cutoff=0.5)
    listed = [*close, *(name for name in known if name not in close)]
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return f" (there are: {', '.join(listed[:_SHOWN])}{more})"
