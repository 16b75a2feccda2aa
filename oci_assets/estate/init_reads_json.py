"""As `init_reads`, for Terraform's JSON syntax: only shapes that are beyond doubt are taken apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_SILENT = frozenset({"variable", "output", "locals", "moved", "//"})
_TYPED = frozenset({"resource", "data", "ephemeral", "action"})
_READ = {"module": ("source", "version"), "provider": ("version",)}


def json_parts(data: bytes) -> list[str] | None:
    """What init reads of a JSON file, a part for each block; None when it cannot be told."""
    try:
        document = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_distinct)
        if not isinstance(document, Mapping):
            return None
        return [part for kind, blocks in document.items() if kind not in _SILENT for part in _parts(kind, blocks)]
    except (ValueError, RecursionError):
        return None


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are all different: the same name twice is two blocks, which needs more care."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name that is written twice")
    return found


def _parts(kind: str, blocks: Any) -> list[str]:
    """The parts of one top-level name.

    Raises:
        ValueError: its shape is in doubt, or a value needs an evaluation.
    """
    if kind in _TYPED:
        return [part for name, named in _object(blocks).items() for part in _needs(name, _object(named))]
    if kind in _READ:
        return [_call(kind, name, _object(body)) for name, body in _object(blocks).items()]
    text = json.dumps([kind, blocks], sort_keys=True)
    if "${" in text or "%{" in text:
        raise ValueError("a value that needs an evaluation")
    return [text]


def _needs(type_name: str, named: Mapping[str, Any]) -> list[str]:
    providers = (_object(body).get("provider") for body in named.values())
    return [f"needs {json.dumps(each) if each is not None else type_name.partition('_')[0]}" for each in providers]


def _call(kind: str, name: str, body: Mapping[str, Any]) -> str:
    text = json.dumps([kind, name, *(f"{key} = {json.dumps(body[key])}" for key in _READ[kind] if key in body)])
    if "${" in text or "%{" in text:
        raise ValueError("a value that needs an evaluation")
    return text


def _object(item: Any) -> Mapping[str, Any]:
    if not isinstance(item, Mapping):
        raise ValueError("a list where an object is usual")  # noqa: TRY004 - one error for all doubts
    return item
