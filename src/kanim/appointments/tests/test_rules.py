from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kanim.appointments.rules import Plan, case_number_in, last_day, move_refusal, offers_of

MONDAY = date(2026, 11, 23)
WITA = ZoneInfo("Asia/Makassar")


def test_weekly_plans_come_to_offers_on_their_weekdays_only() -> None:
    plans = [
        Plan(0, time(8), time(9), 10),
        Plan(0, time(9), time(10), 5),
        Plan(2, time(8), time(9), 3),
    ]
    days = [MONDAY + timedelta(days=number) for number in range(7)]
    offers = list(offers_of(plans, days, WITA))
    assert [(offer.starts_at.day, offer.starts_at.hour, offer.capacity) for offer in offers] == [
        (23, 8, 10),
        (23, 9, 5),
        (25, 8, 3),
    ]
    assert offers[0].starts_at.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    ("today", "moves", "refusal"),
    [
        (date(2026, 11, 22), 0, ""),
        (date(2026, 11, 23), 0, "too_late"),
        (date(2026, 11, 24), 0, "too_late"),
        (date(2026, 11, 1), 1, "too_often"),
    ],
)
def test_an_appointment_moves_until_the_day_before_and_once(today, moves, refusal) -> None:
    found = move_refusal(appointed=MONDAY, today=today, days_before=1, moves=moves, allowed=1)
    assert found == refusal


def test_grace_counts_from_the_appointed_day() -> None:
    assert last_day(MONDAY, 0) == MONDAY
    assert last_day(MONDAY, 7) == date(2026, 11, 30)


@pytest.mark.parametrize(
    "text",
    [
        "BJM-26-000123-K",
        " bjm-26-000123-k ",
        "http://localhost:8000/status/BJM-26-000123-K/",
        "https://kanim.example/status/BJM-26-000123-K/?dari=qr",
        "https://kanim.example/status/BJM-26-000123-K\r\n",
    ],
)
def test_a_number_is_found_in_what_a_scanner_types(text) -> None:
    assert case_number_in(text) == "BJM-26-000123-K"
