"""What may be done now: the one answer that buttons and server both ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kanim.cases.activities import Activity, Context, activity_named
from kanim.cases.errors import (
    CaseEnded,
    CaseHeld,
    NotYours,
    StepClaimed,
    StepClosed,
    TooEarly,
    UnableToProceed,
)
from kanim.cases.models import Case, Step
from kanim.office.duty import Duty


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a person may do with a case's open step, and why not where not."""

    perform: UnableToProceed | None
    claim: UnableToProceed | None
    release: UnableToProceed | None
    hold: UnableToProceed | None
    resume: UnableToProceed | None
    cancel: UnableToProceed | None
    reassign: UnableToProceed | None


def readiness(case: Case, step: Step | None, duty: Duty, now: datetime) -> Readiness:
    """Everything at once, for the case page."""
    return Readiness(
        perform=perform_refusal(case, step, duty, now),
        claim=claim_refusal(case, step, duty),
        release=release_refusal(case, step, duty),
        hold=manage_refusal(case, duty, "cases.hold", status=Case.Status.RUNNING),
        resume=manage_refusal(case, duty, "cases.hold", status=Case.Status.HELD),
        cancel=cancel_refusal(case, duty),
        reassign=manage_refusal(case, duty, "cases.reassign"),
    )


def perform_refusal(
    case: Case, step: Step | None, duty: Duty, now: datetime
) -> UnableToProceed | None:
    """Why the duty may not perform the step now; None if it may."""
    if step is None or not step.is_open:
        return closed_refusal(case, step)
    refusal = lane_refusal(case, step, duty) or claim_of_another(step, duty)
    if refusal is not None:
        return refusal
    if case.status == Case.Status.HELD:
        return CaseHeld(_("The case is on hold. Resume it first."))
    if step.not_before is not None and now < step.not_before:
        moment = date_format(timezone.localtime(step.not_before), "j F Y H:i")
        return TooEarly(_("This may be done from %(moment)s on.") % {"moment": moment})
    return None


def activity_refusal(activity: Activity, ctx: Context) -> UnableToProceed | None:
    """Why the activity itself refuses now; None if it does not."""
    try:
        activity.check(ctx)
    except UnableToProceed as refusal:
        return refusal
    return None


def lane_refusal(case: Case, step: Step, duty: Duty) -> UnableToProceed | None:
    """Whether the step belongs to the duty's lane, office or own application."""
    if step.lane not in duty.lanes:
        return NotYours(_("This step belongs to another part of the office."))
    if duty.is_machine:
        return None
    if duty.is_applicant:
        own = case.applicant_id == duty.user.pk if duty.user else False
        return None if own else NotYours(_("This is not your application."))
    if case.office_id != duty.office_id:
        return NotYours(_("This case belongs to another office."))
    return None


def claim_of_another(step: Step, duty: Duty) -> UnableToProceed | None:
    """Whether somebody else is at work on the step."""
    if step.claimed_by_id is None or duty.is_machine:
        return None
    if duty.user is not None and step.claimed_by_id == duty.user.pk:
        return None
    return StepClaimed(
        _("%(name)s is working on this step. Ask for it to be released or reassigned.")
        % {"name": step.claimed_by}
    )


def claim_refusal(case: Case, step: Step | None, duty: Duty) -> UnableToProceed | None:
    """Why the duty may not take the step for itself."""
    if step is None or not step.is_open:
        return closed_refusal(case, step)
    if not duty.is_staff:
        return NotYours(_("Only officers take steps."))
    if duty.user is not None and step.claimed_by_id == duty.user.pk:
        return StepClaimed(_("You have this step already."))
    return lane_refusal(case, step, duty) or claim_of_another(step, duty)


def release_refusal(case: Case, step: Step | None, duty: Duty) -> UnableToProceed | None:
    """Why the duty may not give the step back."""
    if step is None or not step.is_open:
        return closed_refusal(case, step)
    if duty.user is None or step.claimed_by_id != duty.user.pk:
        return NotYours(_("You have not taken this step."))
    return None


def cancel_refusal(case: Case, duty: Duty) -> UnableToProceed | None:
    """Why the duty may not cancel the case."""
    return manage_refusal(case, duty, "cases.cancel")


def manage_refusal(
    case: Case, duty: Duty, permission: str, status: str | None = None
) -> UnableToProceed | None:
    """Why the duty may not manage the case in this way."""
    if not case.is_open:
        return CaseEnded(_("The case has ended."))
    if not duty.is_staff or not duty.may(permission) or case.office_id != duty.office_id:
        return NotYours(_("Your role does not allow this."))
    if status is not None and case.status != status:
        return CaseHeld(_("The case is not in the state for this."))
    return None


def closed_refusal(case: Case, step: Step | None) -> UnableToProceed:
    """The sentence for a step that is no longer open: by whom and when it was done."""
    if step is None:
        return CaseEnded(_("The case has ended."))
    if step.closing == Step.Closing.DEADLINE:
        return StepClosed(_("The time for this step has passed."))
    if step.closing == Step.Closing.CANCELLED:
        return StepClosed(_("The case was cancelled."))
    when = date_format(timezone.localtime(step.closed_at), "j F Y H:i")
    who = step.closed_by or _("the system")
    return StepClosed(
        _("This step was already done by %(who)s on %(when)s.") % {"who": who, "when": when}
    )


def step_activity(step: Step) -> Activity:
    """The activity of a logged step."""
    return activity_named(step.activity)
