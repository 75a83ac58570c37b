"""The office's calendar: national holidays and its own days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kanim.office.access import requires, staff
from kanim.office.forms import ClosureForm
from kanim.office.holiday_tables import FIRST_YEAR, LAST_YEAR, NationalHolidays
from kanim.office.models import Closure
from kanim.office.requests import OfficeRequest
from kanim.office.selectors import calendar_of
from kanim.office.services import UnableToClose, closure_add, closure_remove
from kanim.office.year import year_grid


@staff
def calendar(request: OfficeRequest) -> HttpResponse:
    """A year of working days, holidays, and the office's own closed and opened days."""
    form = ClosureForm() if request.duty.may("office.calendar") else None
    return render(request, "office/calendar.html", _context(request, form))


@requires("office.calendar")
@require_POST
def closure_new(request: OfficeRequest) -> HttpResponse:
    """Close the office on a day, or open it."""
    form = ClosureForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            closure_add(
                duty=request.duty,
                day=data["day"],
                reason=data["reason"],
                hours=data["hours"],
                now=request.now,
            )
        except UnableToClose as error:
            form.add_error("day", str(error))
        else:
            messages.success(request, _("The calendar is changed. Deadlines follow it at once."))
            return redirect(f"{reverse('office:calendar')}?tahun={data['day'].year}")
    return render(request, "office/calendar.html", _context(request, form), status=422)


@requires("office.calendar")
@require_POST
def closure_delete(request: OfficeRequest, closure_id: int) -> HttpResponse:
    """Let the national calendar hold again on a day."""
    try:
        closure_remove(duty=request.duty, closure_id=closure_id, now=request.now)
    except Closure.DoesNotExist:
        raise Http404 from None
    except UnableToClose as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The national calendar holds again on that day."))
    return redirect("office:calendar")


def _context(request: OfficeRequest, form: ClosureForm | None) -> dict[str, object]:
    assert request.duty.office_id is not None
    today = timezone.localdate(request.now)
    year = _year(request, today.year)
    own = list(Closure.objects.visible_to(request.duty).filter(day__year=year).order_by("day"))
    reasons = {closure.day: closure.reason for closure in own}
    holidays = NationalHolidays(get_language() or "id")
    working = replace(calendar_of(request.duty.office_id), holidays=holidays)
    months = year_grid(year, working, reasons, today)
    return {
        "form": form,
        "months": months,
        "year": year,
        "previous": max(FIRST_YEAR, year - 1),
        "next": min(LAST_YEAR, year + 1),
        "own": own,
        "today": today,
        "week_days": [date(2026, 1, 5) + timedelta(days=number) for number in range(7)],
        "holidays": holidays.of_year(year).items(),
        "working_days": sum(month.working_days for month in months),
    }


def _year(request: OfficeRequest, this_year: int) -> int:
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() else this_year
    return min(max(year, FIRST_YEAR), LAST_YEAR)
