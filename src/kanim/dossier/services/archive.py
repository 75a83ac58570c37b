"""Archiving a finished dossier under an index number without gaps."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.cases.log import serial_next
from kanim.cases.models import Case
from kanim.dossier import rules
from kanim.dossier.contents import contents_of, gaps
from kanim.dossier.errors import UnableToArchive
from kanim.dossier.models import ArchiveEntry
from kanim.office.duty import Duty


@transaction.atomic
def archive_keep(
    *,
    case: Case,
    box: str,
    shelf: str,
    years: int,
    duty: Duty,
    now: datetime,
    gap_reason: str = "",
) -> ArchiveEntry:
    """Give the file its index number in the office's year and note where it lies.

    UnableToArchive if something that belongs to the dossier is missing and no reason is given, or
    if the case is archived already. The number is taken in the transaction of the entry, so a
    failure leaves no gap.
    """
    if ArchiveEntry.objects.filter(case=case).exists():
        raise UnableToArchive(_("This dossier is archived already."))
    contents = contents_of(case)
    missing = gaps(contents)
    if missing and not gap_reason.strip():
        names = ", ".join(str(line.label) for line in missing)
        raise UnableToArchive(
            _("Missing in the dossier: %(what)s. Add it, or say why it is missing.")
            % {"what": names}
        )
    today = timezone.localdate(now)
    sequence = serial_next(f"archive/{case.office.code}/{today.year}")
    assert duty.user is not None
    return ArchiveEntry.objects.create(
        case=case,
        office=case.office,
        year=today.year,
        sequence=sequence,
        number=rules.index_number(sequence, today.year),
        box=box.strip(),
        shelf=shelf.strip(),
        retained_until=rules.retention_end(today, years),
        contents=[line.as_data() for line in contents],
        gap_reason=gap_reason.strip() if missing else "",
        archived_by=duty.user,
        archived_at=now,
    )
