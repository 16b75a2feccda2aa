"""Bounded room is never exceeded and never wasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oci_assets.report.fitting import fair_shares, how_many_fit

LENGTHS = st.lists(st.integers(0, 1000), max_size=30)


@pytest.mark.parametrize(
    ("lengths", "room", "expected"),
    [([], 10, 0), ([5, 5], 10, 2), ([5, 6], 10, 1), ([11, 1], 10, 0), ([0, 0], 0, 2), ([1], -1, 0)],
)
def test_how_many_fit(lengths: list[int], room: int, expected: int) -> None:
    """Counts from the first on and stops at the first that does not fit."""
    assert how_many_fit(lengths, room) == expected


@pytest.mark.parametrize(
    ("wanted", "room", "expected"),
    [
        ([], 10, []),
        ([3, 4], 10, [3, 4]),
        ([100, 2, 100], 22, [10, 2, 10]),
        ([100, 30, 1], 31, [15, 15, 1]),
        ([5, 5], -1, [0, 0]),
    ],
)
def test_fair_shares(wanted: list[int], room: int, expected: list[int]) -> None:
    """Small wishes are met, the rest is dealt out evenly, in the order of the wishes."""
    assert fair_shares(wanted, room) == expected


@given(LENGTHS, st.integers(-10, 20_000))
def test_fair_shares_use_the_room(wanted: list[int], room: int) -> None:
    """Nobody gets more than wanted, the room is used up to the last rest, and who is cut gets no less than others."""
    shares = fair_shares(wanted, room)
    cut = [share for share, wish in zip(shares, wanted, strict=True) if share < wish]
    assert all(0 <= share <= wish for share, wish in zip(shares, wanted, strict=True))
    assert sum(shares) == min(sum(wanted), max(room, 0))
    assert all(share >= max(shares) - 1 for share in cut)
