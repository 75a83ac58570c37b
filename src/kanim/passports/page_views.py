"""Showing the biodata page of a passport. Never a public address; every look is logged."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from kanim.cases.models import Case
from kanim.office.access import staff
from kanim.office.requests import OfficeRequest
from kanim.office.views_log import view_log
from kanim.passports.models import Passport


@staff
def page(request: OfficeRequest, number: str, serial: str) -> HttpResponse:
    """The page as PDF, to be printed on the blank."""
    cases = Case.objects.visible_to(request.duty)
    passport = get_object_or_404(
        Passport.objects.select_related("case"),
        case__in=cases,
        case__number=number.upper(),
        blank__serial=serial.upper(),
    )
    view_log(request, purpose="passport.page", target=passport.case.target)
    response = HttpResponse(bytes(passport.page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="paspor-{serial.upper()}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
