"""How long an operation may take: the `timeouts` block, in Go's notation such as "1h30m"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# The legacy SDK's default: schema/resource_timeout.go, 20 minutes.
DEFAULT_SECONDS = 20 * 60.0
_UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}
_PART = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)")


def parse_duration(text: str) -> float:
    """Seconds of a duration.

    Raises:
        ValueError: The text is no duration in Go's notation.
    """
    bare = text.strip().removeprefix("+")
    if bare == "0":
        return 0.0
    if not bare or _PART.sub("", bare):
        raise ValueError(f'{text!r} is no duration: write a number and a unit, such as "30s", "20m" or "1h30m"')
    return sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(bare))


def limit_seconds(timeouts: Any, operation: str) -> float:
    """The limit of an operation (create, update, delete) in seconds, from a `timeouts` value that may be null."""
    text = timeouts.get(operation) if isinstance(timeouts, Mapping) else None
    return parse_duration(text) if isinstance(text, str) else DEFAULT_SECONDS
