"""What changed between two values, place by place."""

from __future__ import annotations

import json
from typing import Any


def differences(before: Any, after: Any, path: str) -> list[str]:
    """Lines such as `freeform_tags.env: "dev" -> "prod"`; only places that differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = [*before, *(name for name in after if name not in before)]
        return [line for name in names for line in differences(before.get(name), after.get(name), _under(path, name))]
    if isinstance(before, list) and isinstance(after, list):
        return _of_lists(before, after, path)
    if before == after:
        return []
    if before is None:
        return [f"{path}: added {json.dumps(after)}"]
    if after is None:
        return [f"{path}: removed {json.dumps(before)}"]
    return [f"{path}: {json.dumps(before)} -> {json.dumps(after)}"]


def _of_lists(before: list[Any], after: list[Any], path: str) -> list[str]:
    if len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [line for number, pair in pairs for line in differences(*pair, f"{path}[{number}]")]
    removed = [f"{path}: removed {json.dumps(each)}" for each in before if each not in after]
    return removed + [f"{path}: added {json.dumps(each)}" for each in after if each not in before]


def _under(path: str, name: str) -> str:
    return f'{path}["{name}"]' if "." in name else f"{path}.{name}"
