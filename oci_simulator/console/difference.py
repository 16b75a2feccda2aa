"""What changed between two values, place by place."""

from __future__ import annotations

import json
import re
from typing import Any

_SECRET = re.compile(r"password|passphrase|private_key|secret_content|auth_token|client_secret")


def differences(before: Any, after: Any, path: str) -> list[str]:
    """Lines such as `freeform_tags.env: "dev" -> "prod"`; only places that differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = [*before, *(name for name in after if name not in before)]
        return [line for name in names for line in differences(before.get(name), after.get(name), _under(path, name))]
    if isinstance(before, list) and isinstance(after, list):
        return _of_lists(before, after, path)
    return [] if before == after else [f"{path}: {_told(before, after, path)}"]


def _told(before: Any, after: Any, path: str) -> str:
    if _SECRET.search(path):
        return "changed (hidden)"
    if before is None:
        return f"added {json.dumps(after)}"
    if after is None:
        return f"removed {json.dumps(before)}"
    return f"{json.dumps(before)} -> {json.dumps(after)}"


def _of_lists(before: list[Any], after: list[Any], path: str) -> list[str]:
    if len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [line for number, pair in pairs for line in differences(*pair, f"{path}[{number}]")]
    removed = [f"{path}: removed {json.dumps(each)}" for each in before if each not in after]
    return removed + [f"{path}: added {json.dumps(each)}" for each in after if each not in before]


def _under(path: str, name: str) -> str:
    return f'{path}["{name}"]' if "." in name else f"{path}.{name}"
