"""Which cases and steps a person may see: row scoping in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from kanim.office.duty import Duty

if TYPE_CHECKING:
    from kanim.cases.models import Case, Step  # noqa: F401  named in the classes' type arguments


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases."""

    def visible_to(self, duty: Duty) -> CaseQuerySet:
        """An applicant's own cases; the office's cases whose SOP has a lane of the officer."""
        if duty.is_machine:
            return self
        if duty.is_applicant:
            return self.filter(applicant=duty.user)
        if not duty.is_staff:
            return self.none()
        return self.filter(office=duty.office_id, lanes__overlap=sorted(duty.lanes))


class StepQuerySet(models.QuerySet["Step"]):
    """Steps of the log."""

    def open(self) -> StepQuerySet:
        """Steps that wait to be done."""
        return self.filter(closed_at__isnull=True)

    def visible_to(self, duty: Duty) -> StepQuerySet:
        """Steps that the duty's lanes do, in its office; an applicant's own."""
        if duty.is_machine:
            return self
        condition: dict[str, Any] = {"lane__in": sorted(duty.lanes)}
        if duty.is_applicant:
            return self.filter(case__applicant=duty.user, **condition)
        if not duty.is_staff:
            return self.none()
        return self.filter(office=duty.office_id, **condition)

    def free_for(self, duty: Duty) -> StepQuerySet:
        """Steps that nobody else has claimed."""
        return self.filter(Q(claimed_by__isnull=True) | Q(claimed_by=duty.user))
