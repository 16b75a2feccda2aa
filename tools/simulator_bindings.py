"""Reads types out of the generated Python bindings of the provider: names, types and flags, no text and no code.

A property of the bindings is Optional where the provider does not compute it, an argument has no default where it is
required, and a description begins with "(Updatable)" where a change needs no new resource.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

WRAPPERS = {"Input", "Output", "Optional", "InputType"}
PRIMITIVES = {"str": "string", "bool": "bool", "int": "number", "float": "number", "Any": "string"}


@dataclass(frozen=True)
class Kind:
    """The type of a property: a cty type, or the name of a nested type with whether there may be many."""

    cty: Any = None
    nested: str | None = None
    many: bool = False
    optional: bool = False


@dataclass
class Property:
    """What the bindings tell of one property."""

    kind: Kind
    text: str = ""
    deprecated: bool = False


@dataclass
class Parsed:
    """The classes of one file: constructor arguments (name -> kind, required) and properties."""

    arguments: dict[str, dict[str, tuple[Kind, bool]]] = field(default_factory=dict)
    properties: dict[str, dict[str, Property]] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()
    functions: dict[str, dict[str, tuple[Kind, bool]]] = field(default_factory=dict)
    import_id: str = "id"


@cache
def parse(file: Path) -> Parsed:
    """The classes and functions of a file of the bindings."""
    text = file.read_text(encoding="utf-8")
    parsed = Parsed(import_id=_import_id(text))
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            _read_class(node, parsed)
        elif isinstance(node, ast.FunctionDef):
            parsed.functions[node.name] = _arguments(node)
    return parsed


def _read_class(node: ast.ClassDef, parsed: Parsed) -> None:
    properties: dict[str, Property] = {}
    for item in node.body:
        if not isinstance(item, ast.FunctionDef):
            continue
        if item.name == "__init__":
            parsed.arguments.setdefault(node.name, _arguments(item))
        elif item.returns is not None and any("getter" in ast.unparse(d) for d in item.decorator_list):
            text = ast.get_docstring(item) or ""
            deprecated = any("deprecated" in ast.unparse(d) for d in item.decorator_list)
            properties[item.name] = Property(kind_of(item.returns), text, deprecated)
    parsed.properties[node.name] = properties
    for constant in (
        c.value for c in ast.walk(node) if isinstance(c, ast.keyword) and c.arg == "additional_secret_outputs"
    ):
        if isinstance(constant, ast.List):
            parsed.secret |= {_snake(str(e.value)) for e in constant.elts if isinstance(e, ast.Constant)}


def _arguments(function: ast.FunctionDef) -> dict[str, tuple[Kind, bool]]:
    pairs = [*_with_defaults(function.args.args, function.args.defaults)]
    pairs += list(zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True))
    return {
        argument.arg: (kind_of(argument.annotation), default is None)
        for argument, default in pairs
        if argument.annotation is not None and argument.arg not in {"opts", "resource_name"}
    }


def _with_defaults(args: list[ast.arg], defaults: list[ast.expr]) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    missing = len(args) - len(defaults)
    return zip(args, [*([None] * missing), *defaults], strict=True)


def kind_of(node: ast.expr) -> Kind:
    """The kind that an annotation says."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return Kind(nested=node.value.rsplit(".", 1)[-1])
    if isinstance(node, ast.Subscript):
        return _subscript(ast.unparse(node.value).rsplit(".", 1)[-1], node.slice)
    name = ast.unparse(node).rsplit(".", 1)[-1]
    return Kind(cty=PRIMITIVES[name]) if name in PRIMITIVES else Kind(nested=name)


def _subscript(outer: str, inner: ast.expr) -> Kind:
    if outer == "Union":
        return kind_of(_parts(inner)[0])
    if outer == "Mapping":
        return Kind(cty=["map", kind_of(_parts(inner)[1]).cty or "string"])
    kind = kind_of(inner)
    if outer == "Optional":
        return Kind(kind.cty, kind.nested, kind.many, optional=True)
    if outer == "Sequence":
        if kind.nested and not kind.many:
            return Kind(nested=kind.nested, many=True)
        return Kind(cty=["list", kind.cty or "string"])
    if outer not in WRAPPERS:
        raise ValueError(f"the bindings have a new kind of annotation: {outer}")
    return kind


def _parts(inner: ast.expr) -> list[ast.expr]:
    return inner.elts if isinstance(inner, ast.Tuple) else [inner]


def _snake(camel: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in camel)


def _import_id(text: str) -> str:
    mark = "$ pulumi import oci:"
    if mark not in text:
        return ""
    line = text.split(mark, 1)[1].split("\n", 1)[0]
    return line.split('"')[1] if '"' in line else line.split()[-1]


def without(mapping: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A copy without some keys."""
    return {name: value for name, value in mapping.items() if name not in names}
