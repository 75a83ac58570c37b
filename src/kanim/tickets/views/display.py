"""The public display: numbers and counters, nobody's name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from kanim.office.access import public
from kanim.office.models import Office
from kanim.office.requests import OfficeRequest
from kanim.tickets.selectors import board_of


@public
def display(request: OfficeRequest, code: str) -> HttpResponse:
    """The whole screen of the waiting room."""
    office = get_object_or_404(Office, code=code)
    board = _board(office, request.now)
    latest = board["calls"][0] if board["calls"] else {}
    context = {
        "office_name": office.name,
        "stream": f"{settings.LIVE_URL}/live/{office.code}/",
        "fragment": reverse("tickets:display_list", args=[office.code]),
        "ticket": latest.get("ticket", ""),
        "counter": latest.get("counter", ""),
        "list": render_to_string("tickets/display_list.html", {"board": board}),
    }
    return render(request, "tickets/display.html", context)


@public
def display_list(request: OfficeRequest, code: str) -> HttpResponse:
    """The changing part of the display."""
    office = get_object_or_404(Office, code=code)
    board = _board(office, request.now)
    return render(request, "tickets/display_list.html", {"board": board})


def _board(office: Office, now: datetime) -> dict[str, Any]:
    # A screen on the wall has no reader whose language could be asked: it says what it speaks.
    with translation.override("id"):
        return board_of(office, now)
