"""When an applicant is expected: the app that keeps appointments answers, siblings ask.

Appointments and payments are siblings and may not import each other; the question is asked here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kanim.cases.models import Case


@dataclass(frozen=True, slots=True)
class Schedule:
    """From when until when a person is expected, and where."""

    starts_at: datetime
    ends_at: datetime
    place: str


Source = Callable[[Case], Schedule | None]

_SOURCES: list[Source] = []


def schedule_source(source: Source) -> Source:
    """Register what knows the schedule of a case."""
    _SOURCES.append(source)
    return source


def schedule_of(case: Case) -> Schedule | None:
    """When the applicant of a case is expected; None if there is no appointment."""
    return next((found for source in _SOURCES if (found := source(case))), None)
