"""Which resource types the files of an estate declare, in stacks and in modules that lie beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oci_assets.estate.filenames import is_configuration
from oci_assets.estate.hcl_facts import read_facts

_LOCAL = ("./", "../")


@dataclass(frozen=True, slots=True)
class DeclaredTypes:
    """The types, and whether that is all: False where modules come from elsewhere, or a file cannot be read."""

    types: frozenset[str]
    is_complete: bool


def declared_types(root: Path) -> DeclaredTypes:
    """What every configuration file below a folder declares; hidden folders are left out."""
    types, is_complete = set[str](), True
    for file in _files(root):
        try:
            facts = read_facts(file.read_bytes(), file.name)
        except OSError:  # a broken link, or not ours to read: what it declares nobody knows
            is_complete = False
            continue
        types.update(facts.resources)
        here = all(call.source is not None and call.source.startswith(_LOCAL) for call in facts.calls)
        is_complete = is_complete and here and not facts.broken
    return DeclaredTypes(frozenset(types), is_complete)


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if is_configuration(name))
