"""What anybody with the number of a receipt may see: the status, and nothing about the person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kanim.cases import engine, selectors
from kanim.cases.models import Case
from kanim.cases.rules import is_case_number, plain_number
from kanim.office.access import public
from kanim.office.requests import OfficeRequest


@public
def status_search(request: OfficeRequest) -> HttpResponse:
    """Ask for a number."""
    number = plain_number(request.GET.get("nomor", ""))
    if number and is_case_number(number):
        return redirect("cases:status", number)
    if number:
        messages.error(request, _("That is no application number. Copy it from the receipt."))
    return render(request, "cases/status_search.html", {"number": number})


@public
def status(request: OfficeRequest, number: str) -> HttpResponse:
    """How far a case is, in words and rows, without personal data."""
    wanted = plain_number(number)
    case = Case.objects.select_related("office").filter(number=wanted).first()
    if case is None:
        messages.error(request, _("No application has this number. Look at the receipt again."))
        return render(request, "cases/status_search.html", {"number": wanted}, status=404)
    steps = list(selectors.steps_of(case))
    sop = engine.pinned(case.sop, case.pins)
    ends = {end.name: end for end in sop.ends}
    context = {
        "case": case,
        "sop": sop,
        "rows": selectors.rows_of(case, steps),
        "end": ends.get(case.end),
        "owner": Case.objects.visible_to(request.duty).filter(pk=case.pk).exists(),
    }
    return render(request, "cases/status.html", context)
