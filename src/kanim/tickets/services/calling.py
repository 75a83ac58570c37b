"""What an officer does with tickets at the counter."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.office.duty import Duty
from kanim.tickets.models import Counter, Ticket, TicketClass, TicketEvent
from kanim.tickets.rules import turn_of
from kanim.tickets.services.announcing import ticket_happened
from kanim.tickets.services.counters import leftovers_close
from kanim.tickets.services.errors import UnableToCall

Kind = TicketEvent.Kind
State = Ticket.State


@transaction.atomic
def ticket_call_next(*, duty: Duty, now: datetime) -> Ticket | None:
    """Call whoever's turn it is at the officer's counter; None if nobody waits for it.

    The turn is by rules.turn_of over all classes of the counter. Counters that call at the same
    moment pass over each other's ticket and never wait for each other.
    Raises UnableToCall while a visitor is at the counter, or if the officer sits at none.
    """
    counter = _my_counter(duty)
    _must_be_free(counter, duty, now)
    ticket = (
        Ticket.objects.waiting(timezone.localdate(now))
        .labelled()
        .filter(queue__in=counter.classes.values_list("pk", flat=True))
        .in_turn()
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )
    if ticket is not None:
        _call(ticket, counter, Kind.CALLED, duty, now)
    return ticket


@transaction.atomic
def ticket_recall(*, ticket_id: int, duty: Duty, now: datetime) -> Ticket:
    """Call again: the ticket at this counter, or one skipped today whose holder has come back."""
    counter = _my_counter(duty)
    ticket = _locked(ticket_id, duty)
    if ticket.state == State.SKIPPED and ticket.day == timezone.localdate(now):
        _must_be_free(counter, duty, now)
        _call(ticket, counter, Kind.RECALLED, duty, now)
        return ticket
    _must_be_here(ticket, counter)
    ticket_happened(ticket=ticket, kind=Kind.RECALLED, duty=duty, now=now)
    return ticket


@transaction.atomic
def ticket_serve(*, ticket_id: int, duty: Duty, now: datetime) -> Ticket:
    """The visitor has come to the counter. Doing it twice changes nothing."""
    ticket = _here(ticket_id, duty)
    if ticket.state == State.CALLED:
        ticket.state, ticket.serving_at = State.SERVING, now
        ticket.save(update_fields=["state", "serving_at"])
        ticket_happened(ticket=ticket, kind=Kind.SERVING, duty=duty, now=now)
    return ticket


@transaction.atomic
def ticket_skip(*, ticket_id: int, duty: Duty, now: datetime) -> Ticket:
    """Nobody came. The ticket can be called again until the end of the day."""
    ticket = _here(ticket_id, duty)
    ticket.state, ticket.finished_at = State.SKIPPED, now
    ticket.save(update_fields=["state", "finished_at"])
    ticket_happened(ticket=ticket, kind=Kind.SKIPPED, duty=duty, now=now)
    return ticket


@transaction.atomic
def ticket_finish(*, ticket_id: int, duty: Duty, now: datetime) -> Ticket:
    """The visitor has been served."""
    ticket = _here(ticket_id, duty)
    ticket.state, ticket.finished_at = State.DONE, now
    ticket.save(update_fields=["state", "finished_at"])
    ticket_happened(ticket=ticket, kind=Kind.FINISHED, duty=duty, now=now)
    return ticket


@transaction.atomic
def ticket_transfer(*, ticket_id: int, letter: str, duty: Duty, now: datetime) -> Ticket:
    """Send the visitor to another queue, with the same number and the waiting time kept."""
    ticket = _here(ticket_id, duty)
    queue = TicketClass.objects.filter(office=ticket.office_id, letter=letter).first()
    if queue is None or queue == ticket.queue:
        raise UnableToCall(_("Choose another queue to transfer the ticket to."))
    if _waits_there_already(ticket, queue):
        raise UnableToCall(
            _("This application already waits in queue %(letter)s. Finish this ticket instead.")
            % {"letter": letter}
        )
    came_from = ticket.queue.letter
    ticket.state, ticket.queue = State.TRANSFERRED, queue
    ticket.turn_at = turn_of(
        issued_at=ticket.issued_at,
        head_start=timedelta(minutes=queue.head_start),
        priority=ticket.priority,
    )
    ticket.counter = ticket.served_by = ticket.called_at = ticket.serving_at = None
    ticket.save()
    ticket_happened(
        ticket=ticket,
        kind=Kind.TRANSFERRED,
        duty=duty,
        now=now,
        note=f"{came_from} → {queue.letter}",
    )
    return ticket


def _my_counter(duty: Duty) -> Counter:
    counter = (
        Counter.objects.visible_to(duty)
        .select_for_update(no_key=True)
        .filter(staffed_by=duty.user)
        .first()
    )
    if duty.user is None or counter is None:
        raise UnableToCall(_("Choose your counter first."))
    return counter


def _must_be_free(counter: Counter, duty: Duty, now: datetime) -> None:
    leftovers_close(counter=counter, duty=duty, now=now)
    current = Ticket.objects.at_counters().labelled().filter(counter=counter).first()
    if current is not None:
        raise UnableToCall(
            _("Ticket %(ticket)s is still at your counter. Finish, skip or transfer it first.")
            % {"ticket": current.label}
        )


def _locked(ticket_id: int, duty: Duty) -> Ticket:
    ticket = (
        Ticket.objects.visible_to(duty)
        .labelled()
        .select_for_update(of=("self",))
        .filter(pk=ticket_id)
        .first()
    )
    if ticket is None:
        raise UnableToCall(_("This ticket is not of this office. Call another one."))
    return ticket


def _here(ticket_id: int, duty: Duty) -> Ticket:
    counter = _my_counter(duty)
    ticket = _locked(ticket_id, duty)
    _must_be_here(ticket, counter)
    return ticket


def _must_be_here(ticket: Ticket, counter: Counter) -> None:
    if ticket.counter_id != counter.pk or not ticket.at_counter:
        raise UnableToCall(
            _("Ticket %(ticket)s is no longer at your counter. Call the next one.")
            % {"ticket": ticket.label}
        )


def _call(ticket: Ticket, counter: Counter, kind: Kind, duty: Duty, now: datetime) -> None:
    ticket.state, ticket.counter, ticket.served_by = State.CALLED, counter, duty.user
    ticket.called_at, ticket.serving_at, ticket.finished_at = now, None, None
    ticket.save(
        update_fields=[
            "state", "counter", "served_by", "called_at", "serving_at", "finished_at"
        ]
    )  # fmt: skip
    ticket_happened(ticket=ticket, kind=kind, duty=duty, now=now)


def _waits_there_already(ticket: Ticket, queue: TicketClass) -> bool:
    return (
        ticket.case_id is not None
        and Ticket.objects.waiting(ticket.day).filter(case=ticket.case_id, queue=queue).exists()
    )
