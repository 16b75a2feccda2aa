"""How much of something fits into a bounded text. Pure arithmetic over lengths in characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, takewhile


def how_many_fit(lengths: Iterable[int], room: int) -> int:
    """How many of these, from the first on, fit into the room together."""
    return sum(1 for _ in takewhile(lambda used: used <= room, accumulate(lengths)))


def fair_shares(wanted: Sequence[int], room: int) -> list[int]:
    """The room dealt out: nobody gets more than wanted, and what the small ones leave goes to the large ones."""
    shares = [0] * len(wanted)
    for served, index in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        shares[index] = min(wanted[index], max(room, 0) // (len(wanted) - served))
        room -= shares[index]
    return shares
