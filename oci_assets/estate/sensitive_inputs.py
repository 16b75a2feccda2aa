"""Variables that a stack's folder calls sensitive, and the values that files give them. Evaluates nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oci_assets.estate.constants import value_files
from oci_assets.estate.filenames import is_configuration
from oci_assets.estate.hcl_body import parse
from oci_assets.estate.hcl_facts import plain_text
from oci_assets.estate.hcl_lexer import lex
from oci_assets.estate.hcl_tokens import LITERAL, TEXT, Span, Tokens

_FLAGS = ("sensitive", "ephemeral")


@dataclass(frozen=True, slots=True)
class SensitiveInputs:
    """Names of sensitive variables, and all texts in their defaults and in what files assign to them."""

    names: frozenset[str] = frozenset()
    values: tuple[str, ...] = field(default=(), repr=False)


def sensitive_inputs(folder: Path, var_files: Iterable[Path] = ()) -> SensitiveInputs:
    """Of a root module: its `variable` blocks, then its tfvars files and those that a command names.

    Files that are missing or broken count as far as they can be read: Terraform will say what is wrong with them.
    """
    listed = sorted(file.name for file in folder.iterdir() if file.is_file()) if folder.is_dir() else []
    found = [item for name in listed if is_configuration(name) for item in _declared(_bytes(folder / name), name)]
    names = frozenset(name for name, _ in found)
    values = [text for _, texts in found for text in texts]
    for file in [*(folder / name for name in value_files(listed)), *var_files]:
        values += [text for name, texts in _assigned(_bytes(file), file.name) if name in names for text in texts]
    return SensitiveInputs(names, tuple(dict.fromkeys(values)))


def _declared(data: bytes, name: str) -> Iterator[tuple[str, list[str]]]:
    """Sensitive variables with the texts of their defaults."""
    if name.endswith(".json"):
        declared = _object(data).get("variable") or {}
        for block in declared if isinstance(declared, list) else [declared]:
            for variable, content in block.items() if isinstance(block, Mapping) else ():
                for body in content if isinstance(content, list) else [content]:
                    if isinstance(body, Mapping) and any(body.get(flag) is True for flag in _FLAGS):
                        yield variable, list(_texts(body.get("default")))
        return
    tokens = lex(plain_text(data))
    for block in parse(tokens).blocks:
        attributes = block.body.attributes
        flags = (tokens.written(attributes[flag]) for flag in _FLAGS if flag in attributes)
        if block.type == "variable" and len(block.labels) == 1 and any("true" in flag for flag in flags):
            default = attributes.get("default")
            yield block.labels[0], _literals(tokens, default) if default else []


def _assigned(data: bytes, name: str) -> Iterator[tuple[str, list[str]]]:
    if name.endswith(".json"):
        yield from ((key, list(_texts(value))) for key, value in _object(data).items())
        return
    tokens = lex(plain_text(data))
    yield from ((key, _literals(tokens, span)) for key, span in parse(tokens).attributes.items())


def _literals(tokens: Tokens, span: Span) -> list[str]:
    """Every text inside an expression."""
    return [tokens.values[at] for at in range(*span) if tokens.kinds[at] in {TEXT, LITERAL}]


def _texts(value: Any) -> Iterator[str]:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, Mapping):
            pending += item.values()
        elif isinstance(item, list):
            pending += item


def _object(data: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(data.decode("utf-8-sig", "replace") or "{}")
    except (ValueError, RecursionError):  # Terraform will say what is wrong with it
        return {}
    return content if isinstance(content, Mapping) else {}


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # as above
        return b""
