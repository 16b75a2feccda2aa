"""Terraform's masks (`after_sensitive`, `sensitive_values`): a tree beside a value, `true` where it is sensitive.

https://developer.hashicorp.com/terraform/internals/json-format#change-representation
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

HIDDEN = "(sensitive)"
"""Stands where something was hidden, everywhere."""


def masked(value: Any, mask: Any) -> Iterator[Any]:
    """The parts of a value that its mask calls sensitive, each whole."""
    pending = [(value, mask)]
    while pending:
        value, mask = pending.pop()
        if mask is True:
            yield value
        elif isinstance(value, Mapping) and isinstance(mask, Mapping):
            pending += [(value[key], below) for key, below in mask.items() if key in value]
        elif _is_list(value) and _is_list(mask):
            pending += zip(value, mask, strict=False)


def hide(value: Any, mask: Any) -> Any:
    """The value with `HIDDEN` in place of what is sensitive; null stays null, as it says no more than that."""
    if mask is True:
        return None if value is None else HIDDEN
    if isinstance(value, Mapping) and isinstance(mask, Mapping):
        return {key: hide(item, mask[key]) if key in mask else item for key, item in value.items()}
    if _is_list(value) and _is_list(mask):
        rest = [False] * (len(value) - len(mask))
        return [hide(item, below) for item, below in zip(value, [*mask, *rest], strict=False)]
    return value


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
