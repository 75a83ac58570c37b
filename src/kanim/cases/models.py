"""A running SOP and its step log.

The step log is the truth: one row a step, written when it opens and closed once. ``Case.state`` is
the process engine's serialized position and only a cache of the log (`kanim cases verify`).
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User
from kanim.cases.querysets import CaseQuerySet, StepQuerySet
from kanim.office.models import Office
from kanim.people.models import Person


class Case(models.Model):
    """One run of an SOP version for one subject, in one office."""

    class Status(models.TextChoices):
        RUNNING = "running", _("Running")
        HELD = "held", _("On hold")
        ENDED = "ended", _("Ended")

    office = models.ForeignKey(Office, models.PROTECT, related_name="cases")
    number = models.CharField(max_length=20, unique=True)
    sop = models.CharField(max_length=30, help_text=_("Short name of the SOP"))
    pins = models.JSONField(help_text=_("Version of the SOP and of each SOP that it calls"))
    status = models.CharField(max_length=8, choices=Status, default=Status.RUNNING)
    end = models.CharField(max_length=40, blank=True, help_text=_("Name of the SOP's end"))
    result = models.CharField(max_length=10, blank=True)
    version = models.PositiveIntegerField(default=0, help_text=_("Counts every change"))
    state: models.JSONField[Any, Any] = models.JSONField(null=True)
    applicant = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="cases")
    title = models.CharField(max_length=200, blank=True, help_text=_("Whom or what it is about"))
    lanes = ArrayField(models.CharField(max_length=40), default=list)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="ended", ended_at__isnull=False, end__gt="")
                | (~Q(status="ended") & Q(ended_at__isnull=True, end="")),
                name="case_ended_with_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "sop", "-opened_at"], name="case_by_sop"),
            models.Index(fields=["applicant", "-opened_at"], name="case_by_applicant"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def target(self) -> str:
        """How the audit trail names this case."""
        return f"case:{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether steps may still be done (held cases are open, but wait)."""
        return self.status != self.Status.ENDED


class Step(models.Model):
    """One step of a case: worklist while it is open, history and measurement afterwards."""

    class Closing(models.TextChoices):
        DONE = "done", _("Done")
        DEADLINE = "deadline", _("Deadline passed")
        CANCELLED = "cancelled", _("Cancelled")

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    sequence = models.PositiveIntegerField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    sop = models.CharField(max_length=30)
    via = models.CharField(max_length=200, blank=True, help_text=_("Calls that led here"))
    step = models.CharField(max_length=60)
    row = models.CharField(max_length=8)
    lane = models.CharField(max_length=40)
    activity = models.CharField(max_length=60)
    sitting = models.CharField(max_length=60, blank=True)
    standard_seconds = models.PositiveIntegerField(null=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    warn_at = models.DateTimeField(null=True, blank=True)
    warned = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="claimed_steps"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="closed_steps"
    )
    closing = models.CharField(max_length=10, choices=Closing, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="step_sequence_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_at__isnull=True), name="step_one_open_a_case"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closing="", outcome="")
                | Q(closed_at__isnull=False, closing__gt=""),
                name="step_closed_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "lane", "due_at", "opened_at"],
                name="step_open_by_lane",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["claimed_by", "due_at", "opened_at"],
                name="step_mine",
                condition=Q(closed_at__isnull=True, claimed_by__isnull=False),
            ),
            models.Index(
                fields=["office", "not_before"],
                name="step_later",
                condition=Q(closed_at__isnull=True, not_before__isnull=False),
            ),
            models.Index(
                fields=["office", "closed_at"],
                name="step_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(fields=["due_at"], name="step_due", condition=Q(closed_at__isnull=True)),
            models.Index(
                fields=["warn_at"],
                name="step_warn",
                condition=Q(closed_at__isnull=True, warn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.path}"

    @property
    def path(self) -> str:
        """The step's place through all calls, e.g. ``call_check_damaged_or_lost/examine``."""
        return f"{self.via}/{self.step}" if self.via else self.step

    @property
    def is_open(self) -> bool:
        """Whether the step still waits to be done."""
        return self.closed_at is None


class Reference(models.Model):
    """A text by which an officer looks a case up: name, NIK, passport number."""

    class Kind(models.TextChoices):
        NAME = "name", _("Name")
        NIK = "nik", "NIK"
        PASSPORT = "passport", _("Passport number")
        BILLING = "billing", _("Billing code")

    case = models.ForeignKey(Case, models.CASCADE, related_name="references")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "value"], name="reference_once")
        ]
        indexes = [
            models.Index(fields=["value"], name="reference_value"),
            # Of capitals, as Django compares without regard to case.
            GinIndex(OpClass(Upper("value"), name="gin_trgm_ops"), name="reference_capitals"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class Hold(models.Model):
    """A time during which a case waits, with the reason; deadlines are paused meanwhile."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    reason = models.TextField()
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="hold_one_open_a_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.reason}"


class NumberSeries(models.Model):
    """The last number given in a series, e.g. cases of an office in a year."""

    code = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.code}: {self.last}"
