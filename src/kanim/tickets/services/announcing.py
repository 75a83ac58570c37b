"""The log of a ticket, its audit entry, and the message to the displays: always together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from kanim.audit.services import entry_write
from kanim.office.duty import Duty, actor_of
from kanim.tickets.models import Ticket, TicketEvent
from kanim.tickets.rules import call_speech

SPOKEN = (TicketEvent.Kind.CALLED, TicketEvent.Kind.RECALLED)


def channel_of(office_id: int) -> str:
    """The PostgreSQL channel on which an office's queue is announced."""
    return f"kanim_queue_{office_id}"


def ticket_happened(
    *, ticket: Ticket, kind: TicketEvent.Kind, duty: Duty, now: datetime, note: str = ""
) -> TicketEvent:
    """Log what happened to a ticket, audit it, and tell the displays when it commits."""
    event = TicketEvent.objects.create(
        ticket=ticket,
        office_id=ticket.office_id,
        kind=kind,
        at=now,
        counter=ticket.counter,
        queue=ticket.queue,
        by=duty.user,
        note=note,
    )
    entry_write(
        actor=actor_of(duty),
        office_id=ticket.office_id,
        verb=f"ticket.{kind.value}",
        # A case's tickets are told under the case: a transaction that also completes a step then
        # needs one audit chain, and no two transactions can wait for each other's.
        target=ticket.case.target if ticket.case else f"ticket:{ticket.pk}",
        detail=_detail(ticket, note),
        now=now,
    )
    message = call_message(event) if kind in SPOKEN else {"id": event.pk, "kind": kind.value}
    board_announce(office_id=ticket.office_id, message=message)
    return event


def call_message(event: TicketEvent) -> dict[str, object]:
    """What a display shows and says of a call. No personal data: a number and a counter."""
    ticket, counter = event.ticket, event.counter
    assert counter is not None
    return {
        "id": event.pk,
        "kind": event.kind,
        "ticket": ticket.label,
        "counter": f"Loket {counter.number}",
        "at": event.at.isoformat(timespec="seconds"),
        "text": call_speech(ticket.ticket_class.letter, ticket.number, counter.number),
        "language": "id-ID",
    }


def board_announce(*, office_id: int, message: Mapping[str, object]) -> None:
    """Send a message to the office's displays; PostgreSQL delivers it if and when we commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_notify(%s, %s)",
            [channel_of(office_id), json.dumps(message, ensure_ascii=False)],
        )


def _detail(ticket: Ticket, note: str) -> dict[str, object]:
    detail: dict[str, object] = {"ticket": ticket.label, "queue": ticket.queue.letter}
    if ticket.counter is not None:
        detail["counter"] = ticket.counter.number
    if note:
        detail["note"] = note
    return detail
