"""Appointments as steps of an SOP: choosing a time, coming, and not coming."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, ClassVar

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kanim.appointments.forms import BookForm
from kanim.appointments.hooks import ARRIVALS, papers_of
from kanim.appointments.rules import last_day
from kanim.appointments.selectors import GRACE, appointment_of, figure
from kanim.appointments.services import (
    appointment_book,
    appointment_release,
    arrival_record,
    check_in_refuse,
)
from kanim.cases.activities import Activity, Context, Done, consequence, moment, register
from kanim.office.selectors import calendar_of

CLOSING = time(16)
"""Closing time of a day on which the calendar knows no hours."""


@register
class Book(Activity):
    """The applicant chooses day and time at the case's office (SOP 936 row 1)."""

    code = "appointments.book"
    title = _("Choose an appointment")
    outcomes = {"booked": _("Booked")}
    form_class: ClassVar[type[Form]] = BookForm

    def place(self, ctx: Context) -> str:
        """The page with the days and times."""
        return reverse("appointments:choose", args=[ctx.step.pk])

    def perform(self, ctx: Context, form: Form | None) -> Done:
        """Take the place that the form names."""
        assert form is not None
        appointment = appointment_book(
            case=ctx.case, slot_id=form.cleaned_data["slot"], now=ctx.now
        )
        starts_at = timezone.localtime(appointment.slot.starts_at)
        return Done("booked", note=date_format(starts_at, "l, j F Y H:i"))


@register
class CheckIn(Activity):
    """The visitor has come on the appointed day (SOP 936 row 3); the queue app gives a number."""

    code = "appointments.check_in"
    title = _("Check in")
    outcomes = {"arrived": _("Arrived")}
    template = "appointments/check_in.html"

    def check(self, ctx: Context) -> None:
        """UnableToCheckIn before the appointed day."""
        check_in_refuse(case=ctx.case, now=ctx.now)

    def panel(self, ctx: Context) -> dict[str, Any]:
        """The appointment and what the visitor should have with them."""
        appointment = appointment_of(ctx.case)
        today = timezone.localdate(ctx.now)
        return {
            "appointment": appointment,
            "papers": papers_of(ctx.case),
            "late": bool(appointment and appointment.slot.day < today),
        }

    def perform(self, ctx: Context, form: Form | None) -> Done:
        """Note the arrival, and let the queue app give its number."""
        arrival_record(case=ctx.case, now=ctx.now)
        notes = [arrived(ctx.case, ctx.duty, ctx.now) for arrived in ARRIVALS]
        return Done("arrived", note=" · ".join(filter(None, notes)))


@moment("appointments.last_day")
def last_moment(ctx: Context) -> datetime | None:
    """Closing time of the last day on which a missed appointment is honoured."""
    appointment = appointment_of(ctx.case)
    if appointment is None:
        return None
    day = appointment.slot.day
    calendar = calendar_of(ctx.case.office_id)
    final = calendar.next_working_day(last_day(day, figure(GRACE, day, ctx.case.office_id, 0)))
    hours = calendar.hours_on(final)
    closes = hours.closes if hours else CLOSING
    return timezone.make_aware(datetime.combine(final, closes))


@consequence("appointments.release")
def release(ctx: Context) -> None:
    """A place that will not be used is free for others."""
    appointment_release(case=ctx.case, duty=ctx.duty, now=ctx.now)
