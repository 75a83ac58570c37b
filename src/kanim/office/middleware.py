"""Gives each request its time and its duty, and refuses views that the duty may not call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from kanim.accounts.models import User
from kanim.accounts.services import language_remember
from kanim.office import clock
from kanim.office.access import access_of, is_allowed
from kanim.office.duty import Duty, duty_of

# Views of libraries cannot carry our declaration: these name spaces guard themselves.
SELF_GUARDED = ("allauth.", "django.contrib.staticfiles", "django.views.static", "ninja.")


class DutyMiddleware:
    """Sets ``request.now`` and ``request.duty`` and enforces the view's declared access."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = clock.now()  # type: ignore[attr-defined]
        request.duty = self._duty(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if view.__module__.startswith(SELF_GUARDED):
            return None
        access = access_of(view)
        duty: Duty = request.duty  # type: ignore[attr-defined]
        if access is not None and is_allowed(access, duty):
            return None if access == "public" else self._to_do_first(request, duty)
        if access is not None and duty.user is None:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied

    def _duty(self, request: HttpRequest) -> Duty:
        user = request.user
        if not isinstance(user, User):
            return Duty.nobody()
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen and chosen != user.language:
            language_remember(user=user, language=chosen)
        return duty_of(user, today=timezone.localdate(request.now))  # type: ignore[attr-defined]

    def _to_do_first(self, request: HttpRequest, duty: Duty) -> HttpResponse | None:
        """A password of one's own, and a second factor where the role requires it."""
        assert duty.user is not None
        if duty.user.password_is_temporary:
            return redirect("account_change_password")
        if not duty.requires_mfa or _second_factor_used(request, duty.user):
            return None
        if not is_mfa_enabled(duty.user):
            return redirect("mfa_index")
        again = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('mfa_reauthenticate')}?{again}")


def _second_factor_used(request: HttpRequest, user: User) -> bool:
    """Whether the second factor was shown in this very session, not merely set up."""
    records = get_authentication_records(request, user)
    return any(record["method"] == "mfa" for record in records)
