"""Everything that changes a case. One transaction each; nothing half done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.accounts.models import User
from kanim.audit.services import entry_write
from kanim.cases import engine
from kanim.cases.activities import CONSEQUENCES, Activity, Context, Done, activity_named
from kanim.cases.engine import Move, Place
from kanim.cases.errors import CaseChanged, CaseEnded, FormIncomplete, UnableToProceed
from kanim.cases.log import Closing, case_moved, serial_next, sop_of, step_close
from kanim.cases.models import Case, Reference, Step
from kanim.cases.readiness import (
    activity_refusal,
    cancel_refusal,
    closed_refusal,
    lane_refusal,
    perform_refusal,
)
from kanim.cases.rules import case_number
from kanim.cases.sittings import bound_forms
from kanim.office.duty import Duty, actor_of
from kanim.office.models import Office
from kanim.people.models import Person
from kanim.sop.schema import CANCELLED


@transaction.atomic
def case_open(
    *,
    sop: str,
    office: Office,
    duty: Duty,
    now: datetime,
    applicant: User | None = None,
    person: Person | None = None,
    title: str = "",
) -> Case:
    """Begin an SOP in its version in force today; returns the case, standing at its first step."""
    pins = engine.pins_of(sop, timezone.localdate(now))
    move = engine.begin(sop, pins)
    year = timezone.localdate(now).year
    case = Case(
        office=office,
        number=case_number(office.code, year, serial_next(f"case/{office.code}/{year}")),
        sop=sop,
        pins=pins,
        applicant=applicant,
        person=person,
        title=title,
        lanes=_lanes(pins),
        opened_at=now,
    )
    entry_write(
        actor=actor_of(duty),
        office_id=office.pk,
        verb="case.opened",
        target=case.target,
        detail={"sop": sop, "version": pins[sop]},
        now=now,
    )
    step = case_moved(case=case, move=move, after=0, now=now)
    _inline_run(case, step, now)
    return case


@transaction.atomic
def step_complete(
    *,
    step_id: int,
    duty: Duty,
    now: datetime,
    outcome: str | None = None,
    note: str = "",
    version: int | None = None,
) -> Step | None:
    """Complete a step without a form: a callback, a job, or an applicant's own pages.

    With ``outcome`` the activity is not performed (its domain has changed already). Returns the
    step that opened, or None if the case ended. Raises UnableToProceed, StepClosed among them, so
    that a repeated callback is harmless.
    """
    case, step = _locked(step_id)
    _refuse_changed(case, step, version)
    activity, ctx = _prepared(case, step, duty, now)
    done = Done(outcome, note) if outcome is not None else activity.perform(ctx, None)
    return _finish(case, step, done, duty, now)


@transaction.atomic
def sitting_submit(
    *,
    step_id: int,
    duty: Duty,
    data: Mapping[str, Any],
    files: Mapping[str, Any],
    version: int,
    now: datetime,
) -> Step | None:
    """Perform the open step with its form, and the following ones of the same sitting.

    A sitting ends early when an outcome leads elsewhere. Returns the step that is open then.
    Raises FormIncomplete with all bound forms, or another UnableToProceed; nothing is saved then.
    """
    case, step = _locked(step_id)
    _refuse_changed(case, step, version)
    forms = bound_forms(case, step, duty, now, data, files)
    current: Step | None = step
    for form in forms:
        if current is None or current.step != form.plan.id or current.via != step.via:
            break
        activity, ctx = _prepared(case, current, duty, now)
        if form.form is not None:
            form.form.ctx = ctx
            if not form.form.is_valid():
                raise FormIncomplete({item.plan.id: item.form for item in forms})
        current = _performed(case, current, activity, ctx, form.form, forms)
    return current


@transaction.atomic
def step_expire(*, step_id: int, now: datetime) -> Step | None:
    """Let the passed deadline of an open step take effect; raises StepClosed if it was done."""
    case, step = _locked(step_id)
    duty = Duty.machine(case.office_id)
    if not step.is_open:
        raise closed_refusal(case, step)
    if step.due_at is None or step.due_at > now or case.status != Case.Status.RUNNING:
        raise CaseChanged(_("The deadline of this step has not passed."))
    closing = Closing(Step.Closing.DEADLINE, "", _("The deadline passed."))
    step_close(case=case, step=step, closing=closing, duty=duty, now=now)
    move = engine.expire(case.sop, case.pins, case.state, _place(step))
    return _moved(case, step, move, now)


@transaction.atomic
def step_warn(*, step_id: int, now: datetime) -> None:
    """Cause the next early warning of an open step's deadline, once."""
    from kanim.cases.log import next_warning

    case, step = _locked(step_id)
    _sop, plan = sop_of(case, step)
    if not step.is_open or plan.deadline is None or step.warn_at is None or step.warn_at > now:
        return
    duty = Duty.machine(case.office_id)
    CONSEQUENCES[plan.deadline.warnings[step.warned].consequence](Context(case, step, duty, now))
    step.warned += 1
    step.warn_at = next_warning(step, plan.deadline)
    step.save(update_fields=["warned", "warn_at"])


@transaction.atomic
def case_cancel(*, case_id: int, reason: str, duty: Duty, now: datetime) -> None:
    """End a case before its time. What its SOP names under the end ``cancelled`` follows."""
    case = Case.objects.select_for_update().get(pk=case_id)
    refusal = cancel_refusal(case, duty)
    if refusal is not None:
        raise refusal
    step = case.steps.open().get()
    closing = Closing(Step.Closing.CANCELLED, CANCELLED, reason)
    step_close(case=case, step=step, closing=closing, duty=duty, now=now)
    case.status, case.end, case.result = Case.Status.ENDED, CANCELLED, CANCELLED
    case.ended_at, case.version = now, case.version + 1
    case.save(update_fields=["status", "end", "result", "ended_at", "version"])
    _consequences(case, step, duty, now)


def references_set(*, case: Case, values: Iterable[tuple[str, str]]) -> None:
    """Make a case findable by texts: pairs of Reference.Kind and value; repeats are harmless."""
    rows = [Reference(case=case, kind=kind, value=value[:150]) for kind, value in values if value]
    Reference.objects.bulk_create(rows, ignore_conflicts=True)


def _locked(step_id: int) -> tuple[Case, Step]:
    """The step and its case, both locked in this order by every writer."""
    step = (
        Step.objects.select_related("case").select_for_update(of=("self", "case")).get(pk=step_id)
    )
    return step.case, step


def _refuse_changed(case: Case, step: Step, version: int | None) -> None:
    if not step.is_open:
        raise closed_refusal(case, step)
    if not case.is_open:
        raise CaseEnded(_("The case has ended."))
    if version is not None and version != case.version:
        raise CaseChanged(
            _("The case has changed since you opened this page. Look at it again, then submit.")
        )


def _prepared(case: Case, step: Step, duty: Duty, now: datetime) -> tuple[Activity, Context]:
    refusal = perform_refusal(case, step, duty, now)
    activity = activity_named(step.activity)
    ctx = Context(case=case, step=step, duty=duty, now=now)
    refusal = refusal or activity_refusal(activity, ctx)
    if refusal is not None:
        raise refusal
    return activity, ctx


def _performed(
    case: Case,
    step: Step,
    activity: Activity,
    ctx: Context,
    form: Form | None,
    forms: list[Any],
) -> Step | None:
    try:
        done = activity.perform(ctx, form)
    except UnableToProceed as refusal:
        if form is None:
            raise
        # Shown beside the form, so that nothing typed is lost.
        form.add_error(None, str(refusal))
        raise FormIncomplete({item.plan.id: item.form for item in forms}) from refusal
    return _finish(case, step, done, ctx.duty, ctx.now)


def _finish(case: Case, step: Step, done: Done, duty: Duty, now: datetime) -> Step | None:
    activity = activity_named(step.activity)
    if done.outcome not in activity.outcomes:
        raise LookupError(f"{activity.code} has no outcome {done.outcome}")
    closing = Closing(Step.Closing.DONE, done.outcome, done.note)
    step_close(case=case, step=step, closing=closing, duty=duty, now=now)
    move = engine.complete(case.sop, case.pins, case.state, _place(step), done.outcome)
    return _moved(case, step, move, now)


def _moved(case: Case, step: Step, move: Move, now: datetime) -> Step | None:
    opened = case_moved(case=case, move=move, after=step.sequence, now=now)
    if opened is None:
        _consequences(case, step, Duty.machine(case.office_id), now)
    return _inline_run(case, opened, now)


def _inline_run(case: Case, step: Step | None, now: datetime) -> Step | None:
    """Perform the machine's own steps at once, until a person or a message is awaited."""
    if step is None:
        return None
    activity = activity_named(step.activity)
    if activity.mode != "inline":
        return step
    duty = Duty.machine(case.office_id)
    refusal = lane_refusal(case, step, duty)
    if refusal is not None:
        raise refusal
    done = activity.perform(Context(case=case, step=step, duty=duty, now=now), None)
    return _finish(case, step, done, duty, now)


def _consequences(case: Case, step: Step, duty: Duty, now: datetime) -> None:
    sop = engine.pinned(case.sop, case.pins)
    for end in sop.ends:
        if end.name == case.end:
            for code in end.then:
                CONSEQUENCES[code](Context(case=case, step=step, duty=duty, now=now))


def _place(step: Step) -> Place:
    return Place(step.via, step.sop, step.step)


def _lanes(pins: Mapping[str, str]) -> list[str]:
    lanes = {step.lane for short in pins for step in engine.pinned(short, pins).steps}
    return sorted(lanes)
