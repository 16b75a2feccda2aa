"""What a plan means, without its values: for each address what happens to which attributes, told by keyed digests.

Two plans that mean the same change the same things to the same values, whenever they were made and in whatever order
they are written. Fields: https://developer.hashicorp.com/terraform/internals/json-format
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from oci_assets.terraform.digests import keyed_digest
from oci_assets.terraform.plan_entries import actions_of, address_of, is_of_the_state
from oci_assets.terraform.plan_stream import Piece, Unit

MAX_DIFFERENCES = 20
MAX_ATTRIBUTES = 10
_QUIET: tuple[list[str], ...] = ([], ["no-op"], ["read"])
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_PLANNED_AT = "\0timestamp of the plan"


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens at one address.

    Attributes:
        address: as people know it; outputs as `output.NAME`. It plays no part in comparisons.
        actions: Terraform's, as `delete`, `create`.
        values: by attribute that changes, digests of its values before and after.
        replaced_by: digests of the paths that force a replacement.
        origin: a digest of where it is moved from or imported from; empty for neither.
    """

    address: str = field(compare=False)
    actions: tuple[str, ...]
    values: Mapping[str, str]
    replaced_by: tuple[str, ...] = ()
    origin: str = ""

    def to_json(self) -> dict[str, Any]:
        """The effect as JSON takes it."""
        return {
            "address": self.address,
            "actions": list(self.actions),
            "values": dict(self.values),
            "replaced_by": list(self.replaced_by),
            "origin": self.origin,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Effect:
        """The effect that `to_json` gave."""
        actions, values, replaced_by = tuple(data["actions"]), dict(data["values"]), tuple(data["replaced_by"])
        return cls(data["address"], actions, values, replaced_by, data["origin"])


Meaning = Mapping[str, Effect]
"""By digest of the address, in which a key may be a secret. Empty: there is nothing to do."""


class MeaningReader:
    """Reads the meaning of a JSON plan that streams by. Only under the same `key` are digests of equal values equal."""

    def __init__(self, key: bytes) -> None:
        self._digests = _Digests(key)
        self._effects: dict[str, Effect] = {}
        self._timed: dict[str, Mapping[str, Any]] = {}
        self._planned_at: str | None = None

    def take(self, piece: Piece) -> None:
        """One piece, in the order of the document, which tells when it was made after what it does."""
        if piece.path == "timestamp" and isinstance(piece.value, str):
            self._planned_at = piece.value
        elif piece.unit is Unit.OUTPUT_CHANGE and piece.value.get("actions") not in _QUIET:
            self._keep(f"output.{piece.name}", {"change": {**piece.value, **_as_attributes(piece.value)}})
        elif piece.unit is Unit.CHANGE and piece.value.get("mode", "managed") == "managed" and _is_effect(piece.value):
            self._keep(address_of(piece.value), piece.value)

    def meaning(self) -> dict[str, Effect]:
        """All of it, once everything was taken."""
        digests = self._digests.at(self._planned_at)
        timed = {self._digests.of(address): _effect(address, entry, digests) for address, entry in self._timed.items()}
        return self._effects | timed

    def _keep(self, address: str, entry: Mapping[str, Any]) -> None:
        if _MOMENT.search(json.dumps(entry)):  # perhaps the moment of planning, which is not known yet
            self._timed[address] = entry
        else:
            self._effects[self._digests.of(address)] = _effect(address, entry, self._digests)


def differences(reviewed: Meaning, planned: Meaning) -> tuple[str, ...]:
    """Sentences on what is planned otherwise than it was reviewed, by address, without values; empty: the same."""
    pairs = ((reviewed.get(key), planned.get(key)) for key in {*reviewed, *planned})
    return tuple(sorted(sentence for pair in pairs if (sentence := _difference(*pair)) is not None))


def told(sentences: Iterable[str]) -> str:
    """The differences as one text, at most `MAX_DIFFERENCES` of them."""
    every = list(sentences)
    more = f"; and {len(every) - MAX_DIFFERENCES} more" if len(every) > MAX_DIFFERENCES else ""
    return "; ".join(every[:MAX_DIFFERENCES]) + more


def _difference(reviewed: Effect | None, planned: Effect | None) -> str | None:
    if reviewed is None:
        return f"{planned.address} was not in the reviewed plan: {_word(planned)}" if planned else None
    if planned is None:
        return f"{reviewed.address} was reviewed as {_word(reviewed)} and is not planned any more"
    address = planned.address
    if reviewed == planned:
        return None
    if reviewed.actions != planned.actions:
        return f"{address} was reviewed as {_word(reviewed)}, planned is {_word(planned)}"
    if names := _other_values(reviewed.values, planned.values):
        more = f" and {len(names) - MAX_ATTRIBUTES} more" if len(names) > MAX_ATTRIBUTES else ""
        return f"{address} ({_word(planned)}) has other values of {', '.join(names[:MAX_ATTRIBUTES])}{more}"
    why = "replaced because of other attributes" if reviewed.origin == planned.origin else "moved or imported otherwise"
    return f"{address} is {why} than reviewed"


def _word(effect: Effect) -> str:
    return "replace" if {"create", "delete"} <= set(effect.actions) else "+".join(effect.actions)


def _other_values(reviewed: Mapping[str, str], planned: Mapping[str, str]) -> list[str]:
    return sorted(name for name in {*reviewed, *planned} if reviewed.get(name) != planned.get(name))


def _is_effect(entry: Mapping[str, Any]) -> bool:
    return actions_of(entry.get("change") or {}) not in _QUIET or is_of_the_state(entry)


def _as_attributes(change: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an output as those of a resource with one attribute."""
    return {part: {"value": change.get(part)} for part in ("before", "after", "after_unknown")}


def _effect(address: str, entry: Mapping[str, Any], digests: _Digests) -> Effect:
    change = entry.get("change") or {}
    origin = [entry.get("previous_address"), change.get("importing")]
    return Effect(
        address=address,
        actions=tuple(change.get("actions") or ()),
        values=dict(sorted(_values(change, digests))),
        replaced_by=tuple(sorted(digests.of(path) for path in change.get("replace_paths") or ())),
        origin=digests.of(origin) if any(origin) else "",
    )


def _values(change: Mapping[str, Any], digests: _Digests) -> Iterator[tuple[str, str]]:
    before, after, unknown = (_attributes(change.get(part)) for part in ("before", "after", "after_unknown"))
    if not isinstance(change.get("after"), Mapping):  # what goes: which one counts, not what it looked like
        before = {name: value for name, value in before.items() if name == "id"}
    for name in {*before, *after, *unknown}:
        values = before.get(name), after.get(name), unknown.get(name)
        if values[0] != values[1] or _has_unknown(values[2]):
            yield name, digests.pair(*values)


def _attributes(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _has_unknown(marks: Any) -> bool:
    """Whether any part of a value is known after the apply only; empty marks for known parts come and go."""
    if isinstance(marks, Mapping | list):
        return any(map(_has_unknown, marks.values() if isinstance(marks, Mapping) else marks))
    return marks is True


class _Digests:
    """Digests of values under a key, for which the moment of planning (`plantimestamp()`) is always the same."""

    def __init__(self, key: bytes, planned_at: str | None = None) -> None:
        self._key, self._planned_at = key, planned_at

    def at(self, planned_at: str | None) -> _Digests:
        return _Digests(self._key, planned_at)

    def pair(self, before: Any, after: Any, unknown: Any) -> str:
        return f"{self.of(before)} {self.of([after, unknown if _has_unknown(unknown) else None])}"

    def of(self, value: Any) -> str:
        text = json.dumps(self._timeless(value), sort_keys=True)
        return keyed_digest(self._key, text)[:32]

    def _timeless(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {name: self._timeless(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self._timeless(each) for each in value]
        return _PLANNED_AT if isinstance(value, str) and value == self._planned_at else value
