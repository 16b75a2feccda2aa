"""The provider's `ignore_defined_tags`: tags that somebody else keeps, so that a plan never shows or removes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

_NAME = "defined_tags"
Tree = Mapping[str, Any]


def hide_ignored(actual: Tree, reference: Tree | None, ignored: Collection[str]) -> dict[str, Any]:
    """An object without ignored tags, but for those that the configuration or the state already has."""
    tags = actual.get(_NAME)
    if not ignored or not isinstance(tags, Mapping):
        return dict(actual)
    known = (reference or {}).get(_NAME)
    names = known if isinstance(known, Mapping) else {}
    shown = {key: value for key, value in tags.items() if key in names or not _is_ignored(key, ignored)}
    return {**actual, _NAME: shown}


def keep_ignored(values: Tree, actual: Tree | None, ignored: Collection[str]) -> dict[str, Any]:
    """The values of an update together with the ignored tags that the object has now."""
    tags = (actual or {}).get(_NAME)
    if not ignored or not isinstance(tags, Mapping):
        return dict(values)
    kept = {key: value for key, value in tags.items() if _is_ignored(key, ignored)}
    return {**values, _NAME: {**kept, **values.get(_NAME, {})}} if kept else dict(values)


def _is_ignored(key: str, ignored: Collection[str]) -> bool:
    return key.lower() in {name.lower() for name in ignored}
