"""Which account a failed sign-in counts against (django-axes)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from kanim.accounts.models import User


def username_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account's sign-in name, whether its name or its e-mail address was typed.

    Failures by name and by address thus count together. What names no account counts as typed.
    """
    given = credentials or request.POST
    typed = str(given.get("username") or given.get("email") or given.get("login") or "").strip()
    names = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed))
    return names.values_list("username", flat=True).first() or typed.lower()
