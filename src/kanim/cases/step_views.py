"""The page of an open step: the form, and what an officer does with the step itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kanim.accounts.models import User
from kanim.cases.claims import step_claim, step_reassign, step_release
from kanim.cases.errors import FormIncomplete, UnableToProceed
from kanim.cases.models import Case, Step
from kanim.cases.pages import closed_context, step_context
from kanim.cases.services import sitting_submit
from kanim.cases.sittings import bound_forms
from kanim.office.access import requires, signed_in, staff
from kanim.office.requests import OfficeRequest
from kanim.office.views_log import view_log


@signed_in
def step_page(request: OfficeRequest, step_id: int) -> HttpResponse:
    """Show the form of a step and its sitting; take what was submitted."""
    if request.method == "POST":
        return _submit(request, _visible(request, step_id))
    step = _visible(request, step_id, "case__office", "case__person")
    view_log(request, purpose="case.handling", target=step.case.target)
    return _page(request, step)


def _submit(request: OfficeRequest, step: Step) -> HttpResponse:
    try:
        opened = sitting_submit(
            step_id=step.pk,
            duty=request.duty,
            data=request.POST,
            files=request.FILES,
            version=_number(request, "version"),
            now=request.now,
        )
    except FormIncomplete as incomplete:
        return _page(request, step, forms=incomplete.forms, status=422)
    except UnableToProceed as refusal:
        messages.error(request, str(refusal))
        fresh = _fresh(step)
        return _page(request, fresh, forms=_typed(request, fresh), status=409)
    return _after(request, step, opened)


def _typed(request: OfficeRequest, step: Step) -> dict[str, object] | None:
    """The forms with what was typed, so that a refusal loses nothing; None if the step is closed."""
    if not step.is_open:
        return None
    parts = bound_forms(step.case, step, request.duty, request.now, request.POST, request.FILES)
    return {part.plan.id: part.form for part in parts}


def _after(request: OfficeRequest, step: Step, opened: Step | None) -> HttpResponse:
    """Stay with the case as long as its next step is the same person's."""
    if opened is not None and _goes_on(request, step, opened):
        return redirect("cases:step", opened.pk)
    if request.duty.is_applicant:
        return redirect("cases:case", step.case.number)
    done = Step.objects.get(pk=step.pk)
    words = {"number": step.case.number, "note": done.note}
    messages.success(request, (_("%(number)s: done.") + " %(note)s") % words)
    return redirect("cases:worklist")


def _goes_on(request: OfficeRequest, step: Step, opened: Step) -> bool:
    """Whether the next step is the same person's: of their lane, and for staff of the same row.

    A row of the sheet is a desk; the next row of the same lane is a colleague's.
    """
    same_desk = (opened.row, opened.sop) == (step.row, step.sop)
    return opened.lane in request.duty.lanes and (request.duty.is_applicant or same_desk)


def _page(
    request: OfficeRequest,
    step: Step,
    forms: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    if not step.is_open:
        context = closed_context(step, request.duty, request.now)
        return render(request, "cases/step_closed.html", context, status=status)
    context = step_context(step, request.duty, request.now, forms)
    if context["place"] and request.method == "GET":
        return redirect(context["place"])
    template = "cases/step.html" if request.duty.is_staff else "cases/step_public.html"
    return render(request, template, context, status=status)


@staff
@require_POST
def claim(request: OfficeRequest, step_id: int) -> HttpResponse:
    """Take the step."""
    step = _visible(request, step_id)
    try:
        step_claim(step_id=step.pk, duty=request.duty, now=request.now)
    except UnableToProceed as refusal:
        messages.error(request, str(refusal))
        return redirect("cases:worklist")
    return redirect("cases:step", step.pk)


@staff
@require_POST
def release(request: OfficeRequest, step_id: int) -> HttpResponse:
    """Give the step back."""
    step = _visible(request, step_id)
    try:
        step_release(step_id=step.pk, duty=request.duty, now=request.now)
    except UnableToProceed as refusal:
        messages.error(request, str(refusal))
    return redirect("cases:worklist")


@requires("cases.reassign")
@require_POST
def reassign(request: OfficeRequest, step_id: int) -> HttpResponse:
    """Hand the step to a colleague."""
    cases = Case.objects.visible_to(request.duty)
    step = get_object_or_404(Step.objects.select_related("case"), pk=step_id, case__in=cases)
    to = get_object_or_404(
        User.objects.filter(postings__office=request.duty.office_id).distinct(),
        pk=_number(request, "to"),
    )
    try:
        step_reassign(step_id=step.pk, to=to, duty=request.duty, now=request.now)
    except UnableToProceed as refusal:
        messages.error(request, str(refusal))
    return redirect("cases:case", step.case.number)


def _visible(request: OfficeRequest, step_id: int, *related: str) -> Step:
    steps = Step.objects.visible_to(request.duty).select_related("case", *related)
    step: Step = get_object_or_404(steps, pk=step_id)
    return step


def _fresh(step: Step) -> Step:
    steps = Step.objects.select_related("case", "claimed_by", "closed_by")
    fresh: Step = steps.get(pk=step.pk)
    return fresh


def _number(request: OfficeRequest, field: str) -> int:
    try:
        return int(request.POST[field])
    except (KeyError, ValueError):
        raise Http404 from None
