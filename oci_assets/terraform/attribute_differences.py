"""What differs between two values of a resource, attribute by attribute; elements of lists and sets are matched. Pure.

A JSON plan does not tell lists from sets, so an element that is there twice as often as before is one that was added,
wherever it stands, and one that changed a little is told by what changed in it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from oci_assets.terraform.attribute_tree import Secret, Unknown

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_ALIKE = 0.5
_MAX_COMPARED = 2_500  # pairs of elements; more are told as removed and added
_Places = list[tuple[int, Any]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One path with its two values; None: null, or not there."""

    path: str
    before: Any
    after: Any


def differences(before: Any, after: Any, path: str = "") -> Iterator[Difference]:
    """Every attribute that differs, in the order of their names."""
    if _key(before) == _key(after):
        return
    if _are_members(before, after):
        old, new = before or {}, after or {}
        for name in sorted({*old, *new}):
            yield from differences(old.get(name), new.get(name), below(path, name))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _elements(before, after, path)
    else:
        yield Difference(path, before, after)


def below(path: str, name: str) -> str:
    """The path of a member: `a.b`, or `a["b c"]` where the name is not a plain one."""
    if _IDENTIFIER.fullmatch(name):
        return f"{path}.{name}" if path else name
    return f"{path}[{json.dumps(name, ensure_ascii=False)}]"


def _are_members(before: Any, after: Any) -> bool:
    """Whether both have members, one of them perhaps missing; nothing against empty is a difference of its own."""
    present = [value for value in (before, after) if value is not None]
    return any(present) and all(isinstance(value, Mapping) for value in present)


def _elements(before: list[Any], after: list[Any], path: str) -> Iterator[Difference]:
    gone, new = _unmatched(before, after)
    if not gone and not new:  # the same ones in another order
        yield Difference(path, before, after)
        return
    pairs = _pairs(gone, new, alone=len(before) == len(after) == 1)
    for (at, old), (_, now) in pairs:
        yield from differences(old, now, f"{path}[{at}]")
    paired_old, paired_new = {old[0] for old, _ in pairs}, {now[0] for _, now in pairs}
    yield from (Difference(f"{path}[-]", value, None) for at, value in gone if at not in paired_old)
    yield from (Difference(f"{path}[+]", None, value) for at, value in new if at not in paired_new)


def _unmatched(before: list[Any], after: list[Any]) -> tuple[_Places, _Places]:
    """The elements that the other side does not have, each with its place."""
    there: dict[str, list[int]] = defaultdict(list)
    for at, value in enumerate(after):
        there[_key(value)].append(at)
    gone = []
    for at, value in enumerate(before):
        places = there[_key(value)]
        if places:
            places.remove(at) if at in places else places.pop(0)
        else:
            gone.append((at, value))
    left = {at for places in there.values() for at in places}
    return gone, [(at, value) for at, value in enumerate(after) if at in left]


def _pairs(gone: _Places, new: _Places, *, alone: bool) -> list[tuple[tuple[int, Any], tuple[int, Any]]]:
    """Elements that are the same one, changed: the most alike first; a single one is always the same."""
    if alone and gone and new:
        return [(gone[0], new[0])]
    if len(gone) * len(new) > _MAX_COMPARED:
        return []
    scored = [(_likeness(old[1], now[1]), old, now) for old in gone for now in new]
    pairs, used_old, used_new = [], set[int](), set[int]()
    for score, old, now in sorted(scored, key=lambda each: (-each[0], abs(each[1][0] - each[2][0]), each[1][0])):
        if score >= _ALIKE and old[0] not in used_old and now[0] not in used_new:
            pairs.append((old, now))
            used_old.add(old[0])
            used_new.add(now[0])
    return sorted(pairs, key=lambda pair: pair[0][0])


def _likeness(before: Any, after: Any) -> float:
    """The share of members that are equal, of those that say something; 0 for what has no members."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return 0.0
    names = [name for name in {*before, *after} if before.get(name) or after.get(name)]
    same = sum(_key(before.get(name)) == _key(after.get(name)) for name in names)
    return same / len(names) if names else 0.0


def _key(value: Any) -> str:
    """Equal for equal values. It holds secrets and is for comparisons only."""
    return json.dumps(value, sort_keys=True, default=_opaque)


def _opaque(value: Any) -> Any:
    if isinstance(value, Secret):
        return {"\0secret": value.value}
    if isinstance(value, Unknown):
        return {"\0unknown": True}
    raise TypeError(f"a plan holds no {type(value).__name__}")
