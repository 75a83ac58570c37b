"""What the passports app shows on the page of a case."""

from __future__ import annotations

from typing import Any

from kanim.cases.models import Case
from kanim.cases.pages import case_panel
from kanim.office.duty import Duty
from kanim.passports.selectors import application_facts, application_of


@case_panel
def application_panel(case: Case, duty: Duty) -> dict[str, Any] | None:
    """The applicant's data."""
    application = application_of(case)
    if application is None:
        return None
    return {
        "template": "passports/components/application.html",
        "application": application,
        "groups": application_facts(application),
    }
