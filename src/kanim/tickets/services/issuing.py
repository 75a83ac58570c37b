"""Giving out numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.cases.models import Case
from kanim.office.duty import Duty
from kanim.tickets.defaults import CUSTOMER_SERVICE, classes_prepare
from kanim.tickets.models import Ticket, TicketClass, TicketEvent, TicketSeries
from kanim.tickets.querysets import WAITS
from kanim.tickets.rules import priority_by_age, turn_of
from kanim.tickets.services.announcing import ticket_happened
from kanim.tickets.services.errors import UnableToIssue

_LOCK = """
insert into tickets_ticketseries as series (ticket_class_id, day, last) values (%s, %s, 0)
on conflict (ticket_class_id, day) do update set last = series.last
returning id, last
"""


@transaction.atomic
def ticket_issue(
    *,
    office_id: int,
    letter: str,
    duty: Duty,
    now: datetime,
    case: Case | None = None,
    priority_reason: str = "",
) -> Ticket:
    """Give the next number of a class of the office, for a case or for a visitor without one.

    A case that already waits in the class keeps its ticket. The person's age, or a priority given
    to the case earlier that day, gives priority without being asked again (UU 25/2009 Ps. 29).
    Raises UnableToIssue if the office has no such class.
    """
    ticket_class = _class_of(office_id, letter)
    today = timezone.localdate(now)
    # The series' row is locked from here until we commit: numbers have no gaps, and the question
    # whether the case already waits is answered once.
    series_id, last = _locked_series(ticket_class, today)
    waiting = _already_waiting(case, ticket_class, duty, now)
    if waiting is not None:
        return waiting
    TicketSeries.objects.filter(pk=series_id).update(last=last + 1)
    reason = priority_reason or _known_priority(case, today)
    ticket = Ticket.objects.create(
        office_id=office_id,
        day=today,
        ticket_class=ticket_class,
        number=last + 1,
        queue=ticket_class,
        case=case,
        turn_at=turn_of(
            issued_at=now,
            head_start=timedelta(minutes=ticket_class.head_start),
            priority=bool(reason),
        ),
        priority=bool(reason),
        priority_reason=reason,
        issued_at=now,
    )
    ticket_happened(ticket=ticket, kind=TicketEvent.Kind.ISSUED, duty=duty, now=now)
    return ticket


def arrival_ticket(*, case: Case, duty: Duty, now: datetime) -> Ticket:
    """The customer-service number of an applicant who has arrived (SOP 936, row 3)."""
    return ticket_issue(
        office_id=case.office_id, letter=CUSTOMER_SERVICE, case=case, duty=duty, now=now
    )


def _class_of(office_id: int, letter: str) -> TicketClass:
    classes = classes_prepare(office_id)
    if letter not in classes:
        raise UnableToIssue(
            _("This office has no queue %(letter)s. Choose another queue.") % {"letter": letter}
        )
    return classes[letter]


def _locked_series(ticket_class: TicketClass, today: date) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [ticket_class.pk, today])
        series_id, last = cursor.fetchone()
    return series_id, last


def _already_waiting(
    case: Case | None, ticket_class: TicketClass, duty: Duty, now: datetime
) -> Ticket | None:
    if case is None:
        return None
    today = timezone.localdate(now)
    tickets = Ticket.objects.labelled().filter(case=case, queue=ticket_class, state__in=WAITS)
    for ticket in tickets:
        if ticket.day == today:
            return ticket
        # A number of an earlier day has lost its meaning; its place becomes free.
        ticket.state, ticket.finished_at = Ticket.State.SKIPPED, now
        ticket.save(update_fields=["state", "finished_at"])
        ticket_happened(
            ticket=ticket,
            kind=TicketEvent.Kind.SKIPPED,
            duty=duty,
            now=now,
            note="left from an earlier day",
        )
    return None


def _known_priority(case: Case | None, today: date) -> str:
    if case is None:
        return ""
    earlier = (
        Ticket.objects.filter(case=case, day=today, priority=True)
        .values_list("priority_reason", flat=True)
        .first()
    )
    if earlier:
        return earlier
    return priority_by_age(case.person.birth_date if case.person else None, today)
