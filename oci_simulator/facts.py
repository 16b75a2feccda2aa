"""What the table says about each resource type and data source: read from `oci_simulator/table`, one file a type.

Owns the reading, never a value of a resource. `OCI_SIMULATOR_TABLE` names another folder of the same form.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["resources", "data"]
CtyType = Any  # "string", or a list such as ["map", "string"]: the JSON form that the plugin protocol uses as well


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute.

    Attributes:
        type: cty's JSON form.
        write_only: the service never returns the value.
        default: what the provider itself configures when nobody else does; None when it does not.
    """

    type: CtyType
    required: bool = False
    optional: bool = False
    computed: bool = False
    force_new: bool = False
    sensitive: bool = False
    write_only: bool = False
    deprecated: bool = False
    default: Any = None


@dataclass(frozen=True, slots=True)
class Block:
    """One nested block; `nesting` is list, set or single, `max` 0 means no limit."""

    nesting: str
    min: int = 0
    max: int = 0
    optional: bool = False
    computed: bool = False
    force_new: bool = False
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    blocks: Mapping[str, Block] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """One resource type or data source.

    Attributes:
        name: such as `oci_core_vcn`.
        attributes: by name.
        blocks: nested blocks by name, without `timeouts`.
        timeouts: the operations that may have a limit.
        import_form: what an id for `terraform import` looks like; empty when the type cannot be imported.
    """

    name: str
    attributes: Mapping[str, Attribute]
    blocks: Mapping[str, Block] = field(default_factory=dict)
    timeouts: tuple[str, ...] = ()
    import_form: str = "id"


def table_folder() -> Path:
    """Where the table is read from."""
    return Path(os.environ.get("OCI_SIMULATOR_TABLE") or Path(__file__).parent / "table")


def load(kind: Kind) -> Mapping[str, TypeFacts]:
    """Every type of a kind by its name, in order of names."""
    return {name: found for name in names(kind) if (found := find(kind, name)) is not None}


def names(kind: Kind) -> tuple[str, ...]:
    """The names of the types of a kind, in order; none when the folder is missing."""
    return tuple(sorted(file.stem for file in (table_folder() / kind).glob("*.json")))


def find(kind: Kind, name: str) -> TypeFacts | None:
    """One type, without reading the others; `None` when the table has no such type."""
    return _read(table_folder() / kind / f"{name}.json")


@cache
def _read(file: Path) -> TypeFacts | None:
    try:
        return parse(json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def parse(document: Mapping[str, Any]) -> TypeFacts:
    """The facts of one parsed file of the table."""
    return TypeFacts(
        name=document["type"],
        attributes=_attributes(document),
        blocks=_blocks(document),
        timeouts=tuple(document.get("timeouts", ())),
        import_form=document.get("import", "id"),
    )


def _attributes(document: Mapping[str, Any]) -> dict[str, Attribute]:
    return {name: _attribute(*facts) for name, facts in sorted(document.get("attributes", {}).items())}


def _attribute(cty: CtyType, flags: str, more: Mapping[str, Any] | None = None) -> Attribute:
    return Attribute(
        type=cty,
        required="R" in flags,
        optional="O" in flags,
        computed="C" in flags,
        force_new="F" in flags,
        sensitive="S" in flags,
        write_only="W" in flags,
        deprecated="D" in flags,
        default=(more or {}).get("default"),
    )


def _blocks(document: Mapping[str, Any]) -> dict[str, Block]:
    return {name: _block(inner) for name, inner in sorted(document.get("blocks", {}).items())}


def _block(document: Mapping[str, Any]) -> Block:
    flags = document.get("flags", "O")
    return Block(
        nesting=document.get("nesting", "list"),
        min=int(document.get("min") or ("R" in flags)),
        max=int(document.get("max", 0)),
        optional="O" in flags,
        computed="C" in flags,
        force_new="F" in flags,
        attributes=_attributes(document),
        blocks=_blocks(document),
    )
