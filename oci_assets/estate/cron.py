"""Cron expressions as times: started later by some minutes, and the longest time between two starts. Pure.

Rules: crontab(5). What `setting_checks.cron` takes is taken here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

_DAY = 24 * 60
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
_LOOKED_AT = 5 * 366
"""Days that are gone through for the longest gap: a 29th of February is among them."""


@dataclass(frozen=True, slots=True)
class Cron:
    """An expression taken apart.

    Attributes:
        times: minutes of the day on which it starts, sorted.
        month_days, months, weekdays: numbers; Sunday is 0.
        rest: the last three fields as they are written.
    """

    times: tuple[int, ...]
    month_days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    rest: str

    @classmethod
    def parse(cls, text: str) -> Cron:
        """The expression, which has been checked."""
        minute, hour, month_day, month, weekday = text.lower().split()
        hours, minutes = _numbers(hour, 0, 23), _numbers(minute, 0, 59)
        return cls(
            times=tuple(sorted(h * 60 + m for h in hours for m in minutes)),
            month_days=frozenset(_numbers(month_day, 1, 31)),
            months=frozenset(_numbers(month, 1, 12, _MONTHS, first=1)),
            weekdays=frozenset(day % 7 for day in _numbers(weekday, 0, 7, _WEEKDAYS)),
            rest=" ".join(text.split()[2:]),
        )

    def later(self, minutes: int) -> tuple[str, ...]:
        """Expressions that start so much later on the same days; what would go over midnight starts a minute before."""
        hours_at: dict[int, set[int]] = defaultdict(set)
        for time in self.times:
            hour, minute = divmod(min(time + minutes, _DAY - 1), 60)
            hours_at[minute].add(hour)
        return tuple(
            f"{minute} {','.join(map(str, sorted(hours_at[minute])))} {self.rest}" for minute in sorted(hours_at)
        )

    def longest_gap(self) -> timedelta:
        """The longest time between two starts; of one that never starts the time that was looked at."""
        days = (date(2024, 1, 1) + timedelta(days=number) for number in range(_LOOKED_AT))
        on = [day.toordinal() * _DAY for day in days if self._is_on(day)]
        within = (later - sooner for sooner, later in pairwise(self.times))
        over_night = (later + self.times[0] - (sooner + self.times[-1]) for sooner, later in pairwise(on))
        return timedelta(minutes=max((*within, *over_night), default=_LOOKED_AT * _DAY))

    def _is_on(self, day: date) -> bool:
        """Where both kinds of days are narrowed, one that is in either counts."""
        by_month_day, by_weekday = day.day in self.month_days, day.isoweekday() % 7 in self.weekdays
        all_month_days, all_weekdays = len(self.month_days) == len(range(31)), len(self.weekdays) == len(_WEEKDAYS)
        either = not all_month_days and not all_weekdays
        is_day = by_month_day or by_weekday if either else by_month_day and by_weekday
        return day.month in self.months and is_day


def _numbers(field: str, low: int, high: int, words: list[str] | None = None, *, first: int = 0) -> set[int]:
    """All numbers of a field: `*`, `*/2`, `1-5`, `1-5/2`, `1,3`, names."""
    numbers = {word: str(number) for number, word in enumerate(words or (), start=first)}
    found = set[int]()
    for part in field.split(","):
        span, _, step = part.partition("/")
        begin, _, end = span.partition("-")
        if span == "*":
            lowest, highest = low, high
        else:
            lowest = int(numbers.get(begin, begin))
            highest = int(numbers.get(end, end)) if end else (high if step else lowest)
        found.update(range(lowest, highest + 1, int(step or 1)))
    return found
