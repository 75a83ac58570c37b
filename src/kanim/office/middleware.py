"""Gives each request its time and its duty, and refuses views that the duty may not call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from kanim.office.access import access_of, is_allowed
from kanim.office.duty import Duty, duty_of

# Views of libraries cannot carry our declaration: these name spaces guard themselves.
SELF_GUARDED = ("allauth.", "django.contrib.staticfiles", "django.views.static", "ninja.")


class DutyMiddleware:
    """Sets ``request.now`` and ``request.duty`` and enforces the view's declared access."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
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
            return self._mfa_missing(request, duty, access)
        if access is not None and duty.user is None:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied

    def _duty(self, request: HttpRequest) -> Duty:
        if not request.user.is_authenticated:
            return Duty.nobody()
        today = timezone.localdate(request.now)  # type: ignore[attr-defined]
        return duty_of(request.user, today=today)  # type: ignore[arg-type]

    def _mfa_missing(self, request: HttpRequest, duty: Duty, access: str) -> HttpResponse | None:
        if not duty.requires_mfa or access == "public" or request.session.get("mfa_present"):
            return None
        from allauth.mfa.utils import is_mfa_enabled

        if is_mfa_enabled(request.user):
            request.session["mfa_present"] = True
            return None
        return redirect("mfa_index")
