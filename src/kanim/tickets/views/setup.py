"""How the office's counters and queues are set up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kanim.office.access import requires
from kanim.office.models import Office
from kanim.office.requests import OfficeRequest
from kanim.tickets import services
from kanim.tickets.defaults import classes_prepare
from kanim.tickets.forms import CounterForm, QueueForm
from kanim.tickets.models import Counter, TicketClass
from kanim.tickets.permissions import MANAGE
from kanim.tickets.selectors import counters_of
from kanim.tickets.services import UnableToArrange


@requires(MANAGE)
def overview(request: OfficeRequest) -> HttpResponse:
    """All counters and queues, and the addresses of display and kiosk."""
    classes = _classes(request)
    assert request.duty.office_id is not None
    context = {
        "office": Office.objects.get(pk=request.duty.office_id),
        "counters": counters_of(request.duty),
        "classes": classes.values(),
    }
    return render(request, "tickets/setup.html", context)


@requires(MANAGE)
def counter_new(request: OfficeRequest) -> HttpResponse:
    """Add a counter."""
    return _counter(request, None, _("New counter"))


@requires(MANAGE)
def counter_edit(request: OfficeRequest, counter_id: int) -> HttpResponse:
    """Change a counter."""
    counter = get_object_or_404(Counter.objects.visible_to(request.duty), pk=counter_id)
    return _counter(request, counter, _("Counter %(number)s") % {"number": counter.number})


@requires(MANAGE)
def queue_edit(request: OfficeRequest, letter: str) -> HttpResponse:
    """Change a queue."""
    row = get_object_or_404(TicketClass, office=request.duty.office_id, letter=letter)
    initial = {name: getattr(row, name) for name in QueueForm.base_fields}
    form = QueueForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.queue_arrange(
            letter=letter, duty=request.duty, now=request.now, **form.cleaned_data
        )
        return _done(request)
    return _form(request, form, _("Queue %(letter)s") % {"letter": letter})


def _counter(request: OfficeRequest, counter: Counter | None, heading: str) -> HttpResponse:
    initial = CounterForm.initial_of(counter) if counter else {}
    form = CounterForm(request.POST or None, initial=initial, classes=_classes(request).values())
    if request.method == "POST" and form.is_valid():
        try:
            services.counter_arrange(
                counter_id=counter.pk if counter else None,
                duty=request.duty,
                now=request.now,
                **form.cleaned_data,
            )
        except UnableToArrange as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request)
    return _form(request, form, heading)


def _classes(request: OfficeRequest) -> dict[str, TicketClass]:
    assert request.duty.office_id is not None
    return classes_prepare(request.duty.office_id)


def _done(request: OfficeRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("tickets:setup")


def _form(request: OfficeRequest, form: Any, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "breadcrumb": [(_("Counters and queues"), reverse("tickets:setup")), (heading, None)],
    }
    return render(request, "tickets/setup_form.html", context, status=422 if form.errors else 200)
