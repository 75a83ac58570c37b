"""The catalogue and the registries fit each other, and every SOP can be walked to each of its ends."""

from __future__ import annotations

from collections import deque

import pytest
from django.core.checks import run_checks

from kanim.cases import engine
from kanim.cases.activities import ACTIVITIES, CONSEQUENCES, MOMENTS
from kanim.sop import catalog
from kanim.sop.schema import Sop

BOOKS = catalog.load()


def test_the_office_starts_without_complaints():
    assert [str(message) for message in run_checks() if message.level >= 30] == []


def test_every_activity_consequence_and_moment_is_used():
    steps = [step for sop in BOOKS.all() for step in sop.steps]
    deadlines = [step.deadline for step in steps if step.deadline]
    ends = [end for sop in BOOKS.all() for end in sop.ends]
    assert set(ACTIVITIES) == {step.activity for step in steps}
    assert set(MOMENTS) == {deadline.until for deadline in deadlines if deadline.until}
    warned = {warning.consequence for one in deadlines for warning in one.warnings}
    assert set(CONSEQUENCES) == warned | {code for end in ends for code in end.then}


@pytest.mark.parametrize("sop", BOOKS.all(), ids=lambda sop: f"{sop.short}@{sop.version}")
def test_every_end_is_reached_and_every_outcome_leads_on(sop: Sop):
    pins = engine.pins_of(sop.short, max(other.version for other in BOOKS.all()))
    pins[sop.short] = sop.version.isoformat()
    start = engine.begin(sop.short, pins)
    seen, ends, waiting = {start.opened}, set(), deque([start])
    while waiting:
        move = waiting.popleft()
        assert move.opened is not None
        for after in _moves(sop.short, pins, move):
            if after.end is not None:
                ends.add(after.end)
            elif after.opened not in seen:
                seen.add(after.opened)
                waiting.append(after)
    # "cancelled" is the end that the engine itself gives a case that is cancelled.
    assert ends == {end.name for end in sop.ends} - {"cancelled"}
    own = {place.step for place in seen if place and not place.via}
    assert own == {step.id for step in sop.steps}


def _moves(short: str, pins: dict[str, str], move: engine.Move) -> list[engine.Move]:
    assert move.opened is not None
    plan = engine.pinned(move.opened.sop, pins).step(move.opened.step)
    moves = [
        engine.complete(short, pins, move.position, move.opened, outcome)
        for outcome in ACTIVITIES[plan.activity].outcomes
    ]
    if plan.deadline is not None:
        moves.append(engine.expire(short, pins, move.position, move.opened))
    return moves
