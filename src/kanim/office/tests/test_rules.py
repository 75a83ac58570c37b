from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.office.holiday_tables import NationalHolidays
from kanim.office.rules import (
    Hours,
    LengthUnit,
    UnableToFindWorkingDay,
    WorkingCalendar,
    add_months,
)

TZ = ZoneInfo("Asia/Makassar")
CALENDAR = WorkingCalendar(holidays=NationalHolidays())
DATES = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@dataclass(frozen=True)
class Span:
    amount: int
    unit: LengthUnit


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TZ)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-03-17", 4, "2026-03-30"),  # Nyepi, Idulfitri and their cuti bersama
        ("2026-02-13", 1, "2026-02-18"),  # Friday; weekend, cuti bersama, Imlek
        ("2026-11-24", 4, "2026-11-30"),
        ("2026-12-23", 1, "2026-12-28"),  # Christmas and its cuti bersama, weekend
        ("2026-12-30", 2, "2027-01-04"),  # 1 January is a Friday
        ("2024-02-28", 1, "2024-02-29"),  # leap day, a Thursday
        ("2024-02-29", 1, "2024-03-01"),
        ("2026-05-13", 1, "2026-05-18"),  # Ascension and its cuti bersama
        ("2026-11-28", 0, "2026-11-30"),  # Saturday
        ("2026-11-27", 0, "2026-11-27"),
        ("2026-03-30", -4, "2026-03-17"),
        ("2027-01-04", -2, "2026-12-30"),
    ],
)
def test_add_working_days(start: str, count: int, expected: str) -> None:
    assert CALENDAR.add_working_days(date.fromisoformat(start), count) == date.fromisoformat(
        expected
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-03-17", "2026-03-30", 4),
        ("2026-03-30", "2026-03-17", -4),
        ("2026-11-24", "2026-11-24", 0),
        ("2026-11-27", "2026-11-29", 0),
        ("2025-12-31", "2026-12-31", 240),
    ],
)
def test_working_days_between(start: str, end: str, expected: int) -> None:
    between = CALENDAR.working_days_between(date.fromisoformat(start), date.fromisoformat(end))
    assert between == expected


@pytest.mark.parametrize(
    ("start", "amount", "unit", "expected"),
    [
        ("2026-11-24T10:15", 2, "h", "2026-11-24T12:15"),
        ("2026-12-31T23:30", 90, "min", "2027-01-01T01:00"),
        ("2024-02-28T09:00", 2, "d", "2024-03-01T09:00"),
        ("2026-03-17T09:00", 4, "wd", "2026-03-30T16:00"),
        ("2026-11-26T09:00", 1, "wd", "2026-11-27T16:30"),  # a Friday closes later
        ("2026-01-31T09:00", 1, "mo", "2026-03-02T16:00"),  # 28 February is a Saturday
        ("2026-03-31T09:00", 1, "mo", "2026-04-30T16:00"),
        ("2023-12-29T09:00", 2, "mo", "2024-02-29T16:00"),
        ("2026-07-15T09:00", 1, "mo", "2026-08-18T16:00"),  # Saturday, Sunday, Independence Day
        ("2026-11-13T09:00", 3, "mo", "2027-02-15T16:00"),
    ],
)
def test_deadline_after(start: str, amount: int, unit: LengthUnit, expected: str) -> None:
    assert CALENDAR.deadline_after(local(start), Span(amount, unit), TZ) == local(expected)


def test_a_day_is_the_offices_day_not_utcs() -> None:
    evening = datetime.fromisoformat("2026-11-24T23:30:00+00:00")  # 25 November in Banjarmasin
    assert CALENDAR.deadline_after(evening, Span(1, "wd"), TZ) == local("2026-11-26T16:00")


def test_waiting_ends_in_the_morning_of_the_last_day() -> None:
    start = local("2026-03-17T14:00")
    assert CALENDAR.earliest_after(start, Span(4, "wd"), TZ) == local("2026-03-30T08:00")
    assert CALENDAR.earliest_after(start, Span(2, "h"), TZ) == local("2026-03-17T16:00")
    assert CALENDAR.earliest_after(start, Span(0, "wd"), TZ) == start


def test_warning_before() -> None:
    due = local("2026-11-30T16:00")
    assert CALENDAR.moment_before(due, Span(2, "d"), TZ) == local("2026-11-28T16:00")
    assert CALENDAR.moment_before(due, Span(2, "wd"), TZ) == local("2026-11-26T08:00")
    assert CALENDAR.moment_before(due, Span(1, "mo"), TZ) == local("2026-10-30T08:00")
    assert CALENDAR.moment_before(due, Span(0, "wd"), TZ) == local("2026-11-30T08:00")


def test_own_closures_and_openings() -> None:
    calendar = WorkingCalendar(
        holidays=NationalHolidays(),
        closures={date(2026, 11, 25): "Listrik padam"},
        openings={
            date(2026, 11, 28): Hours(time(8), time(12)),
            date(2026, 12, 24): Hours(time(9), time(11)),
        },
    )
    assert calendar.add_working_days(date(2026, 11, 24), 1) == date(2026, 11, 26)
    assert calendar.add_working_days(date(2026, 11, 27), 1) == date(2026, 11, 28)
    end = calendar.deadline_after(local("2026-12-23T15:00"), Span(1, "wd"), TZ)
    assert end == local("2026-12-24T11:00")


def test_hours_change_on_their_day() -> None:
    ramadan = dict.fromkeys(range(5), Hours(time(8), time(15)))
    later = {**dict.fromkeys(range(5), Hours(time(7, 30), time(16))), 5: Hours(time(8), time(11))}
    calendar = WorkingCalendar(weeks=[(date(2026, 2, 19), ramadan), (date(2026, 3, 25), later)])
    assert calendar.hours_on(date(2026, 2, 18)) == Hours(time(8), time(16))
    assert calendar.hours_on(date(2026, 2, 19)) == Hours(time(8), time(15))
    assert calendar.hours_on(date(2026, 3, 28)) == Hours(time(8), time(11))


def test_an_office_closed_for_ever_is_said_so() -> None:
    nothing = WorkingCalendar(weeks=[(date(2020, 1, 1), {})])
    with pytest.raises(UnableToFindWorkingDay):
        nothing.add_working_days(date(2026, 1, 1), 1)


def test_holidays_carry_their_indonesian_names() -> None:
    holidays = NationalHolidays()
    assert holidays[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert date(2026, 3, 18) in holidays
    assert date(2026, 3, 17) not in holidays
    assert len(list(holidays.of_year(2026))) == 25


@given(DATES, st.integers(1, 40))
def test_adding_and_counting_are_inverse(day: date, count: int) -> None:
    later = CALENDAR.add_working_days(day, count)
    assert later > day
    assert CALENDAR.is_working_day(later)
    assert CALENDAR.working_days_between(day, later) == count


@given(DATES, st.integers(1, 20), st.integers(1, 20))
def test_adding_in_two_parts(day: date, first: int, second: int) -> None:
    midway = CALENDAR.add_working_days(day, first)
    assert CALENDAR.add_working_days(midway, second) == CALENDAR.add_working_days(
        day, first + second
    )


@given(DATES, st.integers(1, 20))
def test_there_and_back_is_home(day: date, count: int) -> None:
    home = CALENDAR.next_working_day(day)
    away = CALENDAR.add_working_days(home, count)
    assert CALENDAR.add_working_days(away, -count) == home


@given(DATES, st.integers(0, 600), st.integers(0, 600))
def test_later_starts_never_end_earlier(day: date, lead: int, count: int) -> None:
    later = day + timedelta(days=lead)
    span = Span(count % 30 + 1, "wd" if count % 2 else "mo")
    ends = [
        CALENDAR.deadline_after(datetime.combine(start, time(9), TZ), span, TZ)
        for start in (day, later)
    ]
    assert ends[0] <= ends[1]


@given(DATES, st.integers(-60, 60))
def test_months_keep_the_day_or_end_the_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1
