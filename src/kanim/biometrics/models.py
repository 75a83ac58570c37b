"""What was taken from a person for a case. Pictures are sealed; drafts are what is being taken."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User
from kanim.audit.sealed import SealedBinaryField
from kanim.biometrics.rules import Finding
from kanim.biometrics.sentences import FINGERS
from kanim.cases.models import Case
from kanim.people.models import Person


class State(models.TextChoices):
    """Draft: being taken, kept so that nothing is lost. Current: accepted with the step."""

    DRAFT = "draft", _("Being taken")
    CURRENT = "current", _("Accepted")
    REPLACED = "replaced", _("Replaced")


class Capture(models.Model):
    """One thing taken from a person at the counter."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="%(class)ss")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    image = SealedBinaryField(null=True, purpose="biometrics.image")
    source_sha256 = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    device = models.CharField(max_length=80, blank=True)
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        abstract = True


def _one(state: State, *fields: str, name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=list(fields), condition=Q(state=state), name=name)


class Photograph(Capture):
    """The 35 × 45 mm portrait (JPEG) with what was found about it."""

    findings = models.JSONField(default=list)
    acceptable = models.BooleanField(default=False)
    override_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            _one(State.DRAFT, "case", name="photograph_one_draft"),
            _one(State.CURRENT, "case", name="photograph_one_current"),
            models.CheckConstraint(
                condition=~Q(state=State.CURRENT)
                | (Q(image__isnull=False) & (Q(acceptable=True) | Q(override_reason__gt=""))),
                name="photograph_acceptable_or_excused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.state}"

    @property
    def judged(self) -> list[Finding]:
        """The findings, as the rules gave them."""
        return [Finding(row["code"], row["level"], row["figures"]) for row in self.findings]


class Fingerprint(Capture):
    """The print of one finger (PNG, 500 dots an inch), or why there is none."""

    class Missing(models.TextChoices):
        AMPUTATED = "amputated", _("Amputated")
        INJURED = "injured", _("Injured")
        BANDAGED = "bandaged", _("Bandaged")
        PARALYSED = "paralysed", _("Cannot be stretched")
        WORN = "worn", _("Ridges worn off")
        INFANT = "infant", _("Infant, no legible ridges")

    finger = models.PositiveSmallIntegerField(choices=list(FINGERS.items()))
    missing = models.CharField(max_length=10, choices=Missing, blank=True)
    quality = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            _one(State.DRAFT, "case", "finger", name="fingerprint_one_draft"),
            _one(State.CURRENT, "case", "finger", name="fingerprint_one_current"),
            models.CheckConstraint(
                condition=Q(image__isnull=False, quality__isnull=False, missing="")
                | Q(image__isnull=True, quality__isnull=True, missing__gt=""),
                name="fingerprint_print_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(finger__gte=1, finger__lte=10), name="fingerprint_of_ten"
            ),
            models.CheckConstraint(
                condition=Q(quality__isnull=True) | Q(quality__lte=100),
                name="fingerprint_quality_of_100",
            ),
        ]
        ordering = [F("finger")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.finger}"


class Signature(Capture):
    """A signature from the pad (PNG, black on white)."""

    class Meta:
        constraints = [
            _one(State.DRAFT, "case", name="signature_one_draft"),
            _one(State.CURRENT, "case", name="signature_one_current"),
            models.CheckConstraint(condition=Q(image__isnull=False), name="signature_has_ink"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.state}"
