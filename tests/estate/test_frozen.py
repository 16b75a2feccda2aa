"""Frozen windows at their boundaries, in time zones whose clocks change. Moments are given, no clock is read."""

from __future__ import annotations

from datetime import datetime

import pytest

from oci_assets.estate.frozen import moment_text, parse_window

TORONTO = "America/Toronto"  # clocks go from 02:00 to 03:00 on 2026-03-08, from 02:00 back to 01:00 on 2026-11-01


def holds(window: tuple[str, str, str], moment: str) -> bool:
    """Whether the window holds at a moment with its offset."""
    return parse_window(*window).holds(datetime.fromisoformat(moment))


@pytest.mark.parametrize(
    ("window", "inside", "outside"),
    [
        (
            ("2026-12-20 18:00", "2027-01-04 08:00", TORONTO),
            ("2026-12-20T18:00:00-05:00", "2026-12-20T23:00:00+00:00", "2027-01-04T07:59:59-05:00"),
            ("2026-12-20T17:59:59-05:00", "2027-01-04T08:00:00-05:00"),
        ),
        (  # dates: the last day is in it
            ("2026-12-24", "2026-12-26", "UTC"),
            ("2026-12-24T00:00:00+00:00", "2026-12-26T23:59:59+00:00"),
            ("2026-12-23T23:59:59+00:00", "2026-12-27T00:00:00+00:00"),
        ),
        (  # an offset of its own goes before the time zone
            ("2026-12-24T10:00:00+02:00", "2026-12-24T12:00:00+02:00", TORONTO),
            ("2026-12-24T08:00:00+00:00",),
            ("2026-12-24T07:59:59+00:00", "2026-12-24T10:00:00+00:00"),
        ),
        (  # over the end of the week
            ("fri 16:00", "mon 08:00", TORONTO),
            ("2026-11-27T16:00:00-05:00", "2026-11-29T12:00:00-05:00", "2026-11-30T07:59:59-05:00"),
            ("2026-11-27T15:59:59-05:00", "2026-11-30T08:00:00-05:00", "2026-11-25T12:00:00-05:00"),
        ),
        (  # within the week
            ("tue 09:00", "wed 24:00", "UTC"),
            ("2026-11-24T09:00:00+00:00", "2026-11-25T23:59:00+00:00"),
            ("2026-11-24T08:59:00+00:00", "2026-11-26T00:00:00+00:00"),
        ),
        (  # over midnight, every day
            ("22:30", "6:00", "UTC"),
            ("2026-11-25T22:30:00+00:00", "2026-11-26T05:59:59+00:00"),
            ("2026-11-25T22:29:59+00:00", "2026-11-26T06:00:00+00:00"),
        ),
        (("00:00", "24:00", "UTC"), ("2026-11-25T00:00:00+00:00", "2026-11-25T23:59:59+00:00"), ()),
    ],
)
def test_fault_46_holds_from_the_beginning_until_just_before_the_end(
    window: tuple[str, str, str], inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    """The first second is in the window, the last one before its end too, the end itself is not."""
    assert [holds(window, moment) for moment in inside] == [True] * len(inside)
    assert [holds(window, moment) for moment in outside] == [False] * len(outside)


@pytest.mark.parametrize(
    ("window", "moment", "expected"),
    [
        # the wall clock decides, whatever the offset is on that day
        (("fri 16:00", "mon 08:00", TORONTO), "2026-03-06T20:59:59+00:00", False),
        (("fri 16:00", "mon 08:00", TORONTO), "2026-03-06T21:00:00+00:00", True),
        (("fri 16:00", "mon 08:00", TORONTO), "2026-03-09T11:59:59+00:00", True),
        (("fri 16:00", "mon 08:00", TORONTO), "2026-03-09T12:00:00+00:00", False),
        # 02:30 does not come in spring: the window begins when the clock has jumped over it, and ends then
        (("2:30", "4:00", TORONTO), "2026-03-08T06:59:59+00:00", False),
        (("2:30", "4:00", TORONTO), "2026-03-08T07:00:00+00:00", True),
        (("0:00", "2:30", TORONTO), "2026-03-08T06:59:59+00:00", True),
        (("0:00", "2:30", TORONTO), "2026-03-08T07:00:00+00:00", False),
        # 01:30 comes twice in autumn: both are in a window that holds at 01:30
        (("1:15", "1:45", TORONTO), "2026-11-01T05:30:00+00:00", True),
        (("1:15", "1:45", TORONTO), "2026-11-01T06:30:00+00:00", True),
        (("1:15", "1:45", TORONTO), "2026-11-01T07:30:00+00:00", False),
        # a date with such a time: from the first of the two, to the second
        (("2026-11-01 01:30", "2026-11-01 03:00", TORONTO), "2026-11-01T05:29:59+00:00", False),
        (("2026-11-01 01:30", "2026-11-01 03:00", TORONTO), "2026-11-01T05:30:00+00:00", True),
        (("2026-10-31 12:00", "2026-11-01 01:30", TORONTO), "2026-11-01T06:29:59+00:00", True),
        (("2026-10-31 12:00", "2026-11-01 01:30", TORONTO), "2026-11-01T06:30:00+00:00", False),
        # a date with a time that does not come: the longer reading
        (("2026-03-08 02:30", "2026-03-08 12:00", TORONTO), "2026-03-08T06:30:00+00:00", True),
        (("2026-03-08 02:30", "2026-03-08 12:00", TORONTO), "2026-03-08T06:29:59+00:00", False),
        (("2026-03-07 12:00", "2026-03-08 02:30", TORONTO), "2026-03-08T07:29:59+00:00", True),
    ],
)
def test_fault_46_holds_when_the_clocks_change(window: tuple[str, str, str], moment: str, *, expected: bool) -> None:
    """An hour that comes twice or never makes no window shorter than it reads."""
    assert holds(window, moment) is expected


@pytest.mark.parametrize(
    ("start", "end", "problem"),
    [
        ("fri 16:00", "18:00", "give both a weekday, or none"),
        ("2026-12-20", "18:00", "give both a date, or none"),
        ("16:00", "16:00", "for a whole day write '00:00' and '24:00'"),
        ("2026-12-21", "2026-12-20", "is not before"),
        ("25:00", "26:00", "times 00:00 to 24:00"),
        ("24:01", "24:02", "times 00:00 to 24:00"),
        ("xyz 10:00", "mon 10:00", "days are mon, tue"),
        ("next week", "2026-12-20", "'next week' is no time: write '2026-12-20'"),
        ("16:70", "17:00", "give both a date"),
    ],
)
def test_parse_window_refuses(start: str, end: str, problem: str) -> None:
    """What cannot be a window is refused with what to write."""
    with pytest.raises(ValueError, match=problem.replace("(", r"\(")):
        parse_window(start, end, "UTC")


def test_parse_window_text() -> None:
    """The words of the settings, for whoever is blocked."""
    assert parse_window("16:00", "17:00", "UTC").text == "from 16:00 to 17:00 (UTC)"
    assert parse_window("16:00", "17:00", "UTC", "quiet").text == "from 16:00 to 17:00 (UTC): quiet"


def test_moment_text_of_a_number() -> None:
    """YAML makes 960 of an unquoted 16:00, which is not guessed at."""
    with pytest.raises(ValueError, match="in quotes"):
        moment_text(960)
