"""What a person may change about their own account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kanim.accounts.models import LANGUAGES, User
from kanim.audit.services import entry_write


@transaction.atomic
def profile_change(*, user: User, phone: str, language: str, now: datetime) -> None:
    """Change one's own mobile number and language; recorded without the number itself."""
    changed = [
        name
        for name, value in (("phone", phone), ("language", language))
        if getattr(user, name) != value
    ]
    if not changed:
        return
    user.phone, user.language = phone, language
    user.save(update_fields=changed)
    entry_write(
        actor=f"user:{user.pk}",
        verb="account.changed",
        target=f"user:{user.pk}",
        detail={"changed": changed},
        now=now,
    )


def language_remember(*, user: User, language: str) -> None:
    """Keep the language that a person chose, for the next sign-in; unknown ones are ignored."""
    if language in dict(LANGUAGES):
        user.language = language
        user.save(update_fields=["language"])
