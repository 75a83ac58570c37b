"""The queue numbers of a case, on its page: to be read aloud, and printed again."""

from __future__ import annotations

from typing import Any

from kanim.cases.models import Case
from kanim.cases.pages import case_panel
from kanim.office.duty import Duty
from kanim.tickets.models import Ticket


@case_panel
def tickets_panel(case: Case, duty: Duty) -> dict[str, Any] | None:
    """The case's tickets, the newest first; None while there is none. One query."""
    tickets = list(
        Ticket.objects.filter(case=case).select_related("ticket_class").order_by("-issued_at")
    )
    if not tickets:
        return None
    return {"template": "tickets/components/case_tickets.html", "tickets": tickets}
