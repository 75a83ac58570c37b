"""Working time: which days the office works, and when a deadline of the sheets falls.

Pure: the calendar is passed in, dates are dates, moments carry their time zone. The sheets count
in ``hari kerja``; national holidays and *cuti bersama* follow the joint ministers' decree of each
year, to which an office adds its own closed and opened days.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal, Protocol

LengthUnit = Literal["min", "h", "d", "wd", "mo"]

CLOCK_SECONDS: Mapping[str, int] = {"min": 60, "h": 3600, "d": 86_400}

# Somebody must have closed an office for ever before a search for a working day goes this far.
LONGEST_CLOSURE = timedelta(days=400)


class UnableToFindWorkingDay(Exception):
    """The calendar has no working day for more than a year."""


class Length(Protocol):
    """A length of time as a sheet writes it; ``kanim.sop.schema.Duration`` is one."""

    @property
    def amount(self) -> int: ...

    @property
    def unit(self) -> LengthUnit: ...


@dataclass(frozen=True, slots=True)
class Hours:
    """When the office opens and closes on a day, local time."""

    opens: time
    closes: time


Week = Mapping[int, Hours]
"""Office hours by weekday, Monday = 0; a weekday that is absent is not worked."""

USUAL_WEEK: Week = {
    **dict.fromkeys(range(4), Hours(time(8), time(16))),
    4: Hours(time(8), time(16, 30)),
}
"""Monday to Thursday 08.00 to 16.00, Friday 08.00 to 16.30."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days and hours of one office.

    ``holidays``, ``closures`` and ``openings`` are looked up by date. An opening wins over
    everything: it makes a holiday or a Sunday a working day, or gives a day other hours.
    ``weeks`` are (first day, hours) in order of the first day; before the first, USUAL_WEEK holds.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    closures: Mapping[date, str] = field(default_factory=dict)
    openings: Mapping[date, Hours] = field(default_factory=dict)
    weeks: Sequence[tuple[date, Week]] = ()

    def hours_on(self, day: date) -> Hours | None:
        """The office hours of a day, None if the office is closed."""
        opened = self.openings.get(day)
        if opened is not None:
            return opened
        if day in self.closures or day in self.holidays:
            return None
        return self._week_on(day).get(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on a day."""
        return self.hours_on(day) is not None

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, or else the first working day after it."""
        return self._seek(day, timedelta(days=1))

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day`` (before it if negative).

        ``day`` itself does not count. With 0: the day itself, or the next working day.
        """
        if count == 0:
            return self.next_working_day(day)
        step = timedelta(days=1 if count > 0 else -1)
        for _ in range(abs(count)):
            day = self._seek(day + step, step)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative if ``end`` is earlier.

        The inverse of ``add_working_days``: 0 on the same day.
        """
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(days=number + 1) for number in range((end - start).days))
        return sum(self.is_working_day(day) for day in days)

    def deadline_after(self, start: datetime, length: Length, tz: tzinfo) -> datetime:
        """When a time limit that begins at ``start`` ends.

        ``min``, ``h`` and ``d`` run by the clock. ``wd`` ends with the office hours of the n-th
        working day. ``mo`` ends with the office hours of the same day of the month (of its last
        day if it is shorter); where that day is not worked, of the next working day, since nobody
        can be asked to come to a closed office.
        """
        seconds = CLOCK_SECONDS.get(length.unit)
        if seconds is not None:
            return start + timedelta(seconds=seconds * length.amount)
        return self._at(self._last_day(start, length, tz), tz, closing=True)

    def earliest_after(self, start: datetime, length: Length, tz: tzinfo) -> datetime:
        """From when something may be done that must wait ``length`` after ``start``.

        As ``deadline_after``, but a day that is reached counts from its opening: a passport that
        must wait 4 working days may be handed over on the morning of the fourth.
        """
        seconds = CLOCK_SECONDS.get(length.unit)
        if seconds is not None:
            return start + timedelta(seconds=seconds * length.amount)
        return max(start, self._at(self._last_day(start, length, tz), tz, closing=False))

    def moment_before(self, due: datetime, length: Length, tz: tzinfo) -> datetime:
        """When a warning ``length`` ahead of ``due`` is given; ``wd``, ``mo`` at opening time."""
        seconds = CLOCK_SECONDS.get(length.unit)
        if seconds is not None:
            return due - timedelta(seconds=seconds * length.amount)
        day = due.astimezone(tz).date()
        if length.unit == "mo":
            earlier = self._seek(add_months(day, -length.amount), timedelta(days=-1))
        else:
            earlier = self.add_working_days(day, -length.amount)
        return min(due, self._at(earlier, tz, closing=False))

    def _last_day(self, start: datetime, length: Length, tz: tzinfo) -> date:
        day = start.astimezone(tz).date()
        if length.unit == "mo":
            return self.next_working_day(add_months(day, length.amount))
        return self.add_working_days(day, length.amount)

    def _at(self, day: date, tz: tzinfo, *, closing: bool) -> datetime:
        hours = self.hours_on(day)
        assert hours is not None
        return datetime.combine(day, hours.closes if closing else hours.opens, tzinfo=tz)

    def _seek(self, day: date, step: timedelta) -> date:
        first = day
        while not self.is_working_day(day):
            if abs(day - first) > LONGEST_CLOSURE:
                raise UnableToFindWorkingDay(f"no working day within 400 days of {first}")
            day += step
        return day

    def _week_on(self, day: date) -> Week:
        week = USUAL_WEEK
        for begins, hours in self.weeks:
            if begins > day:
                break
            week = hours
        return week


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
