"""The dossier of one case, and the archive register."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kanim.cases.models import Case
from kanim.dossier.contents import contents_of
from kanim.dossier.models import ArchiveEntry, Check
from kanim.dossier.permissions import VIEW
from kanim.dossier.selectors import papers_of
from kanim.letters.selectors import letters_of
from kanim.office.access import requires
from kanim.office.requests import OfficeRequest
from kanim.office.views_log import view_log

PAGE = 50


@requires(VIEW)
@require_GET
def dossier(request: OfficeRequest, number: str) -> HttpResponse:
    """Everything that belongs to a case's dossier."""
    duty = request.duty
    cases = Case.objects.visible_to(duty).select_related("office", "person")
    case = get_object_or_404(cases, number=number)
    view_log(request, purpose="dossier.view", target=case.target)
    checks = Check.objects.filter(case=case).select_related("checked_by").prefetch_related("items")
    return render(
        request,
        "dossier/dossier.html",
        {
            "case": case,
            "contents": contents_of(case),
            "papers": papers_of(case),
            "letters": letters_of(case, duty),
            "checks": checks.order_by("-id"),
            "entry": ArchiveEntry.objects.filter(case=case).select_related("archived_by").first(),
            "breadcrumb": [(_("Archive"), "/berkas/arsip/"), (case.number, None)],
        },
    )


@requires(VIEW)
@require_GET
def register_page(request: OfficeRequest) -> HttpResponse:
    """The register: newest first, searched by index, box, case number or name."""
    words = request.GET.get("q", "").strip()[:60]
    entries = ArchiveEntry.objects.visible_to(request.duty)
    if words:
        entries = entries.filter(
            Q(number__icontains=words)
            | Q(box__iexact=words)
            | Q(case__number__icontains=words)
            | Q(case__title__icontains=words)
        )
    ordered = entries.select_related("case", "archived_by").order_by("-year", "-sequence")
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    numbers = [entry.case.number for entry in page]
    view_log(request, purpose="dossier.archive", target="archive", shown=numbers)
    return render(request, "dossier/archive.html", {"page": page, "words": words})
