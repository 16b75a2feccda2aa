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


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
