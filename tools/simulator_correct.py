"""Lays the corrections of `tools/simulator_corrections/` over the facts of types; the format is in its README."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def corrections(folder: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """All corrections: kind (`resources`, `data`) -> type -> path -> change."""
    found: dict[str, dict[str, dict[str, Any]]] = {"resources": {}, "data": {}}
    for file in sorted(folder.glob("*.json")):
        for kind, types in json.loads(file.read_text(encoding="utf-8")).items():
            for name, changes in types.items():
                found[kind].setdefault(name, {}).update(changes)
    return found


def correct(facts: dict[str, Any], corrections: dict[str, Any]) -> None:
    """Lays corrections over a type: path (`blocks joined by dots`) -> what to change, None to remove, see the file."""
    for path, change in corrections.items():
        *blocks, last = path.split(".")
        holder = facts
        for block in blocks:
            holder = holder["blocks"][block]
        if change is None:
            holder["attributes"].pop(last, None)
            holder["blocks"].pop(last, None)
        elif isinstance(change, list):
            holder["blocks"].pop(last, None)
            holder["attributes"][last] = change
        elif last in holder["blocks"] or ("nesting" in change and last not in holder["attributes"]):
            holder["blocks"].setdefault(last, {"attributes": {}, "blocks": {}, "flags": "O", "max": 0}).update(change)
        else:
            holder["attributes"][last] = _corrected(holder["attributes"][last], change)


def _corrected(attribute: list[Any], change: dict[str, Any]) -> list[Any]:
    cty, flags, *rest = attribute
    if change.get("nesting") == "set" and isinstance(cty, list):
        cty = ["set", cty[1]]
    more = {**(rest[0] if rest else {}), **({"default": change["default"]} if "default" in change else {})}
    return [change.get("type", cty), change.get("flags", flags), *([more] if more else [])]
