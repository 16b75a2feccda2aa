"""Cron expressions as times."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oci_assets.estate.cron import Cron


@pytest.mark.parametrize(
    ("text", "minutes", "later"),
    [
        ("0 2 * * *", 37, ("37 2 * * *",)),
        ("30 1 * * 1-5", 45, ("15 2 * * 1-5",)),
        ("0,30 1,2 * * mon", 15, ("15 1,2 * * mon", "45 1,2 * * mon")),
        ("50 23 1 jan *", 30, ("59 23 1 jan *",)),
        ("5 0-23/12 * * *", 60, ("5 1,13 * * *",)),
    ],
)
def test_later(text: str, minutes: int, later: tuple[str, ...]) -> None:
    """The same days, later; never over midnight, which would be another day."""
    assert Cron.parse(text).later(minutes) == later


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("0 2 * * *", timedelta(days=1)),
        ("*/15 * * * *", timedelta(minutes=15)),
        ("15 6,18 * * *", timedelta(hours=12)),
        ("0 8,9 * * *", timedelta(hours=23)),
        ("30 1 * * 1-5", timedelta(days=3)),
        ("0 2 * * sun", timedelta(days=7)),
        ("0 2 * * 7", timedelta(days=7)),
        ("0 2 1 * *", timedelta(days=31)),
        ("0 2 15 * mon", timedelta(days=7)),
        ("0 0 29 2 *", timedelta(days=4 * 365 + 1)),
        ("0 2 1 jan,jul *", timedelta(days=184)),
    ],
)
def test_longest_gap(text: str, gap: timedelta) -> None:
    """Weekends, months, leap years; where both kinds of days are narrowed either counts (crontab(5))."""
    assert Cron.parse(text).longest_gap() == gap
