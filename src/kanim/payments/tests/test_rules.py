from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.payments.rules import (
    SERIALS,
    billing_code,
    is_billing_code,
    is_ntpn,
    payable_until,
    standing_of,
)

DAY = date(2026, 11, 24)
WITA = ZoneInfo("Asia/Makassar")


def test_a_days_codes_never_collide() -> None:
    codes = {billing_code(DAY, serial, "k") for serial in range(0, SERIALS, 37)}
    assert len(codes) == len(range(0, SERIALS, 37))


@given(st.integers(0, SERIALS - 1), st.integers(0, SERIALS - 1), st.text(max_size=20))
def test_codes_differ_exactly_when_serials_do(first, second, key) -> None:
    one, two = billing_code(DAY, first, key), billing_code(DAY, second, key)
    assert (one == two) == (first == second)
    assert is_billing_code(one)
    assert one.startswith("820261124")


def test_neighbours_cannot_be_guessed() -> None:
    tails = [int(billing_code(DAY, serial, "k")[9:]) for serial in range(50)]
    assert len({second - first for first, second in pairwise(tails)}) > 40


@pytest.mark.parametrize(
    ("issued", "due", "until"),
    [
        # Without a deadline of the SOP: seven days.
        (datetime(2026, 3, 1, 1, tzinfo=UTC), None, datetime(2026, 3, 8, 1, tzinfo=UTC)),
        # With one, that.
        (
            datetime(2026, 3, 1, 1, tzinfo=UTC),
            datetime(2026, 3, 1, 3, tzinfo=UTC),
            datetime(2026, 3, 1, 3, tzinfo=UTC),
        ),
        # Never beyond 31 December, local time.
        (
            datetime(2026, 12, 31, 15, tzinfo=UTC),
            datetime(2026, 12, 31, 17, tzinfo=UTC),
            datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC),
        ),
        # The year is the office's, not Greenwich's: this is 1 January in Banjarmasin.
        (
            datetime(2026, 12, 31, 17, tzinfo=UTC),
            datetime(2026, 12, 31, 19, tzinfo=UTC),
            datetime(2026, 12, 31, 19, tzinfo=UTC),
        ),
    ],
)
def test_until_when_a_bill_can_be_paid(issued, due, until) -> None:
    assert payable_until(issued, due, WITA) == until


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 30), timezones=st.just(UTC)),
    st.integers(1, 400),
)
def test_no_bill_outlives_its_year(issued, hours) -> None:
    until = payable_until(issued, issued + timedelta(hours=hours), WITA)
    assert until.astimezone(WITA).year == issued.astimezone(WITA).year


@pytest.mark.parametrize(
    ("state", "in_time", "before", "standing"),
    [
        ("open", True, False, "settled"),
        ("open", False, False, "late"),
        ("expired", True, False, "late"),
        ("cancelled", True, False, "late"),
        ("paid", True, True, "surplus"),
        ("open", False, True, "surplus"),
    ],
)
def test_what_money_is_worth(state, in_time, before, standing) -> None:
    assert standing_of(bill_state=state, paid_in_time=in_time, settled_before=before) == standing


def test_ntpn_has_16_characters() -> None:
    assert is_ntpn("A1B2C3D4E5F6G7H8")
    assert not is_ntpn("a1b2c3d4e5f6g7h8")
    assert not is_ntpn("A1B2C3D4E5F6G7H")
