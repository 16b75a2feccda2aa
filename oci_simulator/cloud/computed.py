"""Values that a service chooses: every computed attribute gets one of the right type, nothing else gets any.

An attribute that is only optional and not configured stays away, or the next plan would want to remove it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import Any

from oci_simulator.cloud.kinds import Kind
from oci_simulator.cloud.ocids import new_key
from oci_simulator.cloud.store import now
from oci_simulator.facts import Attribute, Block, TypeFacts

_EMPTY: dict[str, Callable[[], Any]] = {"list": list, "set": list, "map": dict, "object": dict}
_NAMES = {"display_name", "name"}
_TIMES = {"time_created", "time_updated", "time_modified", "time_of_creation"}


def fill(facts: TypeFacts | Block, values: Mapping[str, Any], what: Kind) -> dict[str, Any]:
    """The values with what a service adds to them, at every depth."""
    filled = {name: value for name, value in values.items() if value is not None}
    for name, attribute in facts.attributes.items():
        if filled.get(name) is not None or not attribute.computed:
            continue
        if isinstance(facts, Block) and name in _NAMES:
            continue  # a block is called as its behaviour says, or not at all
        if (made := chosen(name, attribute, what)) is not None:
            filled[name] = made
    for name, block in facts.blocks.items():
        inner = filled.get(name)
        if isinstance(inner, list):
            filled[name] = [fill(block, each, what) if isinstance(each, Mapping) else each for each in inner]
    return filled


def chosen(name: str, attribute: Attribute, what: Kind) -> Any:
    """A value for one attribute, by its name and type; None where a service would have nothing to say."""
    if isinstance(attribute.type, list):
        return _EMPTY[attribute.type[0]]()
    if attribute.type == "bool":
        return False
    if attribute.type == "number":
        return 0 if not attribute.optional else None
    return _text(name, what)


def _text(name: str, what: Kind) -> str | None:
    if name in _TIMES:
        return now()
    if name in {"state", "lifecycle_state"}:
        return what.state
    if name in _NAMES:
        return f"{what.ocid}{datetime.now(timezone.utc):%Y%m%d%H%M%S}"
    if name in {"etag", "fingerprint"}:
        return new_key()
    return None


def prune(facts: TypeFacts | Block, values: Mapping[str, Any], configured: Mapping[str, Any]) -> dict[str, Any]:
    """The values without those that only people give and nobody gave."""
    kept = {}
    for name, value in values.items():
        known = facts.attributes.get(name) or facts.blocks.get(name)
        if known is not None and known.optional and not known.computed and configured.get(name) is None:
            continue
        block, given = facts.blocks.get(name), configured.get(name)
        if block is not None and isinstance(value, list) and isinstance(given, list) and len(given) == len(value):
            value = [prune(block, *pair) for pair in zip(value, given, strict=True)]  # noqa: PLW2901
        kept[name] = value
    return kept


def former(facts: TypeFacts | Block, values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The values, and in blocks of which there is one at most what a service has added to it before."""
    kept = dict(values)
    for name, block in facts.blocks.items():
        new, old = kept.get(name), before.get(name)
        if block.max == 1 and new and old and isinstance(new[0], Mapping):
            names = (*block.attributes, *block.blocks)
            chosen_before = {each: old[0][each] for each in names if each in old[0] and _is_computed(block, each)}
            kept[name] = [{**chosen_before, **former(block, new[0], old[0])}]
    return kept


def _is_computed(block: Block, name: str) -> bool:
    known = block.attributes.get(name) or block.blocks.get(name)
    return known is not None and known.computed
