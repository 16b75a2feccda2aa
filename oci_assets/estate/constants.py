"""Values that are certain without a plan: literal variables and locals, for module sources that use them.

As Terraform loads them: defaults, then `terraform.tfvars`, `terraform.tfvars.json`, `*.auto.tfvars(.json)` by name,
later ones win. https://developer.hashicorp.com/terraform/language/values/variables (Variable Definition Precedence)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from oci_assets.estate.facts import ANY, Call, Local
from oci_assets.estate.filenames import is_configuration
from oci_assets.estate.folders import loading_order
from oci_assets.estate.hcl_body import parse
from oci_assets.estate.hcl_facts import plain_text
from oci_assets.estate.hcl_lexer import lex, lex_template
from oci_assets.estate.hcl_pieces import UNKNOWN, Piece
from oci_assets.estate.hcl_values import value
from oci_assets.estate.local_texts import filled_in


def source_value(call: Call, files: Mapping[str, bytes]) -> str | None:
    """The source of a call that is no literal, where the files of its folder (by name) say it for certain, else None.

    For folders that are applied by themselves: to those that are called, the caller may give other values.
    """
    if not call.expression:
        return None
    tokens = lex(call.expression)
    base, text = filled_in(*value(tokens, (0, len(tokens))), known_values(files))
    return None if base is not None or ANY in text else text


def known_values(files: Mapping[str, bytes]) -> Mapping[str, Local]:
    """Texts by `var.NAME` and `local.NAME`; what a file gives that is no text counts as `ANY`."""
    return _known_values(tuple(files.items()))


@lru_cache(maxsize=4)  # a folder has many calls
def _known_values(items: tuple[tuple[str, bytes], ...]) -> Mapping[str, Local]:
    files, values = dict(items), dict[str, Piece]()
    for name in sorted(filter(is_configuration, files), key=loading_order):
        values.update(_configured(files[name], name))
    for name in value_files(files):
        values.update(_assigned(files[name], name))
    return {name: Local(name, *piece) for name, piece in values.items()}


def value_files(names: Iterable[str]) -> list[str]:
    """The files of variable values that Terraform loads by itself, in its order."""
    listed = sorted(names)
    first = [name for name in ("terraform.tfvars", "terraform.tfvars.json") if name in listed]
    return [*first, *(name for name in listed if name.endswith((".auto.tfvars", ".auto.tfvars.json")))]


def _configured(data: bytes, name: str) -> Iterator[tuple[str, Piece]]:
    """Defaults of variables, and locals. One without a default says nothing: an override may leave it out."""
    if name.endswith(".json"):
        for kind, found in _json_blocks(data):
            yield from _json_values(kind, found)
        return
    tokens = lex(plain_text(data))
    for block in parse(tokens).blocks:
        attributes = block.body.attributes
        if block.type == "locals":
            yield from ((f"local.{key}", value(tokens, span)) for key, span in attributes.items())
        elif block.type == "variable" and len(block.labels) == 1 and "default" in attributes:
            yield f"var.{block.labels[0]}", value(tokens, attributes["default"])


def _assigned(data: bytes, name: str) -> Iterator[tuple[str, Piece]]:
    if name.endswith(".json"):
        yield from ((f"var.{key}", (None, item) if isinstance(item, str) else UNKNOWN) for key, item in _object(data))
        return
    tokens = lex(plain_text(data))
    for key, span in parse(tokens).attributes.items():
        yield f"var.{key}", value(tokens, span)


def _json_blocks(data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The `variable` and `locals` blocks of a JSON file, each an object by name."""
    for kind, content in _object(data):
        for block in content if isinstance(content, list) else [content]:
            if kind in {"variable", "locals"} and isinstance(block, Mapping):
                yield kind, block


def _json_values(kind: str, block: Mapping[str, Any]) -> Iterator[tuple[str, Piece]]:
    for name, content in block.items():
        if kind == "locals":
            yield f"local.{name}", _json_piece(content)
            continue
        for body in content if isinstance(content, list) else [content]:
            if isinstance(body, Mapping) and "default" in body:
                yield f"var.{name}", _json_piece(body["default"])


def _json_piece(item: Any) -> Piece:
    """What a string of JSON configuration stands for, which is a template."""
    if not isinstance(item, str):
        return UNKNOWN
    tokens = lex_template(item)
    return value(tokens, (0, len(tokens)))


def _object(data: bytes) -> Iterator[tuple[str, Any]]:
    """The members of a JSON object; none where it is no JSON, or something else."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return
    if isinstance(content, Mapping):
        yield from content.items()
