"""The engine on the invented SOP: no database, no clock."""

from __future__ import annotations

from datetime import date

import pytest

from kanim.cases import engine
from kanim.cases.engine import Move, Place, UnknownPosition
from kanim.cases.tests.factories import LIBRARY
from kanim.sop import catalog

BOOKS = catalog.load(LIBRARY)
PINS = engine.pins_of("pinjam", date(2026, 11, 24), BOOKS)


def begin() -> Move:
    return engine.begin("pinjam", PINS, BOOKS)


def go(move: Move, *outcomes: str) -> Move:
    for outcome in outcomes:
        assert move.opened is not None
        move = engine.complete("pinjam", PINS, move.position, move.opened, outcome, BOOKS)
    return move


def expire(move: Move) -> Move:
    assert move.opened is not None
    return engine.expire("pinjam", PINS, move.position, move.opened, BOOKS)


def test_pins_name_the_sop_and_those_that_it_calls():
    assert PINS == {"denda": "2026-01-01", "pinjam": "2026-01-01"}


def test_the_main_way_leads_to_the_finish():
    move = go(begin(), "done", "found", "done", "done", "done", "on_time", "done")
    assert (move.opened, move.end) == (None, "returned")


def test_an_aside_is_reached_only_by_its_route_and_leads_back():
    move = go(begin(), "done", "missing")
    assert move.opened == Place("", "pinjam", "reserve")
    assert go(move, "yes").opened == Place("", "pinjam", "search")
    assert go(move, "no").end == "refused"


def test_loops_can_be_gone_round_often():
    move = go(begin(), "done")
    for _ in range(30):
        move = go(move, "missing", "yes")
    assert move.opened == Place("", "pinjam", "search")
    assert len(str(move.position)) < 1000, "the position does not grow with the history"


def test_a_called_sop_comes_back_with_the_end_that_it_reached():
    late = go(begin(), "done", "found", "done", "done", "done", "late")
    assert late.opened == Place("call_bring_back_late", "denda", "reckon")
    assert go(late, "done", "banned").end == "banned"
    assert go(late, "done", "waived").opened == Place("", "pinjam", "shelve")
    assert go(late, "done", "paid", "done").end == "returned"


def test_a_deadline_leads_to_its_end_or_step():
    assert expire(begin()).end == "forgotten"
    move = expire(go(begin(), "done", "found", "done", "done", "done"))
    assert move.opened == Place("", "pinjam", "chase")
    assert go(move, "found", "done").end == "returned"


def test_a_step_without_deadline_does_not_expire():
    with pytest.raises(UnknownPosition):
        expire(go(begin(), "done"))


def test_a_step_that_is_not_open_is_refused():
    move = begin()
    with pytest.raises(UnknownPosition):
        engine.complete(
            "pinjam", PINS, move.position, Place("", "pinjam", "search"), "found", BOOKS
        )


def test_the_same_moves_give_the_same_position():
    one = go(begin(), "done", "missing", "yes", "found")
    two = go(begin(), "done", "missing", "yes", "found")
    assert one.position == two.position
    assert go(begin(), "done", "found").position == one.position, "history leaves no trace"
