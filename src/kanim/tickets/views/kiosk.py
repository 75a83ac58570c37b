"""The kiosk at the entrance: check in with a QR code, or take a number."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kanim.cases.errors import UnableToProceed
from kanim.office.access import requires
from kanim.office.models import Office
from kanim.office.requests import OfficeRequest
from kanim.tickets.defaults import PRIORITY, classes_prepare
from kanim.tickets.forms import CheckInForm, TakeForm
from kanim.tickets.models import Ticket
from kanim.tickets.permissions import KIOSK
from kanim.tickets.services import ticket_issue, visit_begin
from kanim.tickets.views.paper import ticket_context


@requires(KIOSK)
def kiosk(request: OfficeRequest, code: str) -> HttpResponse:
    """Scan or type the number of the application; or choose a queue."""
    office = _office(request, code)
    form = CheckInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = visit_begin(
                number=form.cleaned_data["number"], office_id=office.pk, now=request.now
            )
        except UnableToProceed as refusal:
            form.add_error("number", str(refusal))
        else:
            return redirect("tickets:kiosk_ticket", code, found.pk)
    classes = [row for row in classes_prepare(office.pk).values() if row.at_kiosk]
    context = {"office": office, "office_name": office.name, "form": form, "classes": classes}
    return render(request, "tickets/kiosk.html", {**context, "priority_letter": PRIORITY})


@requires(KIOSK)
def priority(request: OfficeRequest, code: str) -> HttpResponse:
    """Why a visitor asks for priority: one touch."""
    office = _office(request, code)
    reasons = [row for row in Ticket.Reason.choices if row[0] != Ticket.Reason.OTHER]
    context = {"office": office, "office_name": office.name, "reasons": reasons}
    return render(request, "tickets/kiosk_priority.html", {**context, "letter": PRIORITY})


@requires(KIOSK)
@require_POST
def take(request: OfficeRequest, code: str) -> HttpResponse:
    """Give a number without an application."""
    office = _office(request, code)
    form = TakeForm(request.POST, office_id=office.pk)
    if not form.is_valid():
        return redirect("tickets:kiosk", code)
    found = ticket_issue(
        office_id=office.pk,
        letter=form.cleaned_data["letter"],
        priority_reason=form.cleaned_data["reason"],
        duty=request.duty,
        now=request.now,
    )
    return redirect("tickets:kiosk_ticket", code, found.pk)


@requires(KIOSK)
def ticket(request: OfficeRequest, code: str, ticket_id: int) -> HttpResponse:
    """Show and print the ticket, then begin again for the next visitor."""
    office = _office(request, code)
    found = get_object_or_404(Ticket.objects.labelled(), pk=ticket_id, office=office)
    context = {**ticket_context(found, request), "office": office}
    return render(request, "tickets/kiosk_ticket.html", context)


def _office(request: OfficeRequest, code: str) -> Office:
    office = get_object_or_404(Office, code=code)
    if office.pk != request.duty.office_id:
        raise PermissionDenied
    return office
