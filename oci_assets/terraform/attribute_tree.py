"""The values of a plan's change with Terraform's marks laid over them: what is secret, what is not known yet. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from oci_assets.terraform.masks import HIDDEN


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that must not be shown. Two are equal when their values are; none tells which value it has."""

    value: str = field(repr=False)

    def __str__(self) -> str:
        """What is shown in its place."""
        return HIDDEN


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that is known after the apply only."""


UNKNOWN = Unknown()


def marked(value: Any, sensitive: Any, unknown: Any = None) -> Any:
    """The value with `Secret` and `UNKNOWN` where the masks say so; null stays null.

    https://developer.hashicorp.com/terraform/internals/json-format#change-representation
    """
    if unknown is True:
        return UNKNOWN
    if sensitive is True:
        return None if value is None else Secret(json.dumps(value, sort_keys=True))
    if isinstance(value, Mapping) or (value is None and isinstance(unknown, Mapping) and unknown):
        values = value or {}
        names = [*values, *(name for name in _keys(unknown) if name not in values and _says_unknown(unknown[name]))]
        return {name: marked(values.get(name), _at(sensitive, name), _at(unknown, name)) for name in names}
    if isinstance(value, list):
        return [marked(item, _item(sensitive, at), _item(unknown, at)) for at, item in enumerate(value)]
    return value


def _keys(mask: Any) -> list[str]:
    return list(mask) if isinstance(mask, Mapping) else []


def _at(mask: Any, name: str) -> Any:
    return mask.get(name) if isinstance(mask, Mapping) else None


def _item(mask: Any, at: int) -> Any:
    return mask[at] if isinstance(mask, list) and at < len(mask) else None


def _says_unknown(mask: Any) -> bool:
    if isinstance(mask, Mapping | list):
        return any(map(_says_unknown, mask.values() if isinstance(mask, Mapping) else mask))
    return mask is True
