"""Keeping a picture the moment it is taken, and saying at once what is wrong with it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kanim.biometrics import services
from kanim.biometrics.activities import TakeFingerprints, TakePhotograph, fingers_shown
from kanim.biometrics.forms import FingerprintForm, PhotographForm
from kanim.biometrics.models import Fingerprint
from kanim.biometrics.reach import capturing
from kanim.biometrics.sentences import FINGERS
from kanim.cases.activities import activity_named
from kanim.cases.errors import UnableToPerform
from kanim.office.access import staff
from kanim.office.requests import OfficeRequest


@staff
@require_POST
def try_photo(request: OfficeRequest, step_id: int) -> HttpResponse:
    """Examine a photograph and keep it as the draft."""
    ctx, plan = capturing(request, step_id, TakePhotograph.code)
    error = _kept(request, ctx, services.photograph_try)
    form = PhotographForm(ctx=ctx, activity=activity_named(TakePhotograph.code), prefix=plan.id)
    shown = {"form": form, "step": ctx.step, "error": error}
    return _answer(request, ctx, "biometrics/photo_state.html", shown)


@staff
@require_POST
def try_finger(request: OfficeRequest, step_id: int, finger: int) -> HttpResponse:
    """Examine one print and keep it as the finger's draft, or note why there is none."""
    if finger not in FINGERS:
        raise Http404
    ctx, plan = capturing(request, step_id, TakeFingerprints.code)
    activity = activity_named(TakeFingerprints.code)
    error = _finger(request, ctx, finger, plan.id)
    form = FingerprintForm(ctx=ctx, activity=activity, prefix=plan.id)
    panel = fingers_shown(ctx, just_tried=finger)
    shown = {"form": form, "panel": panel, "step": ctx.step, "error": error, "tried": finger}
    return _answer(request, ctx, "biometrics/fingers.html", shown)


@staff
@require_POST
def try_signature(request: OfficeRequest, step_id: int) -> HttpResponse:
    """Keep what has been signed so far."""
    ctx, _plan = capturing(request, step_id, "biometrics.sign")
    error = _kept(request, ctx, services.signature_try)
    shown = {"step": ctx.step, "error": error, "kept": not error}
    return _answer(request, ctx, "biometrics/signature_state.html", shown)


def _finger(request: OfficeRequest, ctx: Any, finger: int, prefix: str) -> str:
    field = request.GET.get("field", "")
    if field in request.FILES:
        device = request.POST.get(f"{prefix}-device") or services.FILE
        return _kept(request, ctx, services.fingerprint_try, finger=finger, device=device)
    reason = request.POST.get(field, "")
    if reason and reason not in Fingerprint.Missing.values:
        raise BadRequest
    services.finger_excuse(case=ctx.case, finger=finger, reason=reason, duty=ctx.duty, now=ctx.now)
    return ""


def _kept(request: OfficeRequest, ctx: Any, service: Any, **more: Any) -> str:
    """Keep the file of the named field; the sentence if that cannot be."""
    file = request.FILES.get(request.GET.get("field", ""))
    if file is None:
        return ""
    try:
        service(case=ctx.case, content=file.read(), duty=ctx.duty, now=ctx.now, **more)
    except UnableToPerform as refusal:
        return str(refusal)
    return ""


def _answer(request: OfficeRequest, ctx: Any, template: str, shown: dict[str, Any]) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect("cases:step", ctx.step.pk)
    return render(request, template, shown)
