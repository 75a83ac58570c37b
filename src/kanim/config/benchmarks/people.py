"""The invented office of the benchmarks: eight officers of one role, who sign in as officers do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from kanim.accounts.models import User
from kanim.office.models import Office, Posting, Role

OFFICERS = 8
PASSWORD = "ukur-kecepatan-2026"  # noqa: S105  of invented people in a database of their own
CODE = "UKR"


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works in the benchmarks' office; the first of them has taken five thousand steps."""

    office_id: int
    office_code: str
    usernames: list[str]
    first_user_id: int


@transaction.atomic
def staff_make(*, now: datetime) -> Staff:
    """Make office, role and officers unless they exist."""
    fields = {"name": "Kantor Pengukuran", "city": "Banjarmasin", "letter_prefix": "UKR.1"}
    office = Office.objects.get_or_create(code=CODE, defaults=fields)[0]
    role = Role.objects.get_or_create(
        code="ukur",
        defaults={
            "name_id": "Petugas ukur",
            "name_en": "Measurer",
            "lanes": ["loket", "meja"],
            "permissions": ["cases.search", "cases.hold", "cases.cancel", "cases.reassign"],
        },
    )[0]
    users = [_officer(f"ukur{number}", office, role, now) for number in range(1, OFFICERS + 1)]
    return Staff(office.pk, office.code, [user.username for user in users], users[0].pk)


def _officer(username: str, office: Office, role: Role, now: datetime) -> User:
    known = User.objects.filter(username=username).first()
    if known is not None:
        return known
    user: User = User.objects.create_user(
        username,
        f"{username}@kanim.example",
        PASSWORD,
        kind=User.Kind.STAFF,
        full_name=username.title(),
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    begins = now.date() - timedelta(days=30)
    Posting.objects.create(user=user, office=office, role=role, begins=begins)
    return user
