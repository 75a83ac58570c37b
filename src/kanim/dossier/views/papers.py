"""Handing in, seeing and removing papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from kanim.biometrics.reach import capturing
from kanim.cases.activities import activity_named
from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case
from kanim.dossier.activities import ReviewScans
from kanim.dossier.files import PDF
from kanim.dossier.forms import ScansForm
from kanim.dossier.models import Paper
from kanim.dossier.selectors import Wanted, wanted_of
from kanim.dossier.services import paper_remove, paper_upload
from kanim.office.access import signed_in, staff
from kanim.office.requests import OfficeRequest
from kanim.office.views_log import view_log

# A paper must not run anything, whatever it claims to be. Chromium's PDF viewer does not start in
# a sandbox, so a PDF has the policy without it; what a PDF can do was refused when it came.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
)


@signed_in
@require_POST
def upload(request: OfficeRequest, number: str) -> HttpResponse:
    """Keep one paper; answers with its row of the list."""
    case = _case(request, number)
    wanted = _wanted(case, request.POST.get("requirement", ""))
    error = _keep(request, case, request.POST.get("kind", ""), "file")
    return _row(request, case, wanted, error)


@signed_in
@require_POST
def remove(request: OfficeRequest, paper_id: int) -> HttpResponse:
    """Delete a paper that nobody has checked."""
    paper = _paper(request, paper_id)
    case = paper.case
    wanted = _wanted(case, request.POST.get("requirement", ""))
    error = ""
    try:
        paper_remove(paper=paper, duty=request.duty, now=request.now)
    except UnableToPerform as refusal:
        error = str(refusal)
    return _row(request, case, wanted, error)


@staff
@require_POST
def rescan(request: OfficeRequest, step_id: int) -> HttpResponse:
    """Keep a new scan from the review of the scans; answers with the list of scans."""
    ctx, plan = capturing(request, step_id, ReviewScans.code)
    kind = request.GET.get("kind") or request.POST.get(request.GET.get("kindfield", ""), "")
    error = _keep(request, ctx.case, kind, request.GET.get("field", "file"))
    if not getattr(request, "htmx", False):
        return _back(request, error)
    activity = activity_named(ReviewScans.code)
    form = ScansForm(ctx=ctx, activity=activity, prefix=plan.id)
    form.remember(request.POST)
    shown = {"form": form, "panel": activity.panel(ctx), "step": ctx.step, "plan": plan}
    return render(request, "dossier/scans.html", shown | {"error": error})


@signed_in
@require_GET
def paper(request: OfficeRequest, paper_id: int) -> HttpResponse:
    """The paper itself, shown in the browser or, with ``?unduh=1``, saved."""
    found = _paper(request, paper_id)
    view_log(request, purpose="dossier.paper", target=found.case.target)
    return _file(found.file, found, as_attachment="unduh" in request.GET)


@signed_in
@require_GET
def thumbnail(request: OfficeRequest, paper_id: int) -> HttpResponse:
    """A small picture of the paper; the page that shows it has logged the view."""
    found = _paper(request, paper_id)
    if not found.thumbnail:
        raise Http404
    response = _file(found.thumbnail, found, as_attachment=False)
    response["Content-Type"] = "image/jpeg"
    return response


def _case(request: OfficeRequest, number: str) -> Case:
    cases = Case.objects.visible_to(request.duty)
    return get_object_or_404(cases, number=number)


def _paper(request: OfficeRequest, paper_id: int) -> Paper:
    papers = Paper.objects.visible_to(request.duty)
    return get_object_or_404(papers.select_related("case"), pk=paper_id)


def _wanted(case: Case, code: str) -> Wanted | None:
    return next((one for one in wanted_of(case) if one.requirement.code == code), None)


def _keep(request: OfficeRequest, case: Case, kind: str, field: str) -> str:
    """Keep the uploaded file; the sentence if that cannot be."""
    file = request.FILES.get(field)
    content = b"" if file is None else file.read()
    name = "" if file is None else file.name or ""
    duty, now = request.duty, request.now
    try:
        paper_upload(case=case, kind=kind, content=content, name=name, duty=duty, now=now)
    except UnableToPerform as refusal:
        return str(refusal)
    return ""


def _row(request: OfficeRequest, case: Case, wanted: Wanted | None, error: str) -> HttpResponse:
    if not getattr(request, "htmx", False) or wanted is None:
        return _back(request, error)
    fresh = _wanted(case, wanted.requirement.code)
    chosen = request.POST.get("kind", "") if error else ""
    shown: dict[str, Any] = {"case": case, "wanted": fresh, "error": error, "chosen": chosen}
    return render(request, "dossier/components/upload_row.html", shown)


def _back(request: OfficeRequest, error: str) -> HttpResponse:
    """To the page that the form was on (a browser without scripts)."""
    if error:
        messages.error(request, error)
    origin = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(
        origin, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(origin if safe else "home")


def _file(stored: Any, paper: Paper, *, as_attachment: bool) -> HttpResponse:
    """A stored file with headers that let it do nothing. It is small: a paper is at most 5 MB."""
    try:
        with stored.open("rb") as opened:
            content = opened.read()
    except FileNotFoundError:
        raise Http404 from None
    name = f"{paper.case.number}-{paper.kind}.{Paper.TYPES[paper.content_type].lower()}"
    response = HttpResponse(content, content_type=paper.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment, name) or "inline"
    sandbox = "" if paper.content_type == PDF and not as_attachment else "; sandbox"
    response["Content-Security-Policy"] = POLICY + sandbox
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
