"""Dates of six characters: ICAO Doc 9303 part 3, section 4.8.

The zone has two digits for a year, so the century is told from the day on which it is read.
An unknown year, month or day is printed as two fillers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_UNKNOWN = "<<"
_CENTURY = 100
# A document that expires more than fifty years away from today is taken to be of the next century.
_HALF = 50
_MONTHS = 12
_BAD = -1
# The longest month, and February of a leap year, which an unknown year allows.
_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the issuer did not know every part (ICAO Doc 9303 part 3, section 4.8)."""

    year: int | None
    month: int | None
    day: int | None

    def isoformat(self) -> str:
        """Write it as ISO 8601-2 does, with X for what is not known."""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        month = "XX" if self.month is None else f"{self.month:02}"
        day = "XX" if self.day is None else f"{self.day:02}"
        return f"{year}-{month}-{day}"


MrzDate = date | PartialDate


def birth_date_of(text: str, on: date) -> MrzDate | None:
    """Read a birth date: the latest one that is not after `on`. None when there is no such day."""
    if not (text.isascii() and text.isdigit()):
        return _partial(text, on, _birth_year)
    month, day = int(text[2:4]), int(text[4:6])
    year = on.year - on.year % _CENTURY + int(text[:2])
    if (year, month, day) > (on.year, on.month, on.day):
        year -= _CENTURY
    return _day(year, month, day)


def expiry_date_of(text: str, on: date) -> MrzDate | None:
    """Read an expiry date: the one nearest to `on`. None when there is no such day."""
    if not (text.isascii() and text.isdigit()):
        return _partial(text, on, _expiry_year)
    return _day(_expiry_year(int(text[:2]), on), int(text[2:4]), int(text[4:6]))


def to_six(day: MrzDate) -> str:
    """Write a date as a zone does (ICAO Doc 9303 part 3, section 4.8)."""
    if isinstance(day, date):
        return f"{day.year % _CENTURY:02}{day.month:02}{day.day:02}"
    year = None if day.year is None else day.year % _CENTURY
    return "".join(
        _UNKNOWN if part is None else f"{part:02}" for part in (year, day.month, day.day)
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _birth_year(two: int, on: date) -> int:
    year = on.year - on.year % _CENTURY + two
    return year - _CENTURY if year > on.year else year


def _expiry_year(two: int, on: date) -> int:
    year = on.year - on.year % _CENTURY + two
    if year > on.year + _HALF:
        return year - _CENTURY
    if year < on.year - _HALF:
        return year + _CENTURY
    return year


def _partial(text: str, on: date, year_of: Callable[[int, date], int]) -> PartialDate | None:
    year, month, day = (_pair(text[at : at + 2]) for at in (0, 2, 4))
    if _BAD in (year, month, day):
        return None
    if month is not None and not 1 <= month <= _MONTHS:
        return None
    if day is not None and not 1 <= day <= _DAYS[month or 1]:
        return None
    return PartialDate(None if year is None else year_of(year, on), month, day)


def _pair(two: str) -> int | None:
    if two == _UNKNOWN:
        return None
    return int(two) if two.isascii() and two.isdigit() else _BAD
