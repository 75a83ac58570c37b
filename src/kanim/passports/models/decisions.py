"""What officers found out and decided: interview, answer of the centre, examination (BAP)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User
from kanim.cases.models import Case
from kanim.letters.models import Letter


class Interview(models.Model):
    """The result of an interview (SOP 936, identification of steps, f)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="interviews")
    purpose = models.CharField(_("purpose of travel"), max_length=120)
    destination = models.CharField(_("destination"), max_length=120, blank=True)
    notes = models.TextField(_("result of the interview"))
    is_doubtful = models.BooleanField(default=False)
    corrections = models.JSONField(default=dict, help_text=_("Data items corrected by the officer"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case}: {self.purpose}"


class CentreResult(models.Model):
    """What the centre answered to the data of an application; one answer a key, however often sent."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="centre_results")
    key = models.CharField(max_length=80, unique=True)
    is_accepted = models.BooleanField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case}: {self.key}"


class Examination(models.Model):
    """A record of examination (BAP) about a lost or damaged passport, with opinion and decision."""

    class Subject(models.TextChoices):
        LOST = "lost", _("Lost")
        DAMAGED = "damaged", _("Damaged")
        DATA = "data", _("Change of data")

    class Decision(models.TextChoices):
        APPROVED = "approved", _("Approved")
        POSTPONED = "postponed", _("Postponed")
        REFUSED = "refused", _("Refused")

    case = models.ForeignKey(Case, models.PROTECT, related_name="examinations")
    subject = models.CharField(max_length=10, choices=Subject)
    event = models.TextField(_("what happened"))
    event_on = models.DateField(_("date of the event"), null=True, blank=True)
    police_report = models.CharField(_("number of the police report"), max_length=80, blank=True)
    is_force_majeure = models.BooleanField(_("force majeure"), default=False)
    examiner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    examined_at = models.DateTimeField()
    minutes = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="+")
    opinion = models.TextField(blank=True)
    recommended = models.CharField(max_length=10, choices=Decision, blank=True)
    opined_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    opined_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decision_reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    postponed_months = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            # Permenkumham 8/2014 as amended by 18/2022: six months to two years.
            models.CheckConstraint(
                condition=Q(decision="postponed", postponed_months__range=(6, 24))
                | ~Q(decision="postponed") & Q(postponed_months__isnull=True),
                name="examination_postponed_6_to_24_months",
            ),
            models.CheckConstraint(
                condition=Q(decision="")
                | Q(decision__gt="", decided_at__isnull=False, decision_reason__gt=""),
                name="examination_decided_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.subject}"


class ExaminationAnswer(models.Model):
    """One question of an examination and its answer, as spoken."""

    examination = models.ForeignKey(Examination, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    question = models.TextField()
    answer = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["examination", "position"], name="answer_position_once")
        ]

    def __str__(self) -> str:
        return self.question
