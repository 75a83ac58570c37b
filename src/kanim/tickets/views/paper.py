"""A ticket on paper, and on the visitor's own phone."""

from __future__ import annotations

from typing import Any

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kanim.office.access import public, signed_in
from kanim.office.requests import OfficeRequest
from kanim.tickets.models import Ticket
from kanim.tickets.selectors import forecast_of, standing_of


@signed_in
def ticket(request: OfficeRequest, ticket_id: int) -> HttpResponse:
    """The ticket to print again."""
    visible = Ticket.objects.visible_to(request.duty).labelled().select_related("office")
    found = get_object_or_404(visible, pk=ticket_id)
    return render(request, "tickets/ticket.html", ticket_context(found, request))


@public
def follow(request: OfficeRequest, token: str) -> HttpResponse:
    """How far a ticket is: for whoever holds it, by the address that its QR code carries."""
    tickets = Ticket.objects.labelled().select_related("office")
    found = get_object_or_404(tickets, token=token)
    template = (
        "tickets/follow_body.html" if "HX-Request" in request.headers else "tickets/follow.html"
    )
    return render(request, template, ticket_context(found, request))


def ticket_context(found: Ticket, request: OfficeRequest) -> dict[str, Any]:
    """What a ticket shows: number, place in the queue, and the code to follow it by."""
    place = None
    if found.waits:
        place = standing_of(found, forecast_of(found.office_id, request.now))
    return {
        "ticket": found,
        "office_name": found.office.name,
        "ahead": place.ahead if place else None,
        "wait": place.minutes * 60 if place and place.minutes else None,
        "qr": _qr(settings.SITE_URL + reverse("tickets:follow", args=[found.token])),
    }


def _qr(address: str) -> SafeString:
    drawn = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2)
    return mark_safe(drawn)  # noqa: S308  drawn by us; the address is inside as squares only
