"""What a person asked for and cannot have."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_SHOWN, _LIKE = 12, 0.5


class Trouble(Exception):  # noqa: N818 - a wish that cannot be met is no error of the program
    """A sentence for the person: what cannot be, and what can."""


def choices(wanted: str, names: Iterable[str]) -> str:
    """The names that there are, those that look like the wanted one first: ` (there are: ...)`."""
    known = sorted(set(names))
    if not known:
        return ""
    close = [
        name for name in sorted(known, key=lambda name: -_likeness(wanted, name)) if _likeness(wanted, name) > _LIKE
    ]
    listed = [*close[:3], *(name for name in known if name not in close[:3])]
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return f" (there are: {', '.join(listed[:_SHOWN])}{more})"


def _likeness(wanted: str, name: str) -> float:
    """How much alike they are, 0 to 1; the service in front of a type does not count."""
    forms = {name, name.removeprefix("oci_"), name.removeprefix("oci_").partition("_")[2]}
    return max(SequenceMatcher(None, wanted.lower(), form.lower()).ratio() for form in forms)
