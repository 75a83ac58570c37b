from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.cases.rules import (
    ALPHABET,
    case_number,
    check_character,
    is_case_number,
    plain_number,
    urgency,
)

START = datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_a_case_number_is_readable_and_checks_itself():
    number = case_number("BJM", 2026, 123)
    assert number.startswith("BJM-26-000123-")
    assert is_case_number(number)
    assert is_case_number(f" {number.lower()} ")


@given(st.integers(0, 999_999), st.integers(0, 11), st.sampled_from(ALPHABET))
def test_any_altered_character_is_noticed(serial, place, character):
    number = case_number("BJM", 2026, serial)
    places = [i for i, c in enumerate(number) if c in ALPHABET]
    at = places[place % len(places)]
    altered = number[:at] + character + number[at + 1 :]
    assert is_case_number(altered) == (altered == number)


def test_nearly_every_swap_of_neighbours_is_noticed():
    numbers = [f"BJM26{serial:06d}" for serial in range(0, 999_999, 997)]
    swaps = [
        (number, number[:at] + number[at + 1] + number[at] + number[at + 2 :])
        for number in numbers
        for at in range(5, 10)
        if number[at] != number[at + 1]
    ]
    missed = sum(check_character(one) == check_character(other) for one, other in swaps)
    assert missed / len(swaps) < 0.015


@pytest.mark.parametrize("text", ["", "-", "BJM-26-000123", "x", "BJM 26"])
def test_other_texts_are_no_case_numbers(text):
    assert not is_case_number(text)


def test_a_typed_number_is_brought_to_its_form():
    assert plain_number(" bjm-26-000123-k ") == "BJM-26-000123-K"


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, "calm"), (47, "calm"), (48, "soon"), (59, "soon"), (60, "late"), (90, "late")],
)
def test_a_countdown_turns_at_four_fifths_and_at_the_end(minutes, expected):
    now = START + timedelta(minutes=minutes)
    assert urgency(START, START + timedelta(hours=1), None, now) == expected


def test_the_standard_time_counts_where_there_is_no_deadline():
    assert urgency(START, None, 60, START + timedelta(seconds=61)) == "late"
    assert urgency(START, None, None, START) == "none"
