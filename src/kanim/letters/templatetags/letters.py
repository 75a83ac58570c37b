"""How e-mails write days, codes and amounts: plain text, without markup."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from kanim.letters import rules
from kanim.ui.rules import clock_text, day_text_long, group_digits

register = template.Library()


@register.filter
def written(value: Any) -> Any:
    """A day as "Selasa, 24 November 2026", a moment with its clock time and zone."""
    language = get_language() or "id"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return (
            f"{day_text_long(local.date(), language)}, "
            f"{clock_text(local, language)} {local.tzname()}"
        )
    return day_text_long(value, language) if isinstance(value, date) else value


@register.filter
def spaced(code: Any) -> str:
    """A code in groups that can be said aloud."""
    return " ".join(group_digits(str(code or "")))


@register.filter
def fours(token: str) -> str:
    """A verification code in fours."""
    return rules.token_grouped(token)
