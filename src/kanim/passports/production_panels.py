"""What production and examination show on the page of a case."""

from __future__ import annotations

from typing import Any

from kanim.cases.models import Case
from kanim.cases.pages import case_panel
from kanim.office.duty import Duty
from kanim.passports.models import Examination, ProductionFailure
from kanim.passports.selectors_production import passport_of


@case_panel
def production_panel(case: Case, duty: Duty) -> dict[str, Any] | None:
    """The passport and its failed blanks; for the office only. Two queries."""
    if not duty.is_staff:
        return None
    passport = passport_of(case)
    if passport is None:
        return None
    failures = ProductionFailure.objects.filter(case=case).select_related("blank").order_by("pk")
    return {
        "template": "passports/components/production.html",
        "passport": passport,
        "failures": list(failures),
    }


@case_panel
def examination_panel(case: Case, duty: Duty) -> dict[str, Any] | None:
    """The examination and its decision; for the office only. One query."""
    if not duty.is_staff:
        return None
    examinations = Examination.objects.filter(case=case).select_related("examiner")
    examination = examinations.order_by("-pk").first()
    if examination is None:
        return None
    return {"template": "passports/components/examination.html", "examination": examination}
