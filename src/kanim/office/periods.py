"""Where a new dated value fits among those that exist. Pure.

Values never change: a new one begins on its day and ends the one before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


class UnableToBegin(Exception):
    """A value begins on that day already, or the day lies in a past that has been decided upon."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day until a day, both included; without an end until it is replaced."""

    begins: date
    ends: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Place:
    """The new value's period, and the period that it cuts short, if any."""

    period: Period
    cuts: Period | None


def place_for(begins: date, existing: Iterable[Period]) -> Place:
    """Where a value that begins on a day fits; UnableToBegin if another begins on that day."""
    known = sorted(existing, key=lambda period: period.begins)
    if any(period.begins == begins for period in known):
        raise UnableToBegin(f"a value begins on {begins} already")
    cuts = next((period for period in known if period.holds_on(begins)), None)
    later = next((period for period in known if period.begins > begins), None)
    ends = later.begins - timedelta(days=1) if later else None
    return Place(Period(begins, ends), cuts)
