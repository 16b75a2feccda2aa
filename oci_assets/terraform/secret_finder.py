"""Finds any of many texts in a text, in time that does not depend on how many they are. Pure.

Every third position is looked at: a text of `SHORTEST` characters or more has one of its first three groups of four
there. What is found by that is looked up by its beginning, then whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from oci_assets.terraform.masks import HIDDEN
from oci_assets.terraform.secret_values import SHORTEST

_GROUP = 4
_STRIDE = SHORTEST - _GROUP + 1


class SecretFinder:
    """Replaces texts of at least `SHORTEST` characters; shorter ones are left out."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(text for text in texts if len(text) >= SHORTEST)
        lengths, groups = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
        for text in self._texts:
            lengths[text[:SHORTEST]].add(len(text))
            for offset in range(_STRIDE):
                groups[text[offset : offset + _GROUP]].add(offset)
        self._lengths = {begin: tuple(sorted(found, reverse=True)) for begin, found in lengths.items()}
        self._groups = {group: tuple(offsets) for group, offsets in groups.items()}

    def replace(self, text: str) -> str:
        """The text with `HIDDEN` in place of each; of those that overlap, the whole is one."""
        groups = self._groups
        hits = [at for at in range(0, len(text) - _GROUP + 1, _STRIDE) if text[at : at + _GROUP] in groups]
        if not hits:
            return text
        parts, done = list[str](), 0
        for start, stop in _merged(sorted(self._spans(text, hits))):
            parts += (text[done:start], HIDDEN)
            done = stop
        return "".join([*parts, text[done:]])

    def _spans(self, text: str, hits: Iterable[int]) -> Iterator[tuple[int, int]]:
        for at in hits:
            for offset in self._groups[text[at : at + _GROUP]]:
                start = at - offset
                if start < 0:
                    continue
                for length in self._lengths.get(text[start : start + SHORTEST], ()):
                    if text[start : start + length] in self._texts:
                        yield start, start + length
                        break  # the longest one


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, stop = -1, -1
    for begin, end in spans:
        if begin < stop:
            stop = max(stop, end)
            continue
        if stop > 0:
            yield start, stop
        start, stop = begin, end
    if stop > 0:
        yield start, stop
