"""When an appointment may be moved, kept and missed.

Sources: M-Paspor lets an applicant move until the day before (detik, citing the Directorate General,
2022; facts §3); how often, and for how long after a missed day, the office decides (settings).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

HORIZON = timedelta(days=30)
"""How far ahead places are offered."""

MoveRefusal = Literal["", "too_late", "too_often"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The weekly plan of a service: places from ``starts`` until ``ends`` on a weekday (Monday 0)."""

    weekday: int
    starts: time
    ends: time
    capacity: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Places on a day."""

    starts_at: datetime
    ends_at: datetime
    capacity: int


def offers_of(plans: Iterable[Plan], days: Iterable[date], tz: tzinfo) -> Iterator[Offer]:
    """What weekly plans come to on working days."""
    by_weekday: dict[int, list[Plan]] = {}
    for plan in plans:
        by_weekday.setdefault(plan.weekday, []).append(plan)
    for day in days:
        for plan in by_weekday.get(day.weekday(), []):
            starts_at = datetime.combine(day, plan.starts, tz)
            yield Offer(starts_at, datetime.combine(day, plan.ends, tz), plan.capacity)


def move_refusal(
    *, appointed: date, today: date, days_before: int, moves: int, allowed: int
) -> MoveRefusal:
    """Why an applicant may not move an appointment; empty if they may."""
    if moves >= allowed:
        return "too_often"
    return "too_late" if today > appointed - timedelta(days=days_before) else ""


def last_day(appointed: date, grace_days: int) -> date:
    """The last day on which a missed appointment is still honoured."""
    return appointed + timedelta(days=grace_days)


def case_number_in(text: str) -> str:
    """The case number in what a scanner read or a person typed: a bare number or an address with it."""
    compact = "".join(text.split()).rstrip("/")
    return compact.partition("?")[0].rstrip("/").rpartition("/")[2].upper()
