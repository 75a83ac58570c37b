"""What the page of a case shows about its letters."""

from __future__ import annotations

from typing import Any

from kanim.cases.models import Case
from kanim.cases.pages import case_panel
from kanim.letters.selectors import letters_of
from kanim.office.duty import Duty


@case_panel
def letters_panel(case: Case, duty: Duty) -> dict[str, Any] | None:
    """The letters of the case, or nothing if there are none."""
    letters = list(letters_of(case, duty))
    return {"template": "letters/panel.html", "letters": letters} if letters else None
