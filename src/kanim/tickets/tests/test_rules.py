from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.tickets.rules import (
    LONGEST_HEAD_START,
    OpenCounter,
    call_speech,
    minutes_told,
    number_words,
    priority_by_age,
    service_seconds,
    ticket_label,
    turn_of,
    waits_ahead,
)

MORNING = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"), (3, "tiga"), (10, "sepuluh"), (11, "sebelas"), (12, "dua belas"),
        (19, "sembilan belas"), (20, "dua puluh"), (47, "empat puluh tujuh"), (100, "seratus"),
        (101, "seratus satu"), (111, "seratus sebelas"), (250, "dua ratus lima puluh"),
        (999, "sembilan ratus sembilan puluh sembilan"), (1000, "seribu"),
        (1010, "seribu sepuluh"), (2026, "dua ribu dua puluh enam"),
    ],
)  # fmt: skip
def test_numbers_are_spoken_in_indonesian(number: int, words: str) -> None:
    assert number_words(number) == words


@given(st.integers(0, 9999))
def test_every_number_has_words_of_its_own(number: int) -> None:
    words = number_words(number)
    assert _read(words) == number
    assert "satu puluh" not in words and "satu ratus" not in words and "satu ribu" not in words


@pytest.mark.parametrize("number", [-1, 10_000])
def test_what_no_ticket_bears_is_not_spoken(number: int) -> None:
    with pytest.raises(ValueError, match="spoken"):
        number_words(number)


def test_a_call_is_a_whole_sentence() -> None:
    assert call_speech("B", 12, 3) == "Nomor antrean B, dua belas, silakan menuju loket tiga."
    assert ticket_label("B", 12) == "B-012"


arrivals = st.lists(
    st.tuples(st.integers(0, 240), st.integers(0, 90), st.booleans()), min_size=1, max_size=60
)


@given(arrivals, st.integers(1, 15))
def test_nobody_starves(people: list[tuple[int, int, bool]], service: int) -> None:
    """One slow counter, any stream of priorities: overtakers came within the longest head start."""
    tickets = sorted(
        (MORNING + timedelta(minutes=minute), head, priority) for minute, head, priority in people
    )
    waiting: list[tuple[datetime, int, datetime]] = []
    called: list[tuple[datetime, int]] = []
    coming = [
        (turn_of(issued_at=at, head_start=timedelta(minutes=head), priority=priority), number, at)
        for number, (at, head, priority) in enumerate(tickets)
    ]
    clock = MORNING
    while coming or waiting:
        while coming and coming[0][2] <= clock:
            waiting.append(coming.pop(0))
        if waiting:
            waiting.sort()
            _turn, number, at = waiting.pop(0)
            for _other_turn, other, came in waiting:
                if other < number:
                    assert at - came < LONGEST_HEAD_START
            called.append((at, number))
        clock += timedelta(minutes=service)
    assert len(called) == len(people)


@given(st.integers(0, 500), st.booleans())
def test_a_head_start_is_bounded(head: int, priority: bool) -> None:
    turn = turn_of(issued_at=MORNING, head_start=timedelta(minutes=head), priority=priority)
    assert MORNING - LONGEST_HEAD_START <= turn <= MORNING


def test_priority_goes_before_those_of_the_last_minutes_only() -> None:
    urgent = turn_of(issued_at=MORNING, head_start=timedelta(), priority=True)
    early, late = (
        turn_of(issued_at=MORNING - timedelta(minutes=ago), head_start=timedelta(), priority=False)
        for ago in (21, 19)
    )
    assert early < urgent < late


@pytest.mark.parametrize(
    ("born", "reason"),
    [
        (date(1966, 11, 24), "elderly"), (date(1966, 11, 25), ""), (date(2021, 11, 25), "child"),
        (date(2021, 11, 24), ""), (None, ""),
    ],
)  # fmt: skip
def test_age_gives_priority(born: date | None, reason: str) -> None:
    assert priority_by_age(born, date(2026, 11, 24)) == reason


def test_the_days_own_times_replace_the_usual_time() -> None:
    assert service_seconds(5, []) == 300
    assert service_seconds(5, [60.0] * 5) == 180
    assert service_seconds(5, [60.0] * 995) == pytest.approx(61.2)


def test_the_estimate_plays_the_queue() -> None:
    counters = [OpenCounter({1}, free_in=100), OpenCounter({1, 2})]
    waits = waits_ahead([1, 1, 2, 3], counters, {1: 200, 2: 600, 3: 60})
    assert waits == [0, 100, 200, None]


@given(
    st.lists(st.integers(1, 3), max_size=25),
    st.lists(st.frozensets(st.integers(1, 3), min_size=1), min_size=1, max_size=4),
)
def test_an_estimate_grows_within_a_class(queue: list[int], served: list[frozenset[int]]) -> None:
    counters = [OpenCounter(classes) for classes in served]
    waits = waits_ahead(queue, counters, {1: 60, 2: 120, 3: 300})
    for ticket_class in (1, 2, 3):
        own = [wait for wait, it in zip(waits, queue, strict=True) if it == ticket_class]
        open_for_it = any(ticket_class in classes for classes in served)
        assert all((wait is not None) == open_for_it for wait in own)
        known = [wait for wait in own if wait is not None]
        assert known == sorted(known)


def test_minutes_are_told_roundly() -> None:
    assert [minutes_told(seconds) for seconds in (None, 0, 61, 900, 901, 3000)] == [
        None, 1, 2, 15, 20, 50,
    ]  # fmt: skip


def _read(words: str) -> int:
    ones = dict(
        zip(
            ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"],
            range(10),
            strict=True,
        )
    )
    ones |= {"sepuluh": 10, "sebelas": 11}
    total = pending = 0
    for word in words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word in ones:
            pending = ones[word]
        elif word == "belas":
            pending += 10
        elif word in {"puluh", "ratus"}:
            total += pending * {"puluh": 10, "ratus": 100}[word]
            pending = 0
        else:
            total, pending = (total + pending) * 1000, 0
    return total + pending
