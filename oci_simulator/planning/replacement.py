"""Which changes need a new resource (ForceNew of the legacy SDK), as paths that Terraform shows to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from oci_simulator.facts import Block
from oci_simulator.planning.pairing import pair
from oci_simulator.planning.values import Shape, Unknown, elements, is_empty, same

Path = tuple[str | int, ...]
Tree = Mapping[str, Any]


def replacing_paths(shape: Shape, prior: Tree, planned: Tree) -> tuple[Path, ...]:
    """The paths that force a new resource, each once; nothing inside a set has a path of its own, so the set has it."""
    return tuple(dict.fromkeys(_paths(shape, prior, planned, ())))


def _paths(shape: Shape, prior: Tree, planned: Tree, root: Path) -> Iterator[Path]:
    for name, attribute in shape.attributes.items():
        if attribute.force_new and not same(attribute.type, prior.get(name), planned.get(name)):
            yield (*root, name)
    for name, block in shape.blocks.items():
        yield from _block_paths(block, prior.get(name), planned.get(name), (*root, name))


def _block_paths(block: Block, prior: Any, planned: Any, root: Path) -> Iterator[Path]:
    if isinstance(planned, Unknown):
        if block.force_new:
            yield root
        return
    before, after = elements(prior), elements(planned)
    if block.force_new and len(before) != len(after):
        yield root
    if block.nesting == "set":
        yield from _set_paths(block, before, after, root)
        return
    for index, (old, new) in enumerate(zip_longest(before, after)):
        step: Path = (*root, index) if block.nesting == "list" else root
        if old is not None and new is not None:
            yield from _paths(block, old, new, step)
        elif added_forces(block, new) if old is None else removed_forces(block, old):
            yield root


def _set_paths(block: Block, before: list[dict[str, Any]], after: list[dict[str, Any]], root: Path) -> Iterator[Path]:
    there = pair(block, after, before)
    added = [new for new, old in zip(after, there, strict=True) if old is None]
    removed = [old for old in before if not any(old is one for one in there)]
    if (
        (block.force_new and (added or removed))
        or any(added_forces(block, new) for new in added)
        or any(removed_forces(block, old) for old in removed)
    ):
        yield root


def added_forces(shape: Shape, element: Tree) -> bool:
    """Whether a new element forces a new resource: it configures a ForceNew value."""
    for name, attribute in shape.attributes.items():
        value = element.get(name)
        chosen_later = attribute.computed and isinstance(value, Unknown)
        if attribute.force_new and not is_empty(value) and not chosen_later:
            return True
    nested = ((block, part) for name, block in shape.blocks.items() for part in elements(element.get(name)))
    return any(block.force_new or added_forces(block, part) for block, part in nested)


def removed_forces(shape: Shape, element: Tree) -> bool:
    """Whether an element that goes forces a new resource: a ForceNew value that only the configuration can have set."""
    for name, attribute in shape.attributes.items():
        if attribute.force_new and not attribute.computed and not is_empty(element.get(name)):
            return True
    nested = ((block, part) for name, block in shape.blocks.items() for part in elements(element.get(name)))
    return any(block.force_new or removed_forces(block, part) for block, part in nested)
