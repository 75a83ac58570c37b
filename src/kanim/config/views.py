"""The first page of each kind of user, and the choice of language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kanim.office.access import public
from kanim.office.requests import OfficeRequest


@public
def home(request: OfficeRequest) -> HttpResponse:
    """Staff go to their worklist, applicants to their applications, visitors see what we do."""
    if request.duty.is_staff:
        return redirect("cases:worklist")
    if request.duty.is_applicant:
        return redirect("passports:mine")
    return render(request, "config/home.html", {"is_demo": settings.DEMO})


@public
@require_POST
def language(request: OfficeRequest) -> HttpResponse:
    """Remember the language that a person chose."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in dict(settings.LANGUAGES):
        translation.activate(chosen)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Lax")
    return response
