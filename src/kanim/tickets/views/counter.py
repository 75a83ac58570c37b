"""The officer's counter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kanim.cases.activities import ACTIVITIES
from kanim.office.access import requires
from kanim.office.duty import Duty
from kanim.office.requests import OfficeRequest
from kanim.tickets import selectors, services
from kanim.tickets.models import Counter, Ticket
from kanim.tickets.permissions import CALL, MANAGE
from kanim.tickets.services import UnableToCall, UnableToSit

VERBS: Mapping[str, Callable[..., Ticket]] = {
    "ulang": services.ticket_recall,
    "layani": services.ticket_serve,
    "lewati": services.ticket_skip,
    "selesai": services.ticket_finish,
    "alihkan": services.ticket_transfer,
}


@requires(CALL)
def counter(request: OfficeRequest) -> HttpResponse:
    """My counter with its current ticket and the waiting lists; or the choice of a counter."""
    mine = selectors.counter_of(request.duty)
    if mine is None or "pilih" in request.GET:
        counters = selectors.counters_of(request.duty)
        context = {"counters": counters, "mine": mine, "manages": request.duty.may(MANAGE)}
        return render(request, "tickets/choose.html", context)
    return render(request, "tickets/counter.html", _context(mine, request.duty, request.now))


@requires(CALL)
def lines(request: OfficeRequest) -> HttpResponse:
    """The waiting lists alone, fetched again and again while the page is open."""
    mine = selectors.counter_of(request.duty)
    if mine is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "tickets/lines.html", _lines(mine, request.duty, request.now))


@requires(CALL)
@require_POST
def sit(request: OfficeRequest, counter_id: int) -> HttpResponse:
    """Sit down at a counter."""
    try:
        services.counter_take(counter_id=counter_id, duty=request.duty, now=request.now)
    except UnableToSit as refusal:
        messages.error(request, str(refusal))
        return redirect("/antrean/loket/?pilih")
    return redirect("tickets:counter")


@requires(CALL)
@require_POST
def leave(request: OfficeRequest) -> HttpResponse:
    """Close the counter."""
    try:
        services.counter_leave(duty=request.duty, now=request.now)
    except UnableToSit as refusal:
        messages.error(request, str(refusal))
    return redirect("tickets:counter")


@requires(CALL)
@require_POST
def call_next(request: OfficeRequest) -> HttpResponse:
    """Call whoever's turn it is."""
    try:
        called = services.ticket_call_next(duty=request.duty, now=request.now)
    except UnableToCall as refusal:
        return _answer(request, str(refusal))
    return _answer(request, "" if called else _("Nobody is waiting for your counter."))


@requires(CALL)
@require_POST
def act(request: OfficeRequest, ticket_id: int, verb: str) -> HttpResponse:
    """Recall, serve, skip, finish or transfer a ticket."""
    if verb not in VERBS:
        raise Http404
    given: dict[str, Any] = {"ticket_id": ticket_id, "duty": request.duty, "now": request.now}
    if verb == "alihkan":
        given["letter"] = request.POST.get("letter", "")
    try:
        VERBS[verb](**given)
    except UnableToCall as refusal:
        return _answer(request, str(refusal))
    return _answer(request, "")


def _answer(request: OfficeRequest, sentence: str) -> HttpResponse:
    """The page's changing part for htmx; the whole page again for a browser without scripts."""
    mine = selectors.counter_of(request.duty)
    if "HX-Request" not in request.headers or mine is None:
        if sentence:
            messages.warning(request, sentence)
        return redirect("tickets:counter")
    context = _context(mine, request.duty, request.now)
    return render(request, "tickets/counter_body.html", {**context, "sentence": sentence})


def _context(mine: Counter, duty: Duty, now: datetime) -> dict[str, Any]:
    ticket = selectors.ticket_at(mine)
    steps = getattr(ticket.case, "open_steps", []) if ticket and ticket.case else []
    step = next((row for row in steps if row.lane in duty.lanes), None)
    return {
        **_lines(mine, duty, now),
        "ticket": ticket,
        "step": step,
        "step_title": ACTIVITIES[step.activity].title if step else "",
    }


def _lines(mine: Counter, duty: Duty, now: datetime) -> dict[str, Any]:
    forecast = selectors.forecast_of(mine.office_id, now)
    served = {row.pk for row in mine.classes.all()}
    found = selectors.lines_of(forecast, served)
    return {
        "counter": mine,
        "lines": found,
        "classes": forecast.classes,
        "waiting": sum(len(line.tickets) for line in found if line.mine),
        "skipped": selectors.skipped_today(duty, now),
        "now": now,
    }
