"""Which papers a person may see: those of the cases that the person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from kanim.cases.models import Case
from kanim.office.duty import Duty

if TYPE_CHECKING:
    from kanim.dossier.models import ArchiveEntry, Paper  # noqa: F401  named in type arguments


class PaperQuerySet(models.QuerySet["Paper"]):
    """Papers."""

    def visible_to(self, duty: Duty) -> PaperQuerySet:
        """Papers of visible cases."""
        return self.filter(case__in=Case.objects.visible_to(duty))

    def current(self) -> PaperQuerySet:
        """Papers that no newer one has replaced."""
        return self.filter(replaced_at__isnull=True)


class ArchiveQuerySet(models.QuerySet["ArchiveEntry"]):
    """Entries of the archive register."""

    def visible_to(self, duty: Duty) -> ArchiveQuerySet:
        """The office's own; an applicant sees none."""
        if duty.is_machine:
            return self
        return self.filter(office=duty.office_id) if duty.is_staff else self.none()
