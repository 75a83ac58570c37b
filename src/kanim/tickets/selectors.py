"""What the pages and displays show of a queue. Each reads a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from kanim.cases.models import Step
from kanim.office.duty import Duty
from kanim.office.models import Office
from kanim.tickets.models import Counter, Ticket, TicketClass, TicketEvent
from kanim.tickets.rules import OpenCounter, minutes_told, service_seconds, waits_ahead
from kanim.tickets.services.announcing import SPOKEN, call_message

LATELY = timedelta(hours=2)
LATEST_SERVICES = 20
NEXT_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Forecast:
    """The waiting tickets in turn, and what is known to say when each is called."""

    waiting: list[Ticket]
    classes: list[TicketClass]
    counters: list[OpenCounter]
    seconds: dict[int, float]

    def waits(self) -> dict[int, float | None]:
        """Seconds until each waiting ticket is called, by the ticket's id."""
        queue = [ticket.queue_id for ticket in self.waiting]
        waits = waits_ahead(queue, self.counters, self.seconds)
        return dict(zip((ticket.pk for ticket in self.waiting), waits, strict=True))

    def newcomer_minutes(self, ticket_class: TicketClass) -> int | None:
        """Minutes that somebody who takes a ticket now would wait; None if no counter is open."""
        queue = [*(ticket.queue_id for ticket in self.waiting), ticket_class.pk]
        return minutes_told(waits_ahead(queue, self.counters, self.seconds)[-1])


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket's place in its queue."""

    ahead: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A class's waiting tickets, each with the minutes until its turn."""

    ticket_class: TicketClass
    mine: bool
    tickets: list[tuple[Ticket, int | None]]


def forecast_of(office_id: int, now: datetime) -> Forecast:
    """What the queue of an office looks like now. Five queries."""
    today = timezone.localdate(now)
    classes = list(TicketClass.objects.filter(office=office_id))
    waiting = list(
        Ticket.objects.filter(office=office_id).waiting(today).in_turn()
        .select_related("ticket_class", "queue")
    )  # fmt: skip
    seconds = _seconds_by_class(office_id, classes, now)
    return Forecast(waiting, classes, _open_counters(office_id, seconds, now), seconds)


def standing_of(ticket: Ticket, forecast: Forecast) -> Standing:
    """How many of its queue go before a waiting ticket, and for how long."""
    rivals = [other for other in forecast.waiting if other.queue_id == ticket.queue_id]
    ids = [other.pk for other in rivals]
    ahead = ids.index(ticket.pk) if ticket.pk in ids else 0
    return Standing(ahead, minutes_told(forecast.waits().get(ticket.pk)))


def lines_of(forecast: Forecast, served: Iterable[int]) -> list[Line]:
    """The waiting tickets by class; the classes that the counter serves come first."""
    mine = set(served)
    waits = forecast.waits()
    tickets: dict[int, list[tuple[Ticket, int | None]]] = defaultdict(list)
    for ticket in forecast.waiting:
        tickets[ticket.queue_id].append((ticket, minutes_told(waits[ticket.pk])))
    lines = [Line(row, row.pk in mine, tickets[row.pk]) for row in forecast.classes]
    return sorted(lines, key=lambda line: not line.mine)


def counter_of(duty: Duty) -> Counter | None:
    """The counter where the officer sits, with its classes."""
    return (
        Counter.objects.visible_to(duty)
        .filter(staffed_by=duty.user)
        .prefetch_related("classes")
        .first()
    )


def counters_of(duty: Duty) -> list[Counter]:
    """The office's counters, with classes and who sits there."""
    return list(
        Counter.objects.visible_to(duty).select_related("staffed_by").prefetch_related("classes")
    )


def ticket_at(counter: Counter) -> Ticket | None:
    """The ticket that is called to or served at a counter, with its case and the open step."""
    open_steps = Prefetch("case__steps", Step.objects.open(), to_attr="open_steps")
    return (
        Ticket.objects.at_counters()
        .labelled()
        .select_related("case__person")
        .prefetch_related(open_steps)
        .filter(counter=counter)
        .first()
    )


def skipped_today(duty: Duty, now: datetime) -> list[Ticket]:
    """Tickets that were called in vain today, the latest first."""
    return list(
        Ticket.objects.visible_to(duty)
        .filter(day=timezone.localdate(now), state=Ticket.State.SKIPPED)
        .labelled()
        .order_by("-finished_at")[:12]
    )


def board_of(office: Office, now: datetime) -> dict[str, Any]:
    """What a public display shows: numbers and counters, no personal data. Ready for JSON."""
    forecast = forecast_of(office.pk, now)
    calls = _calls(office.pk, now)
    return {
        "office": office.name,
        "at": now.isoformat(timespec="seconds"),
        "last": max((call["id"] for call in calls), default=0),
        "calls": calls,
        "next": [
            {"ticket": ticket.label, "queue": ticket.queue.letter, "priority": ticket.priority}
            for ticket in forecast.waiting[:NEXT_SHOWN]
        ],
        "queues": [
            {
                "letter": row.letter,
                "title": row.title,
                "waiting": sum(ticket.queue_id == row.pk for ticket in forecast.waiting),
                "minutes": forecast.newcomer_minutes(row),
            }
            for row in forecast.classes
        ],
    }


def calls_since(office_id: int, event_id: int, now: datetime) -> list[dict[str, object]]:
    """Calls after an event that are fresh enough to be spoken still, the oldest first."""
    events = _spoken_events(office_id).filter(pk__gt=event_id, at__gt=now - timedelta(minutes=1))
    return [call_message(event) for event in events.order_by("pk")]


def _calls(office_id: int, now: datetime) -> list[dict[str, Any]]:
    events = (
        _spoken_events(office_id)
        .filter(ticket__in=Ticket.objects.at_counters().filter(
            office=office_id, day=timezone.localdate(now)
        ))
        .order_by("ticket", "-pk")
        .distinct("ticket")
    )  # fmt: skip
    calls = [{**call_message(event), "state": event.ticket.state} for event in events]
    return sorted(calls, key=lambda call: -int(str(call["id"])))


def _spoken_events(office_id: int) -> Any:
    return TicketEvent.objects.filter(office=office_id, kind__in=SPOKEN).select_related(
        "ticket__ticket_class", "counter"
    )


def _seconds_by_class(
    office_id: int, classes: list[TicketClass], now: datetime
) -> dict[int, float]:
    lately: dict[int, list[float]] = defaultdict(list)
    served = (
        Ticket.objects.filter(
            office=office_id,
            day=timezone.localdate(now),
            state=Ticket.State.DONE,
            finished_at__gt=now - LATELY,
        )
        .order_by("-finished_at")
        .values_list("queue_id", "serving_at", "called_at", "finished_at")
    )
    for queue_id, serving_at, called_at, finished_at in served:
        assert finished_at is not None
        assert called_at is not None
        if len(lately[queue_id]) < LATEST_SERVICES:
            lately[queue_id].append((finished_at - (serving_at or called_at)).total_seconds())
    return {row.pk: service_seconds(row.service_minutes, lately[row.pk]) for row in classes}


def _open_counters(office_id: int, seconds: dict[int, float], now: datetime) -> list[OpenCounter]:
    today = timezone.localdate(now)
    current = Ticket.objects.at_counters().filter(day=today)
    rows = (
        Counter.objects.open()
        .filter(office=office_id)
        .prefetch_related("classes", Prefetch("tickets", current, to_attr="current"))
    )
    return [
        OpenCounter(
            classes=frozenset(row.pk for row in counter.classes.all()),
            free_in=max(
                (_still_needed(ticket, seconds, now) for ticket in counter.current), default=0
            ),
        )
        for counter in rows
    ]


def _still_needed(ticket: Ticket, seconds: dict[int, float], now: datetime) -> float:
    begun = ticket.serving_at or ticket.called_at
    passed = (now - begun).total_seconds() if begun else 0.0
    # Whoever takes longer than usual is taken to need half of the usual time still.
    usual = seconds[ticket.queue_id]
    return max(usual - passed, usual / 2 if passed >= usual else 0.0)
