"""The worklist, the search, and the page of a case."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from kanim.cases import engine, selectors
from kanim.cases.errors import UnableToProceed
from kanim.cases.forms import ReasonForm
from kanim.cases.holds import case_hold, case_resume
from kanim.cases.models import Case
from kanim.cases.pages import case_context
from kanim.cases.services import case_cancel
from kanim.office.access import requires, signed_in, staff
from kanim.office.requests import OfficeRequest
from kanim.office.views_log import view_log
from kanim.sop import catalog
from kanim.sop.bpmn import to_xml


@staff
def worklist_page(request: OfficeRequest) -> HttpResponse:
    """What is mine, what waits, what is late."""
    lane = request.GET.get("bagian", "")
    late_only = request.GET.get("lambat") == "1"
    found = selectors.worklist(request.duty, request.now, lane=lane, late_only=late_only)
    lanes = catalog.load().lanes
    names = [
        (code, lanes[code].in_language(get_language() or "id"))
        for code in sorted(request.duty.lanes)
        if code in lanes
    ]
    context = {
        "worklist": found,
        "lane": lane,
        "lanes": names,
        "late_only": late_only,
        "slow": _past_standard_time(found),
    }
    return render(request, "cases/worklist.html", context)


@requires("cases.search")
def search(request: OfficeRequest) -> HttpResponse:
    """Find a case by number, name, NIK, passport number or billing code."""
    text = request.GET.get("q", "").strip()
    found = selectors.case_search(request.duty, text) if text else []
    if len(found) == 1:
        return redirect("cases:case", found[0].number)
    if text:
        numbers = [case.number for case in found]
        view_log(request, purpose="case.search", target="search", shown=numbers)
    return render(request, "cases/search.html", {"text": text, "found": found})


@signed_in
def case_page(request: OfficeRequest, number: str) -> HttpResponse:
    """One case: where it is, what it needs, what has happened."""
    case = _visible(request, number)
    view_log(request, purpose="case.handling", target=case.target)
    template = "cases/case.html" if request.duty.is_staff else "cases/case_public.html"
    return render(request, template, case_context(case, request.duty, request.now))


@staff
@cache_control(private=True, max_age=3600)
def diagram(request: OfficeRequest, number: str, sop: str) -> HttpResponse:
    """The diagram of an SOP in the version that the case has pinned."""
    case = _visible(request, number)
    if sop not in case.pins:
        return HttpResponse(status=404)
    pinned = engine.pinned(sop, case.pins)
    xml = to_xml(pinned, catalog.load(), (get_language() or "id")[:2])
    return HttpResponse(xml, content_type="application/xml")


@requires("cases.hold")
@require_POST
def hold(request: OfficeRequest, number: str) -> HttpResponse:
    """Put the case on hold."""
    return _with_reason(request, number, case_hold, _("Write why the case must wait."))


@requires("cases.cancel")
@require_POST
def cancel(request: OfficeRequest, number: str) -> HttpResponse:
    """Cancel the case."""
    return _with_reason(request, number, case_cancel, _("Write why the case is cancelled."))


@requires("cases.hold")
@require_POST
def resume(request: OfficeRequest, number: str) -> HttpResponse:
    """Let a held case go on."""
    case = _visible(request, number)
    _try(request, partial(case_resume, case_id=case.pk))
    return redirect("cases:case", number)


def _with_reason(
    request: OfficeRequest, number: str, service: Callable[..., object], missing: str
) -> HttpResponse:
    case = _visible(request, number)
    form = ReasonForm(request.POST)
    if form.is_valid():
        _try(request, partial(service, case_id=case.pk, reason=form.cleaned_data["reason"]))
    else:
        messages.error(request, missing)
    return redirect("cases:case", number)


def _past_standard_time(found: selectors.Worklist) -> int:
    """How many of the shown steps without a deadline take longer than their standard time."""
    lines = [*found.mine, *found.waiting]
    return sum(line.urgency == "late" and line.step.due_at is None for line in lines)


def _visible(request: OfficeRequest, number: str) -> Case:
    cases = Case.objects.visible_to(request.duty).select_related("office", "person")
    case: Case = get_object_or_404(cases, number=number.upper())
    return case


def _try(request: OfficeRequest, act: Callable[..., object]) -> None:
    try:
        act(duty=request.duty, now=request.now)
    except UnableToProceed as refusal:
        messages.error(request, str(refusal))
