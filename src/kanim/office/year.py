"""The office's year as a grid of months, for its page. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kanim.office.rules import WorkingCalendar

DayKind = Literal["working", "weekend", "holiday", "closed", "open"]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the grid; ``reason`` says why it is closed or opened."""

    date: date
    kind: DayKind
    reason: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday to Sunday; None fills the first and last week."""

    first: date
    weeks: list[list[Day | None]]
    working_days: int


def year_grid(
    year: int, working: WorkingCalendar, reasons: Mapping[date, str], today: date
) -> list[Month]:
    """The twelve months of a year. ``reasons`` are those of the office's own days."""
    return [_month(year, month, working, reasons, today) for month in range(1, 13)]


def _month(
    year: int, month: int, working: WorkingCalendar, reasons: Mapping[date, str], today: date
) -> Month:
    rows = calendar.Calendar().monthdatescalendar(year, month)
    weeks = [
        [_day(day, working, reasons, today) if day.month == month else None for day in row]
        for row in rows
    ]
    worked = sum(working.is_working_day(day) for row in rows for day in row if day.month == month)
    return Month(date(year, month, 1), weeks, worked)


def _day(day: date, working: WorkingCalendar, reasons: Mapping[date, str], today: date) -> Day:
    kind: DayKind = "working"
    reason = reasons.get(day, "")
    if day in working.openings:
        kind = "open"
    elif day in working.closures:
        kind = "closed"
    elif day in working.holidays:
        kind, reason = "holiday", working.holidays[day]
    elif not working.is_working_day(day):
        kind = "weekend"
    return Day(day, kind, reason, day == today)
