"""Which rows of the office a person may see, and which hold on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kanim.office.duty import Duty


class PostingQuerySet(models.QuerySet[Any]):
    """Postings."""

    def visible_to(self, duty: Duty) -> Self:
        """The postings of the officer's own office."""
        if duty.is_machine:
            return self
        return self.filter(office=duty.office_id) if duty.is_staff else self.none()

    def current(self, today: date) -> Self:
        """Postings that hold on a day."""
        ended = Q(ends__isnull=True) | Q(ends__gte=today)
        return self.filter(ended, begins__lte=today)


class ClosureQuerySet(models.QuerySet[Any]):
    """Days on which an office departs from the national calendar."""

    def visible_to(self, duty: Duty) -> Self:
        """The days of the officer's own office."""
        if duty.is_machine:
            return self
        return self.filter(office=duty.office_id) if duty.is_staff else self.none()


class DatedQuerySet(models.QuerySet[Any]):
    """Reference data with a period of effect."""

    def on(self, day: date) -> Self:
        """The values that hold on a day."""
        until = Q(effective_until__isnull=True) | Q(effective_until__gte=day)
        return self.filter(until, effective_from__lte=day)
