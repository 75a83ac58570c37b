"""How django-allauth makes and opens accounts here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from kanim.accounts.models import LANGUAGES, User
from kanim.audit.sealed import seal_text, unseal_text
from kanim.audit.services import entry_write

MFA_PURPOSE = "mfa"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts that the public opens are applicants' accounts; the office makes those of staff."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.kind = User.Kind.APPLICANT
        user.full_name = form.cleaned_data["full_name"]
        user.phone = form.cleaned_data["phone"]
        chosen = translation.get_language()
        user.language = chosen if chosen in dict(LANGUAGES) else user.language
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """After every step of signing in: record it, and speak the person's language."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        _record(request, user, "account.signed-in")
        return response

    def set_password(self, user: User, password: str) -> None:
        """The person's own password replaces a temporary one."""
        user.password_is_temporary = False
        super().set_password(user, password)
        _record(self.request, user, "account.password-changed")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are encrypted at rest."""

    def encrypt(self, text: str) -> str:
        return seal_text(text, MFA_PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_text(encrypted_text, MFA_PURPOSE)


def _record(request: HttpRequest | None, user: User, verb: str) -> None:
    entry_write(
        actor=f"user:{user.pk}",
        verb=verb,
        target=f"user:{user.pk}",
        now=getattr(request, "now", None) or timezone.now(),
    )
