"""Which tickets and counters a person may see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from kanim.office.duty import Duty

if TYPE_CHECKING:
    from kanim.tickets.models import Counter, Ticket  # noqa: F401  named in type arguments

WAITS = ("waiting", "transferred")
AT_COUNTER = ("called", "serving")


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Tickets."""

    def visible_to(self, duty: Duty) -> TicketQuerySet:
        """The office's tickets for its staff; an applicant's own."""
        if duty.is_machine:
            return self
        if duty.is_applicant:
            return self.filter(case__applicant=duty.user)
        return self.filter(office=duty.office_id) if duty.is_staff else self.none()

    def waiting(self, day: date) -> TicketQuerySet:
        """Tickets of the day that wait to be called, in no order."""
        return self.filter(day=day, state__in=WAITS)

    def in_turn(self) -> TicketQuerySet:
        """In the order in which they are called (rules.turn_of)."""
        return self.order_by("turn_at", "id")

    def at_counters(self) -> TicketQuerySet:
        """Tickets that are called to or served at a counter."""
        return self.filter(state__in=AT_COUNTER)

    def labelled(self) -> TicketQuerySet:
        """With the rows that a label, a list and the log of an event need."""
        return self.select_related("ticket_class", "queue", "counter", "case")


class CounterQuerySet(models.QuerySet["Counter"]):
    """Counters."""

    def visible_to(self, duty: Duty) -> CounterQuerySet:
        """The counters of the office where the person is on duty."""
        if duty.is_machine:
            return self
        return self.filter(office=duty.office_id) if duty.is_staff else self.none()

    def open(self) -> CounterQuerySet:
        """Counters at which an officer sits."""
        return self.filter(staffed_by__isnull=False)
