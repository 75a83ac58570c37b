"""Showing what was taken. Never a public address: each view asks who looks, and notes why."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from kanim.biometrics import selectors
from kanim.biometrics.models import Fingerprint, State
from kanim.biometrics.permissions import VIEW_FINGERPRINTS
from kanim.biometrics.reach import capturing
from kanim.cases.models import Case
from kanim.office.access import requires, staff
from kanim.office.requests import OfficeRequest
from kanim.office.views_log import view_log

ACTIVITY_OF = {"foto": "biometrics.photograph", "tanda-tangan": "biometrics.sign"}


@staff
def photo(request: OfficeRequest, number: str) -> HttpResponse:
    """The accepted photograph of a case."""
    case = _case(request, number)
    view_log(request, purpose="biometrics.photograph", target=case.target)
    found = selectors.photo_of(case)
    return _image(found.image if found else None, "image/jpeg")


@staff
def signature(request: OfficeRequest, number: str) -> HttpResponse:
    """The accepted signature of a case."""
    case = _case(request, number)
    view_log(request, purpose="biometrics.signature", target=case.target)
    found = selectors.signature_of(case)
    return _image(found.image if found else None, "image/png")


@requires(VIEW_FINGERPRINTS)
def fingerprint(request: OfficeRequest, number: str, finger: int) -> HttpResponse:
    """One accepted fingerprint of a case."""
    case = _case(request, number)
    view_log(request, purpose="biometrics.fingerprint", target=case.target)
    rows = Fingerprint.objects.filter(case=case, finger=finger, state=State.CURRENT)
    found = rows.first()
    return _image(found.image if found else None, "image/png")


@staff
def draft_image(request: OfficeRequest, step_id: int, what: str) -> HttpResponse:
    """The photograph or signature that is being taken, for the officer who takes it."""
    if what not in ACTIVITY_OF:
        raise Http404
    ctx, _plan = capturing(request, step_id, ACTIVITY_OF[what])
    if what == "foto":
        photo_draft = selectors.photo_of(ctx.case, State.DRAFT)
        return _image(photo_draft.image if photo_draft else None, "image/jpeg")
    signature_draft = selectors.signature_of(ctx.case, State.DRAFT)
    return _image(signature_draft.image if signature_draft else None, "image/png")


def _case(request: OfficeRequest, number: str) -> Case:
    cases = Case.objects.visible_to(request.duty)
    return get_object_or_404(cases, number=number)


def _image(content: bytes | memoryview | None, content_type: str) -> HttpResponse:
    if content is None:
        raise Http404
    response = HttpResponse(bytes(content), content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response
