from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.office.periods import Period, UnableToBegin, place_for

JAN, JUL, DEC = date(2026, 1, 1), date(2026, 7, 1), date(2026, 12, 1)


def test_first_value_has_no_end() -> None:
    place = place_for(JAN, [])
    assert (place.period, place.cuts) == (Period(JAN, None), None)


def test_new_value_ends_the_open_one() -> None:
    place = place_for(JUL, [Period(JAN)])
    assert (place.period, place.cuts) == (Period(JUL), Period(JAN))


def test_value_between_two_ends_before_the_later() -> None:
    first, last = Period(JAN, date(2026, 11, 30)), Period(DEC)
    place = place_for(JUL, [last, first])
    assert (place.period, place.cuts) == (Period(JUL, date(2026, 11, 30)), first)


def test_same_day_is_refused() -> None:
    with pytest.raises(UnableToBegin):
        place_for(JAN, [Period(JAN)])


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), unique=True, min_size=1))
def test_any_order_of_values_leaves_one_for_each_day(days: list[date]) -> None:
    periods: list[Period] = []
    for day in days:
        place = place_for(day, periods)
        if place.cuts:
            periods.remove(place.cuts)
            periods.append(Period(place.cuts.begins, day - timedelta(days=1)))
        periods.append(place.period)
    for day in [*days, max(days) + timedelta(days=400)]:
        assert sum(period.holds_on(day) for period in periods) == 1
