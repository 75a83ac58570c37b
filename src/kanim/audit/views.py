"""Reading the audit trail. Who reads it is written in it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kanim.audit.access import requires
from kanim.audit.forms import SoughtForm
from kanim.audit.selectors import Page, Sought, entries_page
from kanim.audit.services import entry_write


@requires("audit.view")
def entries(request: HttpRequest) -> HttpResponse:
    """Deeds and views of personal data, filtered, newest first."""
    form = SoughtForm(request.GET or None)
    sought = form.sought() if form.is_valid() else Sought()
    duty = request.duty  # type: ignore[attr-defined]
    page = entries_page(sought, duty=duty)
    given = request.GET.dict()
    asked = {key: str(value) for key, value in given.items() if value and key != "before"}
    entry_write(
        actor=f"user:{duty.user.pk}",
        office_id=duty.office_id,
        verb="audit.read",
        target=f"office:{duty.office_id}",
        detail=asked,
        now=request.now,  # type: ignore[attr-defined]
    )
    context = {"form": form, "page": page, "older": _older(page, asked), "asked": asked}
    return render(request, "audit/entries.html", context)


def _older(page: Page, asked: dict[str, str]) -> str:
    if page.older is None:
        return ""
    at, pk = page.older
    return urlencode({**asked, "before": f"{at.isoformat()}~{pk}"})
