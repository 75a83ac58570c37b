"""The queue of an office: classes of tickets, counters, tickets, and what happened to each."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User
from kanim.cases.models import Case
from kanim.office.models import Office
from kanim.tickets.querysets import AT_COUNTER, WAITS, CounterQuerySet, TicketQuerySet
from kanim.tickets.rules import ticket_label


def new_token() -> str:
    """A text that nobody guesses, for the address under which a visitor follows a ticket."""
    return secrets.token_urlsafe(12)


class TicketClass(models.Model):
    """What people queue for, e.g. A customer service or B biometrics and interview."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="ticket_classes")
    letter = models.CharField(max_length=1, validators=[RegexValidator(r"^[A-Z]$")])
    title_id = models.CharField(max_length=60)
    title_en = models.CharField(max_length=60)
    weight = models.PositiveSmallIntegerField(default=0, help_text=_("Place in lists"))
    head_start = models.PositiveSmallIntegerField(
        default=0, help_text=_("Minutes by which this class goes before others at one counter")
    )
    service_minutes = models.PositiveSmallIntegerField(
        default=5, help_text=_("Usual time at the counter, until the day's own times are known")
    )
    at_kiosk = models.BooleanField(
        default=False, help_text=_("Visitors may take this ticket at the kiosk themselves")
    )
    activities = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text=_("Activities for which an applicant queues here, e.g. passports.hand_over"),
    )

    class Meta:
        ordering = ["weight", "letter"]
        constraints = [
            models.UniqueConstraint(fields=["office", "letter"], name="ticket_class_letter_once"),
            models.CheckConstraint(
                condition=Q(letter__regex="^[A-Z]$"), name="ticket_class_letter_is_a_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} · {self.title}"

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if get_language() == "en" else self.title_id


class Counter(models.Model):
    """A numbered desk where tickets are served; open while an officer sits there."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="counters")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    classes = models.ManyToManyField(TicketClass, related_name="counters")
    staffed_by = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="counter"
    )
    staffed_at = models.DateTimeField(null=True, blank=True)

    objects = CounterQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="counter_number_once"),
            models.CheckConstraint(
                condition=Q(staffed_by__isnull=True, staffed_at__isnull=True)
                | Q(staffed_by__isnull=False, staffed_at__isnull=False),
                name="counter_staffed_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.name}"


class TicketSeries(models.Model):
    """The last number given in a class on a day; its locked row keeps numbers without gaps."""

    ticket_class = models.ForeignKey(TicketClass, models.PROTECT, related_name="series")
    day = models.DateField()
    last = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket_class", "day"], name="ticket_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.ticket_class_id} {self.day}: {self.last}"


class Ticket(models.Model):
    """A number in the hand of a visitor.

    ``ticket_class`` names the number for ever; ``queue`` is the class in which it waits, which
    a transfer changes.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CALLED = "called", _("Called")
        SERVING = "serving", _("Being served")
        DONE = "done", _("Done")
        SKIPPED = "skipped", _("Skipped")
        TRANSFERRED = "transferred", _("Waiting after a transfer")

    class Reason(models.TextChoices):
        ELDERLY = "elderly", _("60 years or older")
        DISABILITY = "disability", _("Person with a disability")
        PREGNANT = "pregnant", _("Pregnant or nursing")
        CHILD = "child", _("Child under 5")
        ILLNESS = "illness", _("Ill or injured")
        OTHER = "other", _("Other, by an officer's decision")

    office = models.ForeignKey(Office, models.PROTECT, related_name="tickets")
    day = models.DateField()
    ticket_class = models.ForeignKey(TicketClass, models.PROTECT, related_name="tickets")
    number = models.PositiveSmallIntegerField()
    queue = models.ForeignKey(TicketClass, models.PROTECT, related_name="queued")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="tickets")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    turn_at = models.DateTimeField(help_text=_("Orders the queue: time of issue less head start"))
    priority = models.BooleanField(default=False)
    priority_reason = models.CharField(max_length=12, choices=Reason, blank=True)
    issued_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    serving_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    counter = models.ForeignKey(
        Counter, models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    served_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    token = models.CharField(max_length=24, unique=True, default=new_token)

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "ticket_class", "day", "number"], name="ticket_number_once_a_day"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="ticket_number_from_one"),
            models.UniqueConstraint(
                fields=["counter"],
                condition=Q(state__in=AT_COUNTER),
                name="ticket_one_at_a_counter",
            ),
            models.UniqueConstraint(
                fields=["case", "queue"],
                condition=Q(state__in=WAITS, case__isnull=False),
                name="ticket_one_waiting_a_case",
            ),
            models.CheckConstraint(
                condition=Q(priority=True, priority_reason__gt="")
                | Q(priority=False, priority_reason=""),
                name="ticket_priority_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["called", "serving", "done"])
                | Q(counter__isnull=False, called_at__isnull=False, served_by__isnull=False),
                name="ticket_called_to_a_counter",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "skipped"]) | Q(finished_at__isnull=False),
                name="ticket_finished_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(turn_at__lte=F("issued_at"))
                & Q(turn_at__gte=F("issued_at") - timedelta(hours=2)),
                name="ticket_turn_near_its_issue",
            ),
        ]
        indexes = [
            models.Index(
                fields=["queue", "day", "turn_at", "id"],
                name="ticket_waiting",
                condition=Q(state__in=WAITS),
            ),
            models.Index(fields=["office", "day", "state"], name="ticket_of_a_day"),
            models.Index(fields=["queue", "-finished_at"], name="ticket_served_lately"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number as printed, e.g. ``B-012``; reads the class."""
        return ticket_label(self.ticket_class.letter, self.number)

    @property
    def waits(self) -> bool:
        """Whether the ticket may still be called as the next one."""
        return self.state in WAITS

    @property
    def at_counter(self) -> bool:
        """Whether the visitor is called to or sits at a counter."""
        return self.state in AT_COUNTER


class TicketEvent(models.Model):
    """What happened to a ticket; written once and never changed. Its id orders the displays."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("Issued")
        CALLED = "called", _("Called")
        RECALLED = "recalled", _("Called again")
        SERVING = "serving", _("At the counter")
        SKIPPED = "skipped", _("Skipped")
        TRANSFERRED = "transferred", _("Transferred")
        FINISHED = "finished", _("Finished")

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="events")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, blank=True, related_name="+")
    queue = models.ForeignKey(TicketClass, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["office", "-id"], name="ticket_event_of_office")]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.kind}"
