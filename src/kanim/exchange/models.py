"""The outbox and the inbox: what was told to outside systems, and what they told us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kanim.cases.models import Case, Step
from kanim.office.duty import Duty

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    """Messages to outside systems."""

    def visible_to(self, duty: Duty) -> DispatchQuerySet:
        """Those about the office's cases, and those about none."""
        if duty.is_machine:
            return self
        if not duty.is_staff:
            return self.none()
        return self.filter(Q(case__isnull=True) | Q(case__office=duty.office_id))


class Dispatch(models.Model):
    """One message to an outside system, written in the transaction that causes it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENT = "sent", _("Sent, answer awaited")
        ACCEPTED = "accepted", _("Answered")
        FAILED = "failed", _("Failed")

    system = models.CharField(max_length=20)
    key = models.CharField(max_length=120, unique=True, help_text=_("Makes repeating it harmless"))
    path = models.CharField(max_length=200)
    payload = models.JSONField()
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="dispatches")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="dispatches")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.JSONField(null=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(answered_at__isnull=False),
                name="dispatch_accepted_with_an_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="dispatch_due", condition=Q(state="waiting")),
            models.Index(fields=["system", "-queued_at"], name="dispatch_by_system"),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.key}"

    @property
    def target(self) -> str:
        """How the audit trail names it: by its case where it has one."""
        return self.case.target if self.case else f"dispatch:{self.key}"[:80]


class Callback(models.Model):
    """One message from an outside system, kept as it came; handled once, in any order."""

    system = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    event_id = models.CharField(max_length=120)
    body = models.JSONField()
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the body"))
    repeats = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "event_id"], name="callback_event_once"),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="callback_due", condition=Q(handled_at__isnull=True)
            ),
            models.Index(fields=["system", "-received_at"], name="callback_by_system"),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.event_id}"

    @property
    def state_label(self) -> StrOrPromise:
        """In words, whether it has been handled."""
        return _("Handled") if self.handled_at else _("Waiting to be handled")
