"""The procedures themselves: their sheets, diagrams and versions."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kanim.office.access import requires
from kanim.office.requests import OfficeRequest
from kanim.sop import catalog
from kanim.sop.bpmn import to_xml
from kanim.sop.catalog import UnknownSop
from kanim.sop.schema import Sop
from kanim.sop.sheet import sheet_table
from kanim.sop.sheet_paper import sheet_pdf


@requires("sops.view")
def sop_list(request: OfficeRequest) -> HttpResponse:
    """Every SOP in its version in force."""
    sops = sorted(catalog.load().newest(), key=lambda sop: (sop.source != "sheet", sop.short))
    return render(request, "cases/sops.html", {"sops": sops})


@requires("sops.view")
def sop_page(request: OfficeRequest, short: str) -> HttpResponse:
    """One SOP: the sheet as a table, the diagram, its versions."""
    books = catalog.load()
    sop = _found(short, request.GET.get("versi"))
    context = {
        "sop": sop,
        "versions": books.versions(sop.short),
        "sheet": sheet_table(sop, books, _language()),
        "called": [books.find(name) for name in sop.called],
    }
    return render(request, "cases/sop.html", context)


@requires("sops.view")
def sop_bpmn(request: OfficeRequest, short: str, version: str) -> HttpResponse:
    """The SOP as BPMN 2.0, for any modeller."""
    sop = _found(short, version)
    response = HttpResponse(to_xml(sop, catalog.load(), _language()), "application/xml")
    if "unduh" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="sop-{sop.short}.bpmn"'
    return response


@requires("sops.view")
def sop_sheet(request: OfficeRequest, short: str, version: str) -> HttpResponse:
    """The official sheet as PDF."""
    sop = _found(short, version)
    pdf = sheet_pdf(sop, catalog.load(), _language(), made_at=request.now)
    return HttpResponse(pdf, "application/pdf")


def _found(short: str, version: str | None) -> Sop:
    books = catalog.load()
    try:
        if version:
            return books.version(short, date.fromisoformat(version))
        return books.find(short)
    except (UnknownSop, ValueError):
        raise Http404 from None


def _language() -> str:
    return (get_language() or "id")[:2]
