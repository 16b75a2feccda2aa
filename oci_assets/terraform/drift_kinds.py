"""What a difference is: tags, another form of the same value, an attribute that a provider release brings. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from typing import Any

from oci_assets.drift import DriftKind
from oci_assets.terraform.attribute_differences import Difference
from oci_assets.terraform.attribute_tree import Secret, Unknown

TAGS = frozenset({"freeform_tags", "defined_tags", "system_tags"})
# Change whenever anything of the resource does, and say no more than that.
ECHOES = frozenset({"etag", "time_updated", "time_modified", "time_last_modified", "time_last_updated"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_EMPTY: tuple[Any, ...] = (None, "", [], {}, False, 0)


def kind_of_change(found: Sequence[Difference], *, planned: str, upgraded: bool) -> DriftKind:
    """What happened to a resource that was refreshed to other values; echoes decide only where there is nothing else.

    Something that no apply would revert is upgrade noise when it is the same value in another form or, under another
    provider version (`upgraded`), an attribute that came or went. Else it changed outside, whether an apply would
    revert it or not.
    """
    telling = [each for each in found if not is_echo(each.path)]
    if not planned and all(_is_noise(each, upgraded=upgraded) for each in telling):
        return DriftKind.UPGRADE_NOISE
    return DriftKind.TAG_ONLY if telling and all(is_tag(each.path) for each in telling) else DriftKind.DRIFT


def is_upgrade_plan(found: Collection[Difference]) -> bool:
    """Whether a planned change does no more than set what an older provider did not know."""
    return bool(found) and all(
        each.before is None or isinstance(each.after, Unknown) or is_form(each) for each in found
    )


def is_tag(path: str) -> bool:
    """Whether the attribute lies among the tags of a resource."""
    return not TAGS.isdisjoint(_NAME.findall(path))


def is_echo(path: str) -> bool:
    """Whether the attribute only tells that another one has changed."""
    return path in ECHOES


def is_form(difference: Difference) -> bool:
    """Whether both sides mean the same: nothing and empty, a number and its text, JSON written otherwise, an order."""
    before, after = difference.before, difference.after
    if isinstance(before, Secret | Unknown) or isinstance(after, Secret | Unknown):
        return False
    if before is None or after is None:
        return before in _EMPTY and after in _EMPTY
    if isinstance(before, list) and isinstance(after, list):
        return True  # the same elements, or their differences would have been told
    return _meaning(before) == _meaning(after)


def _is_noise(difference: Difference, *, upgraded: bool) -> bool:
    if is_form(difference):
        return True
    if not upgraded or is_tag(difference.path) or difference.path.endswith(("[+]", "[-]")):
        return False
    before, after = difference.before, difference.after
    return before is None or after is None or (_is_text(before, after) and before.casefold() == after.casefold())


def _is_text(before: Any, after: Any) -> bool:
    return isinstance(before, str) and isinstance(after, str)


def _meaning(value: Any) -> str:
    """Equal for the forms of one value."""
    if isinstance(value, str):
        try:
            return json.dumps(json.loads(value), sort_keys=True)
        except (ValueError, RecursionError):
            return value
    return json.dumps(value, sort_keys=True)
