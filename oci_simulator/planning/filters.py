"""The `filter` blocks of a data source: all must match, any of their values is enough, names may have dots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Tree = Mapping[str, Any]


def filtered(items: Sequence[Tree], filters: Sequence[Tree]) -> list[Tree]:
    """The items that every filter lets through, in their order.

    Raises:
        ValueError: A value with `regex = true` is no regular expression.
    """
    tests = [(str(one["name"]), _tests(one)) for one in filters]
    return [item for item in items if all(_matches(item, name, patterns) for name, patterns in tests)]


def _tests(one: Tree) -> list[re.Pattern[str]]:
    values = [str(value) for value in one.get("values") or ()]
    if not one.get("regex"):
        return [re.compile(rf"\A{re.escape(value)}\Z") for value in values]
    try:
        return [re.compile(value) for value in values]
    except re.error as error:
        raise ValueError(f"filter {one['name']!r}: {values!r} is no regular expression: {error}") from error


def _matches(item: Tree, name: str, patterns: list[re.Pattern[str]]) -> bool:
    return any(pattern.search(text) for text in _texts(item, name) for pattern in patterns)


def _texts(value: Any, name: str) -> Iterator[str]:
    """Every text that a dotted name leads to; a key of a map may have dots itself (`defined_tags.Team.Owner`)."""
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part, name)
    elif not name:
        yield from _leaf(value)
    elif isinstance(value, Mapping):
        if name in value:
            yield from _texts(value[name], "")
        else:
            head, _, rest = name.partition(".")
            if rest and head in value:
                yield from _texts(value[head], rest)


def _leaf(value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, (str, int, float)):
        yield str(value)
