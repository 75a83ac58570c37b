"""Who works on a step: take it, give it back, hand it to somebody else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.accounts.models import User
from kanim.audit.services import entry_write
from kanim.cases.errors import NotYours
from kanim.cases.models import Step
from kanim.cases.readiness import claim_refusal, manage_refusal, release_refusal
from kanim.office.duty import Duty, actor_of, duty_of


@transaction.atomic
def step_claim(*, step_id: int, duty: Duty, now: datetime) -> Step:
    """Take an open step; raises UnableToProceed if it is not the duty's to take."""
    step = _locked(step_id)
    refusal = claim_refusal(step.case, step, duty)
    if refusal is not None:
        raise refusal
    return _assigned(step, duty.user, duty, now, "step.claimed")


@transaction.atomic
def step_release(*, step_id: int, duty: Duty, now: datetime) -> Step:
    """Give a taken step back to the worklist."""
    step = _locked(step_id)
    refusal = release_refusal(step.case, step, duty)
    if refusal is not None:
        raise refusal
    return _assigned(step, None, duty, now, "step.released")


@transaction.atomic
def step_reassign(*, step_id: int, to: User, duty: Duty, now: datetime) -> Step:
    """Hand an open step to a colleague whose lanes and office allow it."""
    step = _locked(step_id)
    refusal = manage_refusal(step.case, duty, "cases.reassign")
    if refusal is not None:
        raise refusal
    theirs = duty_of(to, today=timezone.localdate(now))
    if step.lane not in theirs.lanes or theirs.office_id != step.office_id:
        raise NotYours(_("%(name)s does not work in the part of the office that does this step.")
                       % {"name": to})  # fmt: skip
    return _assigned(step, to, duty, now, "step.reassigned")


def _locked(step_id: int) -> Step:
    steps = Step.objects.select_related("case", "claimed_by")
    step: Step = steps.select_for_update(of=("self", "case")).get(pk=step_id)
    return step


def _assigned(step: Step, to: User | None, duty: Duty, now: datetime, verb: str) -> Step:
    step.claimed_by, step.claimed_at = to, (now if to else None)
    step.save(update_fields=["claimed_by", "claimed_at"])
    entry_write(
        actor=actor_of(duty),
        office_id=step.office_id,
        verb=verb,
        target=step.case.target,
        detail={"step": step.path, "to": to.pk if to else None},
        now=now,
    )
    return step
