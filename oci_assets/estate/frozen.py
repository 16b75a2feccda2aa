"""Frozen windows: times in which no apply starts. Pure: a window and a moment in, whether it holds out.

Clocks are read as on the wall of the time zone. Where a change of the clocks leaves a doubt (an hour that comes twice
or never), the window is the longer one: no apply starts in it by mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DAY, WEEK = 24 * 60, 7 * 24 * 60
_UTC = ZoneInfo("UTC")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"(?:(?P<day>[a-z]{3}) )?(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORMS = "write '2026-12-20', '2026-12-20 18:00', 'fri 16:00' or '16:00'"


@dataclass(frozen=True, slots=True)
class _Once:
    first: datetime
    last: datetime

    def holds(self, now: datetime) -> bool:
        return self.first <= now < self.last


@dataclass(frozen=True, slots=True)
class _Recurring:
    """Minutes of the day, or of the week from Monday on; a window whose end is the smaller one goes over the edge."""

    start: int
    end: int
    period: int
    zone: ZoneInfo

    def holds(self, now: datetime) -> bool:
        wall = now.astimezone(self.zone)
        minute = wall.hour * 60 + wall.minute + (wall.weekday() * DAY if self.period == WEEK else 0)
        if self.start < self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


@dataclass(frozen=True, slots=True)
class FrozenWindow:
    """A window, and when and why it is in the words of the settings."""

    times: _Once | _Recurring
    text: str

    def holds(self, now: datetime) -> bool:
        """Whether no apply may start at this moment (aware): from the beginning on, no longer at the end."""
        return self.times.holds(now)

    def is_over(self, now: datetime) -> bool:
        """Whether it will never hold again."""
        return isinstance(self.times, _Once) and now >= self.times.last


def parse_window(start: str, end: str, timezone: str, reason: str = "") -> FrozenWindow:
    """The window between two times of the same form.

    Raises:
        ValueError: a time cannot be read, the forms differ, or nothing lies between them.
    """
    text = f"from {start} to {end} ({timezone})" + (f": {reason}" if reason else "")
    clocks = [_CLOCK.fullmatch(time.strip().lower()) for time in (start, end)]
    if clocks[0] is not None and clocks[1] is not None:
        return FrozenWindow(_recurring(clocks[0], clocks[1], ZoneInfo(timezone)), text)
    if any(clocks):
        raise ValueError(f"from {start!r} and to {end!r} need the same form: give both a date, or none")
    zone = ZoneInfo(timezone)
    # The longest span that the two can mean.
    times = _Once(min(_readings(start, zone)), max(_readings(end, zone, is_end=True)))
    if times.first >= times.last:
        raise ValueError(f"from {start!r} is not before to {end!r}")
    return FrozenWindow(times, text)


def moment_text(value: Any) -> Any:
    """What was written, as text: YAML itself makes dates of dates, and numbers of some times.

    Raises:
        ValueError: YAML has read a time as a number.
    """
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        raise ValueError("YAML reads a time without quotes as a number: write '16:00' in quotes")  # noqa: TRY004 pydantic wants it
    return value


def _recurring(start: re.Match[str], end: re.Match[str], zone: ZoneInfo) -> _Recurring:
    if (start["day"] is None) != (end["day"] is None):
        raise ValueError(f"from {start[0]!r} and to {end[0]!r} need the same form: give both a weekday, or none")
    times = _Recurring(_minute(start), _minute(end), DAY if start["day"] is None else WEEK, zone)
    if times.start == times.end:
        raise ValueError(f"from and to are both {start[0]!r}: for a whole day write '00:00' and '24:00'")
    return times


def _minute(found: re.Match[str]) -> int:
    of_day, day = int(found["hour"]) * 60 + int(found["minute"]), found["day"]
    if of_day > DAY or (day is not None and day not in _DAYS):
        raise ValueError(f"{found[0]!r} is no time: days are {', '.join(_DAYS)}, times 00:00 to 24:00")
    return of_day if day is None else _DAYS.index(day) * DAY + of_day


def _readings(text: str, zone: ZoneInfo, *, is_end: bool = False) -> list[datetime]:
    """What a date, or a date with a time, can mean; `fold` tells the readings of an hour that comes twice, or never."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no time: {_FORMS}, in quotes") from None
    if is_end and _DATE.fullmatch(text.strip()):  # that day, too
        moment += timedelta(days=1)
    if moment.tzinfo is not None:
        return [moment]
    # In UTC, as two moments of one zone would be compared by their wall clocks.
    return [moment.replace(tzinfo=zone, fold=fold).astimezone(_UTC) for fold in (0, 1)]
