"""Which element of a nested block was which: lists by place, sets by what is known of an element."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from oci_simulator.facts import Block
from oci_simulator.planning.values import Shape, Unknown, elements, is_left, same

Element = dict[str, Any]
Fits = Callable[[Block, Element, Element], bool]


def pair(
    block: Block,
    wanted: Sequence[Element],
    existing: Sequence[Element],
    fits: Fits | None = None,
    *,
    keyed: bool = True,
) -> list[Element | None]:
    """For each wanted element the existing one that it stands for, or `None` when it is new.

    In a list an element has its place; in a set it is the one that it describes, or what `fits` says. With `keyed`
    no two elements fit whose texts differ that only the configuration sets.
    """
    if block.nesting != "set":
        return [existing[index] if index < len(existing) else None for index in range(len(wanted))]
    test = fits or describes
    candidates = _candidates(block, wanted, existing, keyed=keyed)
    matches = _match(candidates, lambda left, right: test(block, wanted[left], existing[right]))
    return [None if index is None else existing[index] for index in matches]


def describes(shape: Shape, wanted: Element, existing: Element) -> bool:
    """Whether a configured object is the existing one: only what the service may choose is free."""
    for name, attribute in shape.attributes.items():
        left, right = wanted.get(name), existing.get(name)
        if is_left(attribute, left):
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


def _candidates(
    block: Block, wanted: Sequence[Element], existing: Sequence[Element], *, keyed: bool
) -> list[list[int]]:
    """For each wanted element the existing ones that are worth a look, its own place first.

    Security lists have hundreds of rules: texts that only the configuration sets must be equal, so they are a key.
    """
    fixed = [name for name, one in block.attributes.items() if one.type == "string" and not one.computed]
    names = fixed if keyed else []
    keys = [tuple(element.get(name) for name in names) for element in existing]
    places: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        places[key].append(index)
    found = []
    for index, element in enumerate(wanted):
        key = tuple(element.get(name) for name in names)
        own = [index] if index < len(keys) and keys[index] == key else []
        found.append([*own, *places.get(key, ())])
    return found


def _match(candidates: Sequence[Sequence[int]], fits: Callable[[int, int], bool]) -> list[int | None]:
    """The largest pairing of left with right, each used once (augmenting paths)."""
    taken: dict[int, int] = {}  # right -> left
    for left in range(len(candidates)):
        _augment(left, candidates, fits, taken, set())
    found: list[int | None] = [None] * len(candidates)
    for right, left in taken.items():
        found[left] = right
    return found


def _augment(
    left: int,
    candidates: Sequence[Sequence[int]],
    fits: Callable[[int, int], bool],
    taken: dict[int, int],
    seen: set[int],
) -> bool:
    """Whether the left one got a partner, if need be by moving others to other partners."""
    free = next((right for right in candidates[left] if right not in taken and fits(left, right)), None)
    if free is not None:
        taken[free] = left
        return True
    for right in candidates[left]:
        if right in seen or right not in taken or not fits(left, right):
            continue
        seen.add(right)
        if _augment(taken[right], candidates, fits, taken, seen):
            taken[right] = left
            return True
    return False
