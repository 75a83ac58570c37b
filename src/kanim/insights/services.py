"""Recording what applicants think."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kanim.cases.models import Case, Step
from kanim.insights.models import Rating
from kanim.insights.rules import ELEMENTS
from kanim.office.duty import Duty
from kanim.tickets.models import Counter


def rating_give(
    *,
    case: Case,
    step: Step | None,
    scores: Mapping[str, int],
    comment: str,
    duty: Duty,
    now: datetime,
) -> Rating:
    """Keep an applicant's nine scores (1 to 4, keys as in rules.ELEMENTS) and comment.

    Counter and officer are those that served; the database refuses other scores and a second
    answer for a step.
    """
    return Rating.objects.create(
        case=case,
        step=step,
        office_id=case.office_id,
        service=case.sop,
        counter=Counter.objects.filter(staffed_by=duty.user).first() if duty.user else None,
        officer=duty.user,
        comment=comment,
        at=now,
        **{element: scores[element] for element in ELEMENTS},
    )
