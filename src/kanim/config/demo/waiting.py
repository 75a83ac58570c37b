"""Who can go on with which case: what a visitor of the demo office may try next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kanim.cases import engine
from kanim.cases.models import Case, Step
from kanim.cases.titles import step_title
from kanim.config.demo.office import MAIN
from kanim.config.demo.staff import ACTORS
from kanim.office.duty import SYSTEM_LANE

MOST = 200


@dataclass(frozen=True, slots=True)
class Waits:
    """An open step of a case; ``ready`` is False where it may be done later only."""

    case: Case
    step: Step
    title: str
    ready: bool


def waiting_by_account(now: datetime) -> dict[str, list[Waits]]:
    """The open steps by the sign-in name of who does them in the demo office. One query."""
    steps = (
        Step.objects.open()
        .filter(office__code=MAIN, case__status=Case.Status.RUNNING)
        .exclude(lane=SYSTEM_LANE)
        .select_related("case__applicant")
        .order_by("opened_at")[:MOST]
    )
    found: dict[str, list[Waits]] = {}
    for step in steps:
        applicant = step.case.applicant
        account = ACTORS.get(step.step) or (applicant.username if applicant else "")
        found.setdefault(account, []).append(_waits(step, now))
    return found


def _waits(step: Step, now: datetime) -> Waits:
    plan = engine.pinned(step.sop, step.case.pins).step(step.step)
    ready = step.not_before is None or step.not_before <= now
    return Waits(step.case, step, step_title(plan), ready)
