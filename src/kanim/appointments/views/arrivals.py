"""The information desk: who is expected today, and checking visitors in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kanim.appointments.forms import ArrivalForm
from kanim.appointments.models import Appointment
from kanim.appointments.permissions import ARRIVALS, MANAGE
from kanim.appointments.rules import case_number_in
from kanim.appointments.selectors import CHECK_IN, visits_on
from kanim.appointments.services import arrival_check_in
from kanim.cases.errors import UnableToProceed
from kanim.cases.models import Step
from kanim.office.access import requires
from kanim.office.requests import OfficeRequest
from kanim.office.views_log import view_log


@requires(ARRIVALS)
@require_GET
def arrivals(request: OfficeRequest) -> HttpResponse:
    """Today's list, with the field that a scanner types into."""
    day = timezone.localdate(request.now)
    visits = visits_on(request.duty, day)
    came = sum(visit.appointment.state == Appointment.State.ARRIVED for visit in visits)
    view_log(request, purpose="visits.receive", target=f"visits:{day}")
    context = {
        "day": day,
        "visits": visits,
        "expected": len(visits),
        "came": came,
        "form": ArrivalForm(),
        "may_manage": request.duty.may(MANAGE),
    }
    return render(request, "appointments/arrivals.html", context)


@requires(ARRIVALS)
@require_POST
def check_in(request: OfficeRequest) -> HttpResponse:
    """Check a scanned visitor in at once; officers of another lane are led to the step's page."""
    form = ArrivalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Scan the QR code, or type the number."))
        return redirect("appointments:arrivals")
    number = form.cleaned_data["nomor"]
    step = _step_of(request, number)
    try:
        arrival_check_in(number=number, duty=request.duty, now=request.now)
    except UnableToProceed as refusal:
        messages.error(request, str(refusal))
    else:
        done = Step.objects.get(pk=step.pk) if step else None
        note = done.note if done else ""
        messages.success(
            request,
            _("%(number)s has been checked in. %(note)s")
            % {"number": case_number_in(number), "note": note},
        )
    return redirect("appointments:arrivals")


def _step_of(request: OfficeRequest, number: str) -> Step | None:
    steps = Step.objects.open().filter(office=request.duty.office_id, activity=CHECK_IN)
    return steps.filter(case__number=case_number_in(number)).first()
