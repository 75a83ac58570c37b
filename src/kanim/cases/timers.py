"""Deadlines and early warnings that have come due: found by an index, each in its own transaction."""

from __future__ import annotations

import logging
from datetime import datetime

from kanim.cases.errors import UnableToProceed
from kanim.cases.models import Case, Step
from kanim.cases.services import step_expire, step_warn

BATCH = 500
logger = logging.getLogger(__name__)


def deadlines_run(*, now: datetime) -> int:
    """Let every passed deadline take effect; returns how many did.

    A step that somebody completes in the same instant wins or loses by the lock on its case.
    """
    due = Step.objects.open().filter(due_at__lte=now, case__status=Case.Status.RUNNING)
    done = 0
    for step_id in list(due.order_by("due_at").values_list("pk", flat=True)[:BATCH]):
        try:
            step_expire(step_id=step_id, now=now)
        except UnableToProceed as refusal:
            logger.info("deadline of step %s: %s", step_id, refusal)
        else:
            done += 1
    return done


def warnings_run(*, now: datetime) -> int:
    """Give every early warning that is due; returns how many."""
    due = Step.objects.open().filter(warn_at__lte=now, case__status=Case.Status.RUNNING)
    steps = list(due.order_by("warn_at").values_list("pk", flat=True)[:BATCH])
    for step_id in steps:
        step_warn(step_id=step_id, now=now)
    return len(steps)
