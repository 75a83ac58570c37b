"""Which entries of the trail a person may read."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q


class EntryQuerySet(models.QuerySet[Any]):
    """Entries of the audit trail."""

    def visible_to(self, duty: Any) -> Self:
        """The office's own entries, and those of no office (sign-ins, applicants); all to the machine.

        ``duty`` is a ``kanim.office.duty.Duty``, of an app above this one.
        """
        if duty.is_machine:
            return self
        if not duty.is_staff:
            return self.none()
        return self.filter(Q(office=duty.office_id) | Q(office__isnull=True))
