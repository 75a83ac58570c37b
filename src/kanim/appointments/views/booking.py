"""An applicant chooses, or moves, the time of the visit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from kanim.appointments.forms import MoveForm
from kanim.appointments.offers import service_of
from kanim.appointments.permissions import MANAGE
from kanim.appointments.planning import slots_ensure
from kanim.appointments.selectors import DayChoice, appointment_of, days_to_choose
from kanim.appointments.services import appointment_move
from kanim.cases.errors import FormIncomplete, UnableToProceed
from kanim.cases.models import Case, Step
from kanim.cases.services import sitting_submit
from kanim.office.access import signed_in
from kanim.office.requests import OfficeRequest


@signed_in
def choose(request: OfficeRequest, step_id: int) -> HttpResponse:
    """Days and times for the case at this step; takes the chosen one."""
    steps = Step.objects.visible_to(request.duty).select_related("case__office")
    step = get_object_or_404(steps, pk=step_id, activity="appointments.book")
    if not step.is_open:
        return redirect("cases:case", step.case.number)
    if request.method == "POST":
        return _book(request, step)
    return _choose_page(request, step)


def _book(request: OfficeRequest, step: Step) -> HttpResponse:
    try:
        opened = sitting_submit(
            step_id=step.pk,
            duty=request.duty,
            data=request.POST,
            files=request.FILES,
            version=_number(request.POST.get("version")),
            now=request.now,
        )
    except FormIncomplete as incomplete:
        return _choose_page(request, step, error=_first_error(incomplete), status=422)
    except UnableToProceed as refusal:
        messages.error(request, str(refusal))
        return redirect("cases:case", step.case.number)
    if opened is not None and opened.lane in request.duty.lanes:
        return redirect("cases:step", opened.pk)
    return redirect("cases:case", step.case.number)


def _choose_page(
    request: OfficeRequest, step: Step, error: str = "", status: int = 200
) -> HttpResponse:
    context = _days(request, step.case)
    context |= {"step": step, "error": error, "field_name": f"{step.step}-slot"}
    return render(request, "appointments/choose.html", context, status=status)


@signed_in
def move(request: OfficeRequest, number: str) -> HttpResponse:
    """Another time for the appointment of a case."""
    cases = Case.objects.visible_to(request.duty).select_related("office")
    case = get_object_or_404(cases, number=number)
    appointment = appointment_of(case)
    if appointment is None:
        return redirect("cases:case", case.number)
    form = MoveForm(request.POST or None)
    error = ""
    if request.method == "POST":
        error = _move(request, case, form)
        if not error:
            messages.success(request, _("The appointment has been moved."))
            return redirect("cases:case", case.number)
    context = _days(request, case)
    context |= {
        "appointment": appointment,
        "by_office": request.duty.is_staff and request.duty.may(MANAGE),
        "form": form,
        "error": error,
        "field_name": "slot",
    }
    return render(request, "appointments/move.html", context, status=422 if error else 200)


def _move(request: OfficeRequest, case: Case, form: MoveForm) -> str:
    """Move the appointment; the sentence why not, or nothing."""
    if not form.is_valid():
        return _("Choose a time first.")
    try:
        appointment_move(
            case_id=case.pk,
            slot_id=form.cleaned_data["slot"],
            reason=form.cleaned_data["reason"],
            duty=request.duty,
            now=request.now,
        )
    except UnableToProceed as refusal:
        return str(refusal)
    return ""


def _days(request: OfficeRequest, case: Case) -> dict[str, Any]:
    slots_ensure(office_id=case.office_id, service=service_of(case), now=request.now)
    days = days_to_choose(case, request.now)
    wanted = parse_date(request.GET.get("hari", "")) if request.GET.get("hari") else None
    return {"case": case, "days": days, "chosen": _chosen(days, wanted)}


def _chosen(days: list[DayChoice], wanted: date | None) -> DayChoice | None:
    """The wanted day, or else the first with a free place."""
    for choice in days:
        if choice.day == wanted:
            return choice
    return next((choice for choice in days if choice.remaining), days[0] if days else None)


def _first_error(incomplete: FormIncomplete) -> str:
    for form in incomplete.forms.values():
        for errors in getattr(form, "errors", {}).values():
            return str(errors[0])
    return _("Choose a time first.")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else -1
