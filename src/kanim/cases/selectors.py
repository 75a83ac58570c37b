"""Reading cases: worklists, searches, timelines. Every list has a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from kanim.cases import engine
from kanim.cases.activities import activity_named
from kanim.cases.models import Case, Hold, Reference, Step
from kanim.cases.rules import Urgency, is_case_number, plain_number, urgency
from kanim.office.duty import Duty
from kanim.sop.schema import Row, Sop
from kanim.sop.schema import Step as SopStep

PAGE = 50
LATER = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of a worklist: an open step with what the officer needs to choose it."""

    step: Step
    plan: SopStep
    sop: Sop
    urgency: Urgency

    @property
    def limit(self) -> datetime | None:
        """Until when the countdown runs."""
        return limit_of(self.step)


@dataclass(frozen=True, slots=True)
class Worklist:
    """What is mine, what waits, what cannot be done yet, and how much is late."""

    mine: list[Waiting]
    waiting: list[Waiting]
    later: list[Waiting]
    late: int
    more: bool


def worklist(duty: Duty, now: datetime, *, lane: str = "", late_only: bool = False) -> Worklist:
    """The duty's worklist: steps taken first, then free ones, the soonest deadline first.

    Four queries, each bounded by a page, however many steps are open.
    """
    steps = Step.objects.open().visible_to(duty).exclude(case__status=Case.Status.HELD)
    steps = steps.filter(lane=lane) if lane else steps
    free = steps.filter(claimed_by__isnull=True)
    free = free.filter(due_at__lt=now) if late_only else free
    order = ("due_at", "opened_at")
    mine = Step.objects.open().filter(claimed_by=duty.user, office=duty.office_id)
    ready = free.filter(Q(not_before__isnull=True) | Q(not_before__lte=now))
    waiting = list(ready.select_related("case").order_by(*order)[: PAGE + 1])
    later = free.filter(not_before__gt=now).select_related("case").order_by("not_before")
    late = steps.filter(due_at__lt=now)[:100].count()
    return Worklist(
        mine=[_waiting(step, now) for step in mine.select_related("case").order_by(*order)[:PAGE]],
        waiting=[_waiting(step, now) for step in waiting[:PAGE]],
        later=[_waiting(step, now) for step in later[:LATER]],
        late=late,
        more=len(waiting) > PAGE,
    )


def _waiting(step: Step, now: datetime) -> Waiting:
    sop = engine.pinned(step.sop, step.case.pins)
    return Waiting(
        step=step,
        plan=sop.step(step.step),
        sop=sop,
        urgency=urgency(step.opened_at, step.due_at, step.standard_seconds, now),
    )


def limit_of(step: Step) -> datetime | None:
    """The moment that a step's countdown runs to: its deadline, or its standard time."""
    if step.due_at is not None or not step.standard_seconds:
        return step.due_at
    return step.opened_at + timedelta(seconds=step.standard_seconds)


def case_search(duty: Duty, text: str) -> list[Case]:
    """Cases that a text leads to: number, name, NIK, passport number or billing code.

    At most a page, the newest first. Two queries.
    """
    wanted = plain_number(text)
    cases = Case.objects.visible_to(duty).select_related("person")
    if is_case_number(wanted):
        return list(cases.filter(number=wanted))
    if len(wanted) < 3:
        return []
    words = " ".join(text.split()).upper()
    alike = Q(value=wanted)
    if not any(character.isdigit() for character in wanted):
        # Names have no digits; looking for a number among them would cost more than finding it.
        alike |= Q(kind=Reference.Kind.NAME, value__icontains=words)
    # Only what may be seen is counted: namesakes of other offices must not crowd out one's own.
    mine = Reference.objects.filter(alike, case__in=Case.objects.visible_to(duty))
    found = mine.order_by("-case_id").values("case_id")[: PAGE * 2]
    by_number = Q(number__startswith=wanted) if "-" in wanted else Q(pk__in=[])
    return list(cases.filter(Q(pk__in=found) | by_number).order_by("-opened_at")[:PAGE])


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a case's timeline."""

    at: datetime
    who: str
    step: Step | None
    plan: SopStep | None
    hold: Hold | None

    @property
    def outcome(self) -> object:
        """The outcome's name in the reader's language, empty for what is not a finished step."""
        if self.step is None or not self.step.outcome:
            return ""
        return activity_named(self.step.activity).outcomes.get(self.step.outcome, "")


def timeline(case: Case) -> list[Event]:
    """What has happened to a case, the newest first. Two queries."""
    events = [_event(case, step) for step in steps_of(case) if step.closed_at is not None]
    events += [
        Event(hold.began_at, str(hold.began_by), None, None, hold)
        for hold in case.holds.select_related("began_by", "ended_by")
    ]
    # Steps of one moment stay in the order of the log, the last one first as all others.
    events.reverse()
    return sorted(events, key=lambda event: event.at, reverse=True)


def _event(case: Case, step: Step) -> Event:
    assert step.closed_at is not None
    plan = engine.pinned(step.sop, case.pins).step(step.step)
    who = str(step.closed_by) if step.closed_by else ""
    return Event(step.closed_at, who, step, plan, None)


def steps_of(case: Case) -> Iterable[Step]:
    """The log of a case in its order."""
    return case.steps.select_related("closed_by", "claimed_by").order_by("sequence")


def open_step(case: Case) -> Step | None:
    """The step at which a case stands, if it has not ended."""
    return case.steps.open().select_related("claimed_by").first()


def open_steps(cases: Iterable[Case]) -> dict[int, Step]:
    """The open step of each case by its key; a case that has ended is not there. One query."""
    return {step.case_id: step for step in Step.objects.open().filter(case__in=list(cases))}


@dataclass(frozen=True, slots=True)
class RowState:
    """A row of the sheet with how far this case is in it."""

    row: Row
    state: str
    step: Step | None


def rows_of(case: Case, steps: Iterable[Step]) -> list[RowState]:
    """The rows of the case's own SOP, each ``done``, ``now``, ``ahead`` or ``stopped``."""
    sop = engine.pinned(case.sop, case.pins)
    log = list(steps)
    current = next((step for step in log if step.is_open), None)
    seen = {_own_row(sop, step) for step in log}
    here = _own_row(sop, current) if current else None
    states = []
    for row in sop.rows:
        state = "now" if row.label == here else ("done" if row.label in seen else "ahead")
        if not case.is_open and state == "ahead":
            state = "stopped"
        states.append(RowState(row, state, current if state == "now" else None))
    return states


def _own_row(sop: Sop, step: Step) -> str:
    """The row of the case's own SOP in which a step happens, through calls."""
    if not step.via:
        return step.row
    call = step.via.split("/")[0].removeprefix("call_")
    for plan in sop.steps:
        if call.startswith(f"{plan.id}_"):
            return sop.row_of(plan.id).label
    return step.row


def highlights(case: Case, steps: Iterable[Step], sop_short: str) -> dict[str, str]:
    """Which elements of an SOP's diagram to mark ``done`` or ``now``, for the browser."""
    marks: dict[str, str] = {}
    for step in steps:
        calls = step.via.split("/") if step.via else []
        state = "now" if step.is_open else "done"
        if step.sop == sop_short:
            marks[step.step] = state
        elif calls and case.sop == sop_short:
            marks[calls[0]] = state
    if case.end and case.sop == sop_short:
        marks[f"end_{case.end}"] = "now"
    return marks
