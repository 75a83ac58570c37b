"""Which letters a person may see: those of the cases that the person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from kanim.cases.models import Case
from kanim.letters.permissions import REGISTER
from kanim.office.duty import Duty

if TYPE_CHECKING:
    from kanim.letters.models import Letter, Notice  # noqa: F401  named in the classes' type arguments


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters."""

    def visible_to(self, duty: Duty) -> LetterQuerySet:
        """Letters of visible cases; all of the office for who keeps its register.

        An applicant does not see internal letters.
        """
        if duty.is_machine:
            return self
        if duty.is_applicant:
            return self.filter(case__applicant=duty.user, internal=False)
        if not duty.is_staff:
            return self.none()
        return self.filter(_seen_by_staff(duty), office=duty.office_id)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """E-mails."""

    def visible_to(self, duty: Duty) -> NoticeQuerySet:
        """E-mails about visible cases; all of the office for who keeps its register."""
        if duty.is_machine:
            return self
        if not duty.is_staff:
            return self.none()
        return self.filter(_seen_by_staff(duty), office=duty.office_id)


def _seen_by_staff(duty: Duty) -> Q:
    """Who keeps the office's register keeps it of all letters; others see those of their cases."""
    return Q() if duty.may(REGISTER) else Q(case__in=Case.objects.visible_to(duty))
