"""What happens when a visitor scans or types a case number at the kiosk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kanim.appointments.rules import case_number_in
from kanim.appointments.selectors import CHECK_IN
from kanim.appointments.services import arrival_check_in
from kanim.cases.models import Case
from kanim.office.duty import Duty
from kanim.tickets.defaults import classes_prepare
from kanim.tickets.models import Ticket
from kanim.tickets.services.issuing import ticket_issue


@transaction.atomic
def visit_begin(*, number: str, office_id: int, now: datetime) -> Ticket:
    """Check a visitor in, or give the number for what the case waits for; returns the ticket.

    ``number`` is what was scanned or typed: a case number or an address that ends in one. A case
    that waits already gets its ticket again, so a lost ticket is printed anew.
    Raises UnableToCheckIn (appointments) with a sentence when there is nothing to come for.
    """
    duty = Duty.machine(office_id)
    case = Case.objects.filter(number=case_number_in(number), office=office_id).first()
    waiting = _waiting_ticket(case, now)
    if waiting is not None:
        return waiting
    step = case.steps.open().first() if case is not None else None
    if case is not None and step is not None and step.activity != CHECK_IN:
        for ticket_class in classes_prepare(office_id).values():
            if step.activity in ticket_class.activities:
                return ticket_issue(
                    office_id=office_id, letter=ticket_class.letter, case=case, duty=duty, now=now
                )
    arrival_check_in(number=number, duty=duty, now=now)
    ticket = _waiting_ticket(Case.objects.get(number=case_number_in(number)), now)
    assert ticket is not None, "check-in gives a ticket (activities.arrived)"
    return ticket


def _waiting_ticket(case: Case | None, now: datetime) -> Ticket | None:
    if case is None:
        return None
    today = timezone.localdate(now)
    return Ticket.objects.waiting(today).labelled().filter(case=case).order_by("-pk").first()
