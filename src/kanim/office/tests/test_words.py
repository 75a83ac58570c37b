from __future__ import annotations

from datetime import date, time

import pytest
from django.utils import translation

from kanim.office.rules import Hours, WorkingCalendar
from kanim.office.words import setting_text
from kanim.office.year import year_grid


@pytest.mark.parametrize(
    ("kind", "value", "unit", "text"),
    [
        ("number", 4, "wd", "4 working days"),
        ("number", 1, "mo", "1 month"),
        ("number", 3, "", "3"),
        ("yes_no", True, "", "Yes"),
        ("yes_no", False, "", "No"),
        ("text", "23:59", "", "23:59"),
        (
            "hours",
            {"fri": ["08:00", "16:30"], "mon": ["08:00", "16:00"], "tue": ["08:00", "16:00"]},
            "",
            "Mon–Tue 08.00–16.00; Fri 08.00–16.30",
        ),
    ],
)
def test_setting_text(kind, value, unit, text) -> None:
    with translation.override("en"):
        assert setting_text(kind, value, unit) == text


def test_year_grid() -> None:
    day = date(2024, 2, 29)
    calendar = WorkingCalendar(
        holidays={date(2024, 2, 8): "Isra Mikraj"},
        closures={day: "Pindah gedung"},
        openings={date(2024, 2, 3): Hours(time(8), time(12))},
    )
    february = year_grid(2024, calendar, {day: "Pindah gedung"}, day)[1]
    days = {item.date.day: item for week in february.weeks for item in week if item}
    assert len(days) == 29
    assert [len(week) for week in february.weeks] == [7] * 5
    assert (days[29].kind, days[29].reason, days[29].is_today) == ("closed", "Pindah gedung", True)
    assert (days[8].kind, days[8].reason) == ("holiday", "Isra Mikraj")
    assert (days[3].kind, days[4].kind, days[5].kind) == ("open", "weekend", "working")
    assert february.working_days == 21 - 2 + 1
