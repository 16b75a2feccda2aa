"""The local values of a folder, put in where paths and keys of its files name them. Pure; knows no variables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from oci_assets.estate.facts import ANY, REFERENCE, ROOT, Local, Read, State

_MAX_STEPS = 32
_LONGEST = 4096
_OUTSIDE = ("/", "~")


class LocalTexts:
    """Local values that are texts, by name; of several of one name the last counts, as an override file has it."""

    def __init__(self, texts: Iterable[Local]) -> None:
        self._known = {f"local.{local.name}": local for local in texts}

    def read(self, read: Read) -> Read | None:
        """The read with what is known filled in; None where it turns out to lie outside the repository."""
        if REFERENCE not in read.path:
            return read
        base, path = filled_in(None if read.base == ROOT else read.base, read.path, self._known)
        if base is None and path.startswith(_OUTSIDE):
            return None
        return Read(base or ROOT, path.lstrip("/") if base else path, read.what)

    def state(self, state: State) -> State:
        """The state with what is known filled in."""
        if not any(REFERENCE in text for _, text in state.settings):
            return state
        found = ((name, filled_in(None, text, self._known)) for name, text in state.settings)
        return state._replace(settings=tuple((name, f".{text}" if base else text) for name, (base, text) in found))


def filled_in(base: str | None, text: str, known: Mapping[str, Local]) -> tuple[str | None, str]:
    """Base and text of a piece with its references filled in from `known` (`local.x`); `ANY` for what is not known."""
    for _ in range(_MAX_STEPS):
        before, mark, rest = text.partition(REFERENCE)
        if not mark:
            return base, text.replace(ANY + ANY, ANY)
        name, _, after = rest.partition(REFERENCE)
        local = known.get(name)
        inner = ANY if local is None else local.text
        if local is not None and local.base is not None:
            begins = base is None and not before
            base, inner = (local.base, inner) if begins else (base, ANY + inner)
        text = f"{before}{inner}{after}"
        if len(text) > _LONGEST:
            break
    return base, ANY
