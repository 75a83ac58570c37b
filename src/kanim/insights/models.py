"""What applicants think of the service: one answer a step, nine elements each (SKM)."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User
from kanim.cases.models import Case, Step
from kanim.insights.rules import ELEMENTS, HIGHEST, LOWEST
from kanim.office.duty import Duty
from kanim.office.models import Office
from kanim.tickets.models import Counter


def _score(title: Any) -> models.PositiveSmallIntegerField[int, int]:
    limits = [MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    return models.PositiveSmallIntegerField(title, validators=limits)


class RatingQuerySet(models.QuerySet["Rating"]):
    """Ratings."""

    def visible_to(self, duty: Duty) -> RatingQuerySet:
        """The office's ratings, for those who may see its performance."""
        if duty.is_machine:
            return self
        if not duty.is_staff or not duty.may("insights.view"):
            return self.none()
        return self.filter(office=duty.office_id)


class Rating(models.Model):
    """An applicant's answer to the survey of PermenPAN-RB 14/2017, scores 1 (bad) to 4 (very good)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="ratings")
    step = models.OneToOneField(Step, models.PROTECT, null=True, blank=True, related_name="rating")
    office = models.ForeignKey(Office, models.PROTECT, related_name="ratings")
    service = models.CharField(max_length=30, help_text=_("Short name of the SOP"))
    counter = models.ForeignKey(
        Counter, models.PROTECT, null=True, blank=True, related_name="ratings"
    )
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    requirements = _score(_("requirements"))
    procedure = _score(_("procedure"))
    time = _score(_("time"))
    cost = _score(_("cost"))
    product = _score(_("product"))
    competence = _score(_("competence"))
    conduct = _score(_("conduct"))
    complaints = _score(_("complaints"))
    facilities = _score(_("facilities"))
    comment = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = RatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{element}__gte": LOWEST, f"{element}__lte": HIGHEST}),
                name=f"rating_{element}_1_to_4",
            )
            for element in ELEMENTS
        ]
        indexes = [models.Index(fields=["office", "service", "at"], name="rating_of_service")]

    def __str__(self) -> str:
        return f"{self.service}: {self.at:%Y-%m-%d}"
