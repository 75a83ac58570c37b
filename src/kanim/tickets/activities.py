"""The verbs of the queue that an SOP may name, and the ticket that an arrival brings."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.appointments.hooks import on_arrival
from kanim.cases.activities import Activity, Context, Done, Mode, register
from kanim.cases.models import Case
from kanim.office.duty import Duty
from kanim.tickets.defaults import BIOMETRICS
from kanim.tickets.models import Ticket
from kanim.tickets.services import arrival_ticket, ticket_issue


@register
class Issue(Activity):
    """Gives the number for photo, biometrics and interview (SOP 936, row 4)."""

    code = "tickets.issue"
    title = gettext_lazy("Give a queue number")
    outcomes = {"issued": gettext_lazy("Issued")}
    mode: ClassVar[Mode] = "inline"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        """The case's ticket of today; a case that already waits keeps its number."""
        ticket = ticket_issue(
            office_id=ctx.case.office_id,
            letter=BIOMETRICS,
            case=ctx.case,
            duty=ctx.duty,
            now=ctx.now,
        )
        return Done("issued", note=_note(ticket))


@on_arrival
def arrived(case: Case, duty: Duty, now: datetime) -> str:
    """Who checks in gets the customer-service number (SOP 936, row 3), at the desk or the kiosk."""
    return _note(arrival_ticket(case=case, duty=duty, now=now))


def _note(ticket: Ticket) -> str:
    return _("Queue number %(ticket)s") % {"ticket": ticket.label}
