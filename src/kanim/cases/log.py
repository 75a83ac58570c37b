"""The step log: the only place where steps are opened and closed, and cases change state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

from kanim.audit.services import entry_write
from kanim.cases import engine
from kanim.cases.activities import MOMENTS, Context, activity_named
from kanim.cases.engine import Move, Place
from kanim.cases.models import Case, Step
from kanim.office.duty import Duty, actor_of
from kanim.office.selectors import calendar_of
from kanim.sop.schema import Deadline, NotBefore, Sop
from kanim.sop.schema import Step as SopStep


@dataclass(frozen=True, slots=True)
class Closing:
    """How a step was closed."""

    kind: Step.Closing
    outcome: str
    note: str = ""


def step_close(*, case: Case, step: Step, closing: Closing, duty: Duty, now: datetime) -> None:
    """Close the open step and record it in the audit trail."""
    step.closed_at = now
    step.closed_by = duty.user
    step.closing = closing.kind
    step.outcome = closing.outcome
    step.note = closing.note
    if step.claimed_at is None and duty.user is not None:
        step.claimed_at, step.claimed_by = now, duty.user
    step.save(
        update_fields=[
            "closed_at", "closed_by", "closing", "outcome", "note", "claimed_at", "claimed_by",
        ]
    )  # fmt: skip
    entry_write(
        actor=actor_of(duty),
        office_id=case.office_id,
        verb=f"step.{closing.kind}",
        target=case.target,
        detail={"step": step.path, "sequence": step.sequence, "outcome": closing.outcome},
        now=now,
    )


def case_moved(*, case: Case, move: Move, after: int, now: datetime) -> Step | None:
    """Write a move: the new position, and the step that opened or the end that was reached.

    A case that is not in the database yet is inserted. ``after`` is the sequence of the step just
    closed (0 at the beginning). Returns the open step.
    """
    case.state = move.position
    case.version += 1
    fields = ["state", "version"]
    if move.end is not None:
        sop = engine.pinned(case.sop, case.pins)
        case.status, case.end, case.ended_at = Case.Status.ENDED, move.end, now
        case.result = sop.end(move.end).result
        fields += ["status", "end", "ended_at", "result"]
    # A new case is inserted with its first position at once; of a running one only this changes.
    case.save(update_fields=fields if case.pk else None)
    return _step_open(case, move.opened, after + 1, now) if move.opened else None


def _step_open(case: Case, place: Place, sequence: int, now: datetime) -> Step:
    sop = engine.pinned(place.sop, case.pins)
    plan, row = sop.step(place.step), sop.row_of(place.step)
    standard = row.standard_seconds
    step = Step(
        case=case,
        office_id=case.office_id,
        sequence=sequence,
        sop=place.sop,
        via=place.via,
        step=place.step,
        row=row.label,
        lane=plan.lane,
        activity=plan.activity,
        sitting=plan.sitting or "",
        standard_seconds=standard if isinstance(standard, int) else None,
        opened_at=now,
    )
    if plan.not_before is not None:
        step.not_before = _not_before(case, step, plan.not_before)
    if plan.deadline is not None and plan.deadline.until is None:
        _deadline_reckon(case, step, plan.deadline, now)
    step.save(force_insert=True)
    activity_named(plan.activity).on_open(_context(case, step, now))
    if plan.deadline is not None and plan.deadline.until is not None:
        # A moment may depend on what the activity did when the step opened.
        deadline_set(case=case, step=step, deadline=plan.deadline, now=now)
    return step


def deadline_set(*, case: Case, step: Step, deadline: Deadline, now: datetime) -> None:
    """Work out until when the step must be done, and when its next warning is due."""
    _deadline_reckon(case, step, deadline, now)
    step.save(update_fields=["due_at", "warn_at"])


def _deadline_reckon(case: Case, step: Step, deadline: Deadline, now: datetime) -> None:
    if deadline.until is not None:
        step.due_at = MOMENTS[deadline.until](_context(case, step, now))
    elif deadline.within is not None:
        calendar, tz = calendar_of(case.office_id), timezone.get_default_timezone()
        step.due_at = calendar.deadline_after(step.opened_at, deadline.within, tz)
    step.warn_at = next_warning(step, deadline)


def next_warning(step: Step, deadline: Deadline) -> datetime | None:
    """When the next early warning of an open step is due; None if there is none left."""
    if step.due_at is None or step.warned >= len(deadline.warnings):
        return None
    before = deadline.warnings[step.warned].before
    calendar, tz = calendar_of(step.office_id), timezone.get_default_timezone()
    return calendar.moment_before(step.due_at, before, tz)


def _not_before(case: Case, step: Step, rule: NotBefore) -> datetime | None:
    done = (
        Step.objects.filter(case=case, via=step.via, step=rule.after, closing=Step.Closing.DONE)
        .order_by("-sequence")
        .values_list("closed_at", flat=True)
        .first()
    )
    if done is None:
        return None
    calendar, tz = calendar_of(case.office_id), timezone.get_default_timezone()
    return calendar.earliest_after(done, rule.wait, tz)


def _context(case: Case, step: Step, now: datetime) -> Context:
    return Context(case=case, step=step, duty=Duty.machine(case.office_id), now=now)


def sop_of(case: Case, step: Step) -> tuple[Sop, SopStep]:
    """The pinned SOP of a step, and the step's plan in it."""
    sop = engine.pinned(step.sop, case.pins)
    return sop, sop.step(step.step)


def serial_next(code: str) -> int:
    """The next number of a series; the row stays locked until the transaction ends: no gaps."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into cases_numberseries as series (code, last) values (%s, 1) "
            "on conflict (code) do update set last = series.last + 1 returning last",
            [code],
        )
        (last,) = cursor.fetchone()
    return int(last)
