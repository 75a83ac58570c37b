from datetime import UTC, date, datetime, timedelta

import pytest

from kanim.ui import rules

START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "groups"),
    [
        ("820260112345678", ["820", "260", "112", "345", "678"]),
        ("5F3A9C01B27D88E4", ["5F3A", "9C01", "B27D", "88E4"]),
        ("A12", ["A12"]),
        ("1234567", ["1234", "567"]),
        ("12345678901", ["1234", "5678", "901"]),
        ("1234567890123", ["1234", "5678", "90123"]),
        ("KNM-26-0004-182-7", ["KNM-26-0004-182-7"]),
        ("", []),
    ],
)
def test_a_code_is_cut_into_groups_that_can_be_said(code, groups):
    assert rules.group_digits(code) == groups


def test_grouping_loses_nothing_for_any_length():
    for length in range(1, 40):
        code = "7" * length
        groups = rules.group_digits(code)
        assert "".join(groups) == code
        assert length == 1 or min(map(len, groups)) > 1


def test_days_are_written_in_both_languages():
    day = date(2026, 11, 24)
    assert rules.day_text(day, "id") == "Sel, 24 Nov 2026"
    assert rules.day_text(day, "en") == "Tue, 24 Nov 2026"
    assert rules.day_text(date(2026, 8, 17), "id") == "Sen, 17 Agu 2026"
    assert rules.day_text_long(day, "id") == "Selasa, 24 November 2026"
    assert rules.day_text_long(day, "en-gb") == "Tuesday, 24 November 2026"


def test_the_clock_has_the_separator_of_the_language():
    assert rules.clock_text(START, "id") == "02.00"
    assert rules.clock_text(START, "en") == "02:00"


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "Rp0"), (650_000, "Rp650.000"), (-1_350_000, "-Rp1.350.000")]
)
def test_rupiah_are_written_without_a_space(amount, text):
    assert rules.rupiah_text(amount) == text


@pytest.mark.parametrize(
    ("passed", "state"),
    [(0, "calm"), (7, "calm"), (8, "soon"), (9, "soon"), (10, "late"), (30, "late")],
)
def test_a_countdown_warns_from_eighty_percent(passed, state):
    left = rules.remaining(
        started=START,
        due=START + timedelta(minutes=10),
        now=START + timedelta(minutes=passed),
    )
    assert left.state == state
    assert left.seconds == (10 - passed) * 60


def test_a_countdown_without_a_start_is_calm_until_it_is_late():
    assert rules.remaining(started=START, due=START, now=START - timedelta(1)).state == "calm"
    assert rules.remaining(started=START, due=START, now=START).state == "late"


@pytest.mark.parametrize(
    ("seconds", "parts"),
    [
        (45, [(45, "second")]),
        (60, [(1, "minute")]),
        (4800, [(1, "hour"), (20, "minute")]),
        (86_400, [(1, "day")]),
        (86_460, [(1, "day")]),
        (190_800, [(2, "day"), (5, "hour")]),
        (-240, [(4, "minute")]),
    ],
)
def test_a_duration_is_told_in_its_two_largest_units(seconds, parts):
    assert rules.split_duration(timedelta(seconds=seconds)) == parts


@pytest.mark.parametrize(
    ("current", "last", "shown"),
    [
        (1, 1, [1]),
        (1, 5, [1, 2, None, 5]),
        (4, 24, [1, 2, 3, 4, 5, None, 24]),
        (12, 24, [1, None, 11, 12, 13, None, 24]),
        (24, 24, [1, None, 23, 24]),
        (2, 4, [1, 2, 3, 4]),
    ],
)
def test_the_pager_shows_ends_and_neighbours(current, last, shown):
    assert rules.page_window(current, last) == shown
