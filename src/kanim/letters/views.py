"""Letters in the office: reading them, the register, revoking, and the e-mails."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from kanim.letters.errors import UnableToNotify, UnableToRevoke
from kanim.letters.forms import RegisterForm, RevokeForm
from kanim.letters.models import Letter, Notice
from kanim.letters.notices import notice_resend
from kanim.letters.permissions import REVOKE
from kanim.letters.selectors import letter_years, letters_registered, notices_listed
from kanim.letters.services import letter_revoke
from kanim.letters.storing import letter_storage
from kanim.office.access import requires, signed_in
from kanim.office.requests import OfficeRequest
from kanim.office.views_log import view_log

PAGE = 25


@signed_in
@require_safe
@cache_control(private=True, no_store=True)
def download(request: OfficeRequest, letter_id: int) -> FileResponse:
    """The PDF, for staff who see the case and for the applicant whose case it is."""
    found = _visible(request, letter_id)
    view_log(request, purpose="letter.read", target=_target(found))
    return FileResponse(
        letter_storage().open(found.file),
        filename=found.file_name,
        content_type="application/pdf",
        as_attachment="simpan" in request.GET,
    )


@requires("letters.register")
@require_safe
def register(request: OfficeRequest) -> HttpResponse:
    """The register of a year: which letters went out."""
    this_year = timezone.localdate(request.now).year
    years = sorted({this_year, *letter_years(request.duty)}, reverse=True)
    form = RegisterForm(request.GET, years=years)
    wanted = form.cleaned_data if form.is_valid() else {}
    letters = letters_registered(
        duty=request.duty,
        year=wanted.get("year") or this_year,
        search=wanted.get("q", ""),
        kind=wanted.get("kind", ""),
    )
    page = Paginator(letters, PAGE).get_page(request.GET.get("halaman"))
    view_log(request, purpose="letters.register", target="letters", shown=_cases(page))
    return render(request, "letters/register.html", {"form": form, "page": page})


@requires("letters.register")
@require_safe
def letter(request: OfficeRequest, letter_id: int) -> HttpResponse:
    """One letter: its facts, its file, and how to revoke it."""
    found = _visible(request, letter_id)
    view_log(request, purpose="letter.register", target=_target(found))
    return render(request, "letters/letter.html", _facts(request, found, RevokeForm()))


@requires("letters.revoke")
@require_POST
def revoke(request: OfficeRequest, letter_id: int) -> HttpResponse:
    """Revoke a letter with a reason."""
    found = _visible(request, letter_id)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return render(request, "letters/letter.html", _facts(request, found, form), status=422)
    try:
        letter_revoke(
            letter=found, reason=form.cleaned_data["reason"], duty=request.duty, now=request.now
        )
    except UnableToRevoke as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter is revoked. Its verification page says so."))
    return redirect("letters:letter", found.pk)


@requires("letters.register")
@require_safe
def notices(request: OfficeRequest) -> HttpResponse:
    """E-mails with what became of them; failed ones can be sent again."""
    status = request.GET.get("status", "")
    known = status if status in Notice.Status.values else ""
    found = Paginator(notices_listed(duty=request.duty, status=known), PAGE)
    page = found.get_page(request.GET.get("halaman"))
    view_log(request, purpose="letters.mail", target="letters", shown=_cases(page))
    context = {"page": page, "status": known}
    return render(request, "letters/notices.html", {**context, "statuses": Notice.Status.choices})


@requires("letters.register")
@require_POST
def resend(request: OfficeRequest, notice_id: int) -> HttpResponse:
    """Queue a failed e-mail again."""
    found = get_object_or_404(Notice.objects.visible_to(request.duty), pk=notice_id)
    try:
        notice_resend(notice=found, duty=request.duty, now=request.now)
    except UnableToNotify as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The e-mail is queued again."))
    return redirect("letters:notices")


def _visible(request: OfficeRequest, letter_id: int) -> Letter:
    seen = Letter.objects.visible_to(request.duty).select_related("case", "office", "issued_by")
    return get_object_or_404(seen, pk=letter_id)


def _cases(rows: Iterable[Letter | Notice]) -> list[str]:
    return [row.case.number for row in rows if row.case]


def _target(found: Letter) -> str:
    return found.case.target if found.case else found.target


def _facts(request: OfficeRequest, found: Letter, form: RevokeForm) -> dict[str, object]:
    return {"letter": found, "form": form, "may_revoke": request.duty.may(REVOKE)}
