"""What becomes of each attribute that changed outside: would the next apply put it back, is it a side effect. Pure.

What would still differ from the last recorded state after the apply is left as it is; what would not is put back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oci_assets.drift_services import writes_itself
from oci_assets.terraform.attribute_differences import Difference, differences
from oci_assets.terraform.attribute_tree import marked
from oci_assets.terraform.drift_kinds import is_echo


@dataclass(frozen=True, slots=True)
class Fate:
    """A difference, whether an apply would put it back (None: not known), and whether another one has caused it."""

    difference: Difference
    put_back: bool | None
    side_effect: bool = False


def remaining(recorded: Any, change: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What would differ from the recorded (marked) values after this `change` of the JSON plan."""
    after = marked(change.get("after"), change.get("after_sensitive"), change.get("after_unknown"))
    return tuple(differences(recorded, after))


def fates(
    found: Sequence[Difference], left: Sequence[Difference] | None, configured: Collection[str] | None, type_name: str
) -> tuple[Fate, ...]:
    """What becomes of these differences of one resource, side effects last.

    `left` is what would remain after the apply, None where nothing is planned; `configured` are the names that the
    configuration sets, None where it cannot be told.
    """
    backs = [(each, False if left is None else _put_back(each, left)) for each in found]
    telling = {each.path for each, back in backs if back or (configured and _top(each.path) in configured)}
    news = (each.path for each in found if not (is_echo(each.path) or writes_itself(type_name, each.path)))
    telling = telling or set(news)
    judged = [Fate(each, back, side_effect=bool(telling) and each.path not in telling) for each, back in backs]
    return tuple(sorted(judged, key=lambda each: each.side_effect))


def _put_back(found: Difference, left: Sequence[Difference]) -> bool | None:
    """False when the very same would remain, True when nothing would, None when something else comes of it."""
    if found in left:
        return False
    is_element = found.path.endswith(("[+]", "[-]"))  # of its list or set; others have the same path
    others = [each.path for each in left if not (is_element and each.path == found.path)]
    meets = any(path == found.path or _holds(path, found.path) or _holds(found.path, path) for path in others)
    return None if meets else True


def _holds(outer: str, inner: str) -> bool:
    """Whether one path lies in another."""
    return inner.startswith((f"{outer}.", f"{outer}["))


def _top(path: str) -> str:
    return path.split(".", 1)[0].split("[", 1)[0]
