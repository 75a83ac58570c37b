"""Which entries count, and who may read them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from kanim.office.duty import Duty

if TYPE_CHECKING:
    from kanim.watchlist.models import Entry  # noqa: F401  named in the class' type argument


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries of the watchlist."""

    def in_force(self, on: date) -> EntryQuerySet:
        """Entries that match on a day: approved, not lifted, within their time."""
        return self.filter(
            approved_at__isnull=False, lifted_at__isnull=True, begins__lte=on, ends__gte=on
        )

    def visible_to(self, duty: Duty) -> EntryQuerySet:
        """Only those whose role allows it read the list."""
        if duty.is_machine or duty.may("watchlist.view"):
            return self
        return self.none()
