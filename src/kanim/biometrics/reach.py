"""Which step a picture may be taken for: an open one, free for the officer, that asks for it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from kanim.cases.activities import Context
from kanim.cases.models import Step
from kanim.cases.readiness import perform_refusal
from kanim.cases.sittings import plans_of_sitting
from kanim.office.requests import OfficeRequest
from kanim.sop.schema import Step as SopStep


def capturing(request: OfficeRequest, step_id: int, activity: str) -> tuple[Context, SopStep]:
    """The context, and the step of its sitting that has this activity.

    Http404 if the step is not the officer's or has no such activity; PermissionDenied if somebody
    else is doing it, or it is closed.
    """
    duty, now = request.duty, request.now
    steps = Step.objects.visible_to(duty).select_related("case", "claimed_by", "closed_by")
    step = get_object_or_404(steps, pk=step_id)
    if perform_refusal(step.case, step, duty, now) is not None:
        raise PermissionDenied
    for plan in plans_of_sitting(step.case, step):
        if plan.activity == activity:
            return Context(case=step.case, step=step, duty=duty, now=now), plan
    raise Http404
