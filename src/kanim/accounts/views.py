"""A person's own page."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from kanim.accounts.forms import Profile
from kanim.accounts.services import profile_change
from kanim.audit.access import signed_in


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """One's own data, language, second factor, and the way out."""
    user = request.duty.user  # type: ignore[attr-defined]
    form = Profile(request.POST or None, initial={"phone": user.phone, "language": user.language})
    if request.method == "POST" and form.is_valid():
        profile_change(user=user, **form.cleaned_data, now=request.now)  # type: ignore[attr-defined]
        with translation.override(user.language):
            messages.success(request, _("Your details are saved."))
        response = redirect("accounts:me")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        return response
    context = {
        "form": form,
        "base": "ui/desk.html" if request.duty.is_staff else "ui/public.html",  # type: ignore[attr-defined]
        "emails": EmailAddress.objects.filter(user=user).order_by("-primary", "email"),
        "has_second_factor": is_mfa_enabled(user),
    }
    return render(request, "accounts/me.html", context)
