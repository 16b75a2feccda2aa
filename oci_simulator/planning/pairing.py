"""Which element of a nested block was which: lists by place, sets by what is known of an element."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oci_simulator.facts import Block
from oci_simulator.planning.values import Shape, Unknown, elements, same

Element = dict[str, Any]
Elements = list[Element]


def pair(
    block: Block, wanted: Elements, existing: Elements, fits: Callable[[Block, Element, Element], bool] | None = None
) -> list[Element | None]:
    """For each wanted element the existing one that it stands for, or `None` when it is new.

    In a list an element has its place; in a set it is the one that it describes (or what `fits` says).
    """
    if block.nesting != "set":
        return [existing[index] if index < len(existing) else None for index in range(len(wanted))]
    test = fits or describes
    matches = _match(len(wanted), len(existing), lambda left, right: test(block, wanted[left], existing[right]))
    return [None if index is None else existing[index] for index in matches]


def describes(shape: Shape, wanted: Element, existing: Element) -> bool:
    """Whether a configured object is the existing one: only what the service may choose is free."""
    for name, attribute in shape.attributes.items():
        left, right = wanted.get(name), existing.get(name)
        if attribute.computed and left is None:
            continue
        if not same(attribute.type, left, right):
            return False
    return all(_block_describes(block, wanted.get(name), existing.get(name)) for name, block in shape.blocks.items())


def _block_describes(block: Block, wanted: Any, existing: Any) -> bool:
    if isinstance(wanted, Unknown) or isinstance(existing, Unknown):
        return False
    left, right = elements(wanted), elements(existing)
    if block.computed and not left:
        return True
    if len(left) != len(right):
        return False
    pairs = zip(left, pair(block, left, right), strict=True)
    return all(other is not None and describes(block, one, other) for one, other in pairs)


def _match(left_count: int, right_count: int, fits: Callable[[int, int], bool]) -> list[int | None]:
    """The largest pairing of left with right, each used once (augmenting paths); the same place is tried first."""
    taken: dict[int, int] = {}  # right -> left
    for left in range(left_count):
        if left < right_count and left not in taken and fits(left, left):
            taken[left] = left
        else:
            _augment(left, right_count, fits, taken, set())
    found: list[int | None] = [None] * left_count
    for right, left in taken.items():
        found[left] = right
    return found


def _augment(
    left: int, right_count: int, fits: Callable[[int, int], bool], taken: dict[int, int], seen: set[int]
) -> bool:
    for right in range(right_count):
        if right in seen or not fits(left, right):
            continue
        seen.add(right)
        if right not in taken or _augment(taken[right], right_count, fits, taken, seen):
            taken[right] = left
            return True
    return False
