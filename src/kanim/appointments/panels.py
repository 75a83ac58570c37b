"""What a case page shows of the appointment."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kanim.appointments.hooks import papers_of
from kanim.appointments.models import Appointment
from kanim.appointments.permissions import MANAGE
from kanim.appointments.selectors import appointment_of
from kanim.cases.models import Case
from kanim.cases.pages import case_panel
from kanim.office.duty import Duty


@case_panel
def appointment_panel(case: Case, duty: Duty) -> dict[str, Any] | None:
    """The appointment, what to bring, and where to move it."""
    appointment = appointment_of(case)
    if appointment is None:
        return None
    may_move = case.is_open and appointment.state == Appointment.State.BOOKED
    may_move = may_move and (duty.is_applicant or duty.may(MANAGE))
    return {
        "template": "appointments/case_panel.html",
        "appointment": appointment,
        "papers": papers_of(case),
        "move_url": reverse("appointments:move", args=[case.number]) if may_move else "",
    }
