"""Valid rows for the tests of performance."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from kanim.cases.models import Case, Step
from kanim.insights.models import Rating
from kanim.insights.rules import ELEMENTS
from kanim.insights.services import rating_give
from kanim.office.duty import Duty
from kanim.tickets.tests import factories as tickets

NOW = tickets.NOW
office, officer, duty, case = tickets.office, tickets.officer, tickets.duty, tickets.case
_sequence = count(1)


def rating(of: Case, score: int = 4, **given: Any) -> Rating:
    """A rating with one score for all nine elements."""
    scores = dict.fromkeys(ELEMENTS, score)
    fields = {"step": None, "comment": "", "duty": Duty.machine(of.office_id), "now": NOW, **given}
    return rating_give(case=of, scores=scores, **fields)


def step(
    of: Case, row: str, seconds: int | None, standard: int | None = 240, **fields: Any
) -> Step:
    """A step that took so many seconds until now; open if None."""
    closed = {} if seconds is None else {"closed_at": NOW, "closing": "done", "outcome": "x"}
    given = {
        "lane": "lantaskim",
        "activity": "dossier.check",
        "step": "check",
        "sop": of.sop,
        "opened_at": NOW - timedelta(seconds=seconds or 0),
        **closed,
        **fields,
    }
    return Step.objects.create(
        case=of,
        sequence=next(_sequence),
        office=of.office,
        row=row,
        standard_seconds=standard,
        **given,
    )
