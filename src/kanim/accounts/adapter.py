"""How django-allauth makes accounts here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from kanim.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts that the public opens are applicants' accounts; the office makes those of staff."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.kind = User.Kind.APPLICANT
        user.full_name = form.cleaned_data["full_name"]
        user.phone = form.cleaned_data["phone"]
        saved: User = super().save_user(request, user, form, commit)
        return saved
