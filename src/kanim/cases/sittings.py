"""Consecutive steps that one officer does in one go show as one page with one submit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form

from kanim.cases.activities import Activity, Context, activity_named
from kanim.cases.log import sop_of
from kanim.cases.models import Case, Step
from kanim.office.duty import Duty
from kanim.sop.schema import Step as SopStep


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a sitting as the page shows it."""

    plan: SopStep
    activity: Activity
    ctx: Context
    form: Any

    @property
    def panel(self) -> dict[str, Any]:
        """What the activity's template shows."""
        return self.activity.panel(self.ctx)


def plans_of_sitting(case: Case, step: Step) -> list[SopStep]:
    """The open step and those that follow it directly in the same sitting and lane."""
    sop, plan = sop_of(case, step)
    found = [plan]
    if plan.sitting is None:
        return found
    steps = [other for other in sop.steps if not other.aside]
    if plan not in steps:
        return found
    for other in steps[steps.index(plan) + 1 :]:
        if other.sitting != plan.sitting or other.lane != plan.lane:
            break
        found.append(other)
    return found


def blank_parts(case: Case, step: Step, duty: Duty, now: datetime) -> list[Part]:
    """The parts of a sitting with empty forms."""
    return _parts(case, step, duty, now)


def bound_forms(
    case: Case,
    step: Step,
    duty: Duty,
    now: datetime,
    data: Mapping[str, Any],
    files: Mapping[str, Any],
) -> list[Part]:
    """The parts of a sitting with forms that hold what was submitted."""
    return _parts(case, step, duty, now, data, files)


def _parts(case: Case, step: Step, duty: Duty, now: datetime, *bound: Any) -> list[Part]:
    ctx = Context(case=case, step=step, duty=duty, now=now)
    parts = []
    for plan in plans_of_sitting(case, step):
        activity = activity_named(plan.activity)
        form: Form | None = activity.form(ctx, *bound, prefix=plan.id)
        parts.append(Part(plan, activity, ctx, form))
    return parts
