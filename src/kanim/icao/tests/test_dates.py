from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.icao import PartialDate
from kanim.icao.dates import birth_date_of, expiry_date_of, to_six
from kanim.icao.tests.cases import ON


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("260701", date(2026, 7, 1)),
        ("260702", date(1926, 7, 2)),
        ("000229", date(2000, 2, 29)),
        ("010229", None),
        ("741301", None),
        ("74<<<<", PartialDate(1974, None, None)),
        ("7408<<", PartialDate(1974, 8, None)),
        ("<<<<<<", PartialDate(None, None, None)),
        ("7413<<", None),
        ("7402<<", PartialDate(1974, 2, None)),
        ("740230", None),
        ("74<<32", None),
        ("7<0812", None),
        ("", None),
        ("٧٤٠٨١٢", None),
    ],
)
def test_births_are_never_after_the_day_of_reading(text, day):
    assert birth_date_of(text, ON) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("961210", date(1996, 12, 10)),
        ("360101", date(2036, 1, 1)),
        ("760101", date(2076, 1, 1)),
        ("770101", date(1977, 1, 1)),
        ("31<<<<", PartialDate(2031, None, None)),
    ],
)
def test_expiries_are_of_the_nearest_century(text, day):
    assert expiry_date_of(text, ON) == day


def test_an_expiry_late_in_one_century_may_be_of_the_next():
    assert expiry_date_of("050101", date(2098, 1, 1)) == date(2105, 1, 1)


def test_partial_dates_are_written_as_iso_8601_2_does():
    assert PartialDate(1974, None, None).isoformat() == "1974-XX-XX"
    assert PartialDate(None, 8, 12).isoformat() == "XXXX-08-12"


@given(st.dates(date(1951, 1, 1), date(2049, 12, 31)))
def test_dates_survive_there_and_back(day):
    assert expiry_date_of(to_six(day), date(2000, 1, 1)) == day


@given(st.integers(0, 99), st.none() | st.integers(1, 12))
def test_partial_dates_survive_there_and_back(two, month):
    day = birth_date_of(f"{two:02}{'<<' if month is None else f'{month:02}'}<<", ON)

    assert isinstance(day, PartialDate)
    assert birth_date_of(to_six(day), ON) == day
