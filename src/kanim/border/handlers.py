"""What follows when border control has answered."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from kanim.border.services import PATH, SYSTEM
from kanim.cases.errors import StepClosed
from kanim.cases.services import step_complete
from kanim.exchange.adapters import Answer
from kanim.exchange.handlers import Result, on_answer, on_result
from kanim.exchange.models import Dispatch
from kanim.office.duty import Duty


@on_answer(SYSTEM, PATH)
def passport_taken(dispatch: Dispatch, answer: Answer, now: datetime) -> None:
    """Border control has taken the passport at once: the case goes on."""
    _go_on(dispatch, str(answer.body.get("reference") or ""), now)


@on_result(SYSTEM)
def passport_judged(result: Result) -> None:
    """Border control answers later; a problem is left to the official's final check to decide."""
    note = result.reason
    if result.result != "accepted":
        note = _("Border control reports a problem: %(reason)s") % {"reason": result.reason or "?"}
    _go_on(result.dispatch, note, result.now)


def _go_on(dispatch: Dispatch, note: str, now: datetime) -> None:
    # News of a cancelled passport belongs to no step, and a repeated answer to a closed one.
    if dispatch.step_id is None or dispatch.case is None:
        return
    try:
        step_complete(
            step_id=dispatch.step_id,
            duty=Duty.machine(dispatch.case.office_id),
            outcome="sent",
            note=note,
            now=now,
        )
    except StepClosed:
        return
