"""Visitors at the counters of the demo office: called, served, seen off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case
from kanim.config.demo.staff import duty_on
from kanim.office.duty import Duty
from kanim.tickets.models import Counter, Ticket
from kanim.tickets.services import (
    counter_leave,
    counter_take,
    ticket_call_next,
    ticket_finish,
    ticket_serve,
    visit_begin,
)

# Step → who calls the visitor, and at which counter unless that officer sits at another.
CALLS = {"check": ("budi", 1), "photograph": ("dewi", 3), "hand_over": ("rina", 5)}


def visitor_called(case: Case, step: str, at: datetime) -> None:
    """Call the case's visitor for a step, if the officer is free and it is the visitor's turn."""
    if step not in CALLS:
        return
    if step == "hand_over":
        visit_begin(number=case.number, office_id=case.office_id, now=at)
    username, number = CALLS[step]
    duty = duty_on(username, at)
    try:
        with transaction.atomic():
            counter = _seat(duty, number, at)
            if _is_next(case, counter, at):
                ticket = ticket_call_next(duty=duty, now=at)
                assert ticket is not None
                ticket_serve(ticket_id=ticket.pk, duty=duty, now=at)
    except UnableToPerform:
        # A visitor of the demo is at work at this counter: then the ticket waits for them.
        return


def visitor_leaves(case: Case, at: datetime) -> None:
    """Finish what is called or served of the case, if anything."""
    ticket = Ticket.objects.at_counters().filter(case=case).select_related("served_by").first()
    if ticket is None or ticket.served_by is None:
        return
    ticket_finish(ticket_id=ticket.pk, duty=duty_on(ticket.served_by.username, at), now=at)


def _seat(duty: Duty, number: int, at: datetime) -> Counter:
    """The officer's counter of that day."""
    today = timezone.localdate(at)
    mine = Counter.objects.filter(staffed_by=duty.user).first()
    if mine is not None and mine.staffed_at and timezone.localdate(mine.staffed_at) >= today:
        return mine
    counter_leave(duty=duty, now=at)
    wanted = mine or Counter.objects.get(office=duty.office_id, number=number)
    return counter_take(counter_id=wanted.pk, duty=duty, now=at)


def _is_next(case: Case, counter: Counter, at: datetime) -> bool:
    waiting = Ticket.objects.waiting(timezone.localdate(at))
    first = waiting.filter(queue__in=counter.classes.all()).in_turn().first()
    return first is not None and first.case_id == case.pk
