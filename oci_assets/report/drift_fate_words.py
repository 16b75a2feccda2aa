"""What becomes of what changed outside, in words: what an apply would put back, what it would leave. Pure."""

from __future__ import annotations

from oci_assets.drift import AttributeChange, DriftedResource

MAX_SIDE_EFFECTS = 6
_MAX_VALUE = 40
_PLANNED = {
    "create": "would create it",
    "delete": "would destroy it",
    "replace": "would replace it",
    "": "would leave it as it is",
}
_MARKS = {True: "put back", False: "left as it is", None: "as the plan says"}


def repair_words(resource: DriftedResource) -> str:
    """What an apply would do about a resource, after `an apply`: `would change it back`."""
    if resource.planned != "update":
        return _PLANNED.get(resource.planned, f"would {resource.planned} it")
    backs = {change.put_back for change in causes(resource)}
    if True not in backs:
        return "would leave that, and change something else" if backs == {False} else "would change it as the plan says"
    if backs != {True}:
        return "would change back only a part of it"
    return "would change back at least what is shown" if _more_causes(resource) else "would change it back"


def is_left(resource: DriftedResource) -> bool:
    """Whether an apply would leave it, or a part of it, as it is."""
    return not resource.planned or any(change.put_back is False for change in causes(resource))


def fate_mark(resource: DriftedResource, change: AttributeChange) -> str:
    """` (put back)`, ` (left as it is)` behind an attribute, where not all of the resource have the same fate."""
    backs = {each.put_back for each in causes(resource)}
    return f" ({_MARKS[change.put_back]})" if len(backs) > 1 else ""


def fate_words(resource: DriftedResource, change: AttributeChange) -> str:
    """What an apply would do about one attribute, after `an apply would`."""
    known = {True: "put it back", False: "leave it so"}
    return known[change.put_back] if change.put_back is not None else resource.planned or "leave it so"


def causes(resource: DriftedResource) -> tuple[AttributeChange, ...]:
    """What was changed, without what only changed with it."""
    return tuple(change for change in resource.changes if not change.side_effect)


def side_effects(resource: DriftedResource, arrow: str = "->") -> str:
    """`size_in_mbs: 51200 -> 102400, etag`: what changed with it, short; empty without any."""
    found = [change for change in resource.changes if change.side_effect]
    more = max(0, len(found) - MAX_SIDE_EFFECTS) + (resource.changes_left_out if found else 0)
    texts = [_short(change, arrow) for change in found[:MAX_SIDE_EFFECTS]]
    return ", ".join([*texts, f"{more} more"] if more else texts)


def causes_left_out(resource: DriftedResource) -> int:
    """How many attributes have no room among `changes` and are not told as side effects."""
    return resource.changes_left_out if _more_causes(resource) else 0


def _more_causes(resource: DriftedResource) -> bool:
    """Side effects come last, so that one among those that are shown means that all others are."""
    return bool(resource.changes_left_out) and not any(change.side_effect for change in resource.changes)


def _short(change: AttributeChange, arrow: str) -> str:
    """Values are told where they are short numbers or words; an `etag` is not."""
    before, after = ("nothing" if text is None else text for text in (change.before, change.after))
    is_stamp = change.path == "etag" or change.path.startswith("time_")
    is_long = max(len(before), len(after)) > _MAX_VALUE
    return change.path if is_stamp or is_long else f"{change.path}: {before} {arrow} {after}"
