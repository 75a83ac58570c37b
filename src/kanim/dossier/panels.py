"""What the page of a case shows about its papers."""

from __future__ import annotations

from typing import Any

from kanim.cases.models import Case
from kanim.cases.pages import case_panel
from kanim.dossier.models import ArchiveEntry
from kanim.dossier.permissions import VIEW
from kanim.dossier.selectors import papers_of
from kanim.office.duty import Duty


@case_panel
def papers_panel(case: Case, duty: Duty) -> dict[str, Any] | None:
    """The current papers of the case, and where it is archived; nothing if there are none."""
    papers = papers_of(case)
    entry = ArchiveEntry.objects.filter(case=case).first() if not case.is_open else None
    if not papers and entry is None:
        return None
    return {
        "template": "dossier/panel.html",
        "papers": papers,
        "entry": entry,
        "case": case,
        "may_open": duty.may(VIEW),
    }
