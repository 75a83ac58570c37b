"""Letters that the office issued, and the e-mails that it sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User
from kanim.cases.models import Case
from kanim.letters import rules
from kanim.letters.kinds import KINDS
from kanim.letters.querysets import LetterQuerySet, NoticeQuerySet
from kanim.office.models import Office


class Letter(models.Model):
    """One issued letter. What was issued never changes (see the trigger); it may be revoked."""

    class Status(models.TextChoices):
        ISSUED = "issued", _("In force")
        REVOKED = "revoked", _("Revoked")

    office = models.ForeignKey(Office, models.PROTECT, related_name="letters")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="letters")
    kind = models.CharField(max_length=60)
    classification = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=80)
    subject = models.CharField(_("subject"), max_length=200)
    addressee = models.CharField(_("addressee"), max_length=200)
    status = models.CharField(max_length=8, choices=Status, default=Status.ISSUED)
    file = models.CharField(max_length=120, unique=True, help_text=_("Name in private storage"))
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text=_("Bytes"))
    token = models.CharField(max_length=16, unique=True)
    signed = models.BooleanField()
    internal = models.BooleanField(help_text=_("Not shown to the applicant"))
    signed_by_name = models.CharField(max_length=150)
    signed_by_role = models.CharField(max_length=150)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_reason = models.TextField(blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "classification", "year", "sequence"], name="letter_number_once"
            ),
            models.CheckConstraint(
                condition=Q(status="issued", revoked_at__isnull=True, revoked_reason="")
                | Q(status="revoked", revoked_at__isnull=False, revoked_reason__gt=""),
                name="letter_revoked_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="letter_sha256"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "year", "-issued_at", "-id"], name="letter_register"),
            models.Index(fields=["case", "issued_at"], name="letter_by_case"),
            models.Index(fields=["sha256"], name="letter_by_hash"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def target(self) -> str:
        """How the audit trail names this letter."""
        return f"letter:{self.pk}"

    @property
    def title(self) -> str | Promise:
        """The kind of letter, as lists name it."""
        return KINDS[self.kind].title if self.kind in KINDS else self.kind

    @property
    def file_name(self) -> str:
        """What the file is called when it is downloaded."""
        return rules.file_name(self.number)

    @property
    def is_revoked(self) -> bool:
        """Whether the letter no longer counts."""
        return self.status == self.Status.REVOKED


class Notice(models.Model):
    """One e-mail to a person: exactly what was written, and whether the mail server took it."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("Queued")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    key = models.CharField(max_length=120, unique=True, help_text=_("The same event has one key"))
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="notices")
    kind = models.CharField(max_length=60)
    to = models.EmailField(_("to"))
    language = models.CharField(max_length=2)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField()
    html = models.TextField()
    letters = models.ManyToManyField(Letter, blank=True, related_name="notices")
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
                name="notice_sent_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-queued_at"], name="notice_newest"),
            models.Index(
                fields=["office", "-queued_at"],
                name="notice_failed",
                condition=Q(status="failed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.to}"
