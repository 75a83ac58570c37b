"""Time limits that the passport SOPs show but do not enforce."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from kanim.cases.log import sop_of
from kanim.cases.models import Case, Step
from kanim.office.rules import LengthUnit
from kanim.office.selectors import calendar_of


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in the units of the office's calendar."""

    amount: int
    unit: LengthUnit


def days_after(start: datetime, days: int) -> datetime:
    """The moment some calendar days later."""
    return start + timedelta(days=days)


def working_days_after(start: datetime, days: int, office_id: int) -> datetime:
    """The close of the office's n-th working day after a moment."""
    calendar, tz = calendar_of(office_id), timezone.get_default_timezone()
    return calendar.deadline_after(start, Span(days, "wd"), tz)


def collect_until(case: Case, step: Step) -> datetime | None:
    """Until when the SOP keeps a passport, reckoned from the opening of the handover step."""
    _sop, plan = sop_of(case, step)
    if plan.deadline is None or plan.deadline.within is None:
        return None
    calendar, tz = calendar_of(case.office_id), timezone.get_default_timezone()
    return calendar.deadline_after(step.opened_at, plan.deadline.within, tz)
