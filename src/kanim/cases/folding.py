"""Proving that a case's stored position is what its step log says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from kanim.cases import engine
from kanim.cases.engine import Move, Place, UnknownPosition
from kanim.cases.models import Case, Step


@dataclass(frozen=True, slots=True)
class Finding:
    """A case whose stored position differs from its log."""

    number: str
    sentence: str


def folded(case: Case, steps: Iterable[Step]) -> Move:
    """The position that a case's log leads to, over the SOP versions that it pinned.

    ``steps`` are the case's log rows in sequence. Raises UnknownPosition where they contradict
    the SOP. A cancelled step leaves the position where it was.
    """
    move = engine.begin(case.sop, case.pins)
    for step in steps:
        place = Place(step.via, step.sop, step.step)
        if move.opened != place:
            raise UnknownPosition(f"log row {step.sequence} opens {place}, the SOP {move.opened}")
        if step.closing == Step.Closing.DONE:
            move = engine.complete(case.sop, case.pins, move.position, place, step.outcome)
        elif step.closing == Step.Closing.DEADLINE:
            move = engine.expire(case.sop, case.pins, move.position, place)
    return move


def findings(cases: Iterable[Case]) -> Iterator[Finding]:
    """Every case of those given (with prefetched ``steps``) whose position is not its log's."""
    for case in cases:
        try:
            move = folded(case, sorted(case.steps.all(), key=lambda step: step.sequence))
        except UnknownPosition as error:
            yield Finding(case.number, str(error))
            continue
        if move.position != case.state:
            yield Finding(case.number, "the stored position is not the one that the log leads to")
        elif case.end not in {move.end or "", "cancelled"}:
            yield Finding(case.number, f"ended as {case.end}, the log says {move.end}")


def all_cases() -> Iterator[Case]:
    """Every case with its log, in chunks."""
    yield from Case.objects.order_by("pk").prefetch_related("steps").iterator(chunk_size=500)


def positions_rebuild(*, number: str | None = None) -> int:
    """Replace stored positions by those that the logs lead to; returns how many cases.

    Each case is locked while it is read, so that nothing moves between reading and writing.
    """
    wanted = Case.objects.filter(number=number) if number else Case.objects.all()
    count = 0
    for case_id in wanted.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=500):
        with transaction.atomic():
            case = Case.objects.select_for_update().get(pk=case_id)
            case.state = folded(case, case.steps.order_by("sequence")).position
            case.save(update_fields=["state"])
        count += 1
    return count
