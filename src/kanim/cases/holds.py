"""Holding a case: it waits for a reason, and its deadlines wait with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kanim.audit.services import entry_write
from kanim.cases.log import sop_of
from kanim.cases.models import Case, Hold
from kanim.cases.readiness import manage_refusal
from kanim.cases.rules import shifted
from kanim.office.duty import Duty, actor_of


@transaction.atomic
def case_hold(*, case_id: int, reason: str, duty: Duty, now: datetime) -> Hold:
    """Put a running case on hold; raises UnableToProceed if the duty may not."""
    case = Case.objects.select_for_update().get(pk=case_id)
    refusal = manage_refusal(case, duty, "cases.hold", status=Case.Status.RUNNING)
    if refusal is not None:
        raise refusal
    assert duty.user is not None
    _status(case, Case.Status.HELD, duty, now, "case.held", reason)
    return Hold.objects.create(case=case, reason=reason, began_at=now, began_by=duty.user)


@transaction.atomic
def case_resume(*, case_id: int, duty: Duty, now: datetime) -> None:
    """Let a held case go on; deadlines that pause move by as long as it waited."""
    case = Case.objects.select_for_update().get(pk=case_id)
    refusal = manage_refusal(case, duty, "cases.hold", status=Case.Status.HELD)
    if refusal is not None:
        raise refusal
    hold = case.holds.get(ended_at__isnull=True)
    hold.ended_at, hold.ended_by = now, duty.user
    hold.save(update_fields=["ended_at", "ended_by"])
    _status(case, Case.Status.RUNNING, duty, now, "case.resumed", "")
    step = case.steps.open().get()
    plan = sop_of(case, step)[1]
    if plan.deadline is None or not plan.deadline.pauses_on_hold:
        return
    waited = now - max(hold.began_at, step.opened_at)
    step.due_at, step.warn_at = shifted(step.due_at, waited), shifted(step.warn_at, waited)
    step.save(update_fields=["due_at", "warn_at"])


def _status(
    case: Case, status: Case.Status, duty: Duty, now: datetime, verb: str, reason: str
) -> None:
    case.status = status
    case.version += 1
    case.save(update_fields=["status", "version"])
    entry_write(
        actor=actor_of(duty),
        office_id=case.office_id,
        verb=verb,
        target=case.target,
        detail={"reason": reason},
        now=now,
    )
