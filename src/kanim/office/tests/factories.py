"""Valid rows of the office for tests, through the ORM."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from kanim.accounts.models import User
from kanim.office.duty import Duty, duty_of
from kanim.office.models import Office, Posting, Role, Unit

_numbers = count(1)
BEGAN = date(2020, 1, 1)
TODAY = date(2026, 11, 24)


def office_make(**fields: Any) -> Office:
    number = next(_numbers)
    return Office.objects.create(
        **{
            "code": f"K{number}",
            "name": f"Kantor Imigrasi {number}",
            "city": "Banjarmasin",
            "letter_prefix": "WIM.19",
            **fields,
        }
    )


def unit_make(office: Office, **fields: Any) -> Unit:
    number = next(_numbers)
    return Unit.objects.create(office=office, **{"code": f"u{number}", "name": "Seksi", **fields})


def role_make(**fields: Any) -> Role:
    number = next(_numbers)
    return Role.objects.create(
        **{"code": f"role-{number}", "name_id": "Petugas", "name_en": "Officer", **fields}
    )


def user_make(
    *, kind: str = User.Kind.APPLICANT, password: str | None = None, **fields: Any
) -> User:
    number = next(_numbers)
    name = fields.pop("username", f"orang{number}")
    fields.setdefault("full_name", f"Orang {number}")
    fields.setdefault("email", f"{name}@example.org")
    return User.objects.create_user(name, kind=kind, password=password, **fields)


def officer_make(
    office: Office | None = None,
    *,
    permissions: tuple[str, ...] = (),
    lanes: tuple[str, ...] = (),
    requires_mfa: bool = False,
    role: Role | None = None,
    **fields: Any,
) -> User:
    """A member of the staff with one open posting; the office and the role are made if not given."""
    user = user_make(kind=User.Kind.STAFF, **fields)
    role = role or role_make(
        permissions=list(permissions), lanes=list(lanes), requires_mfa=requires_mfa
    )
    Posting.objects.create(user=user, office=office or office_make(), role=role, begins=BEGAN)
    return user


def duty_make(office: Office | None = None, **fields: Any) -> Duty:
    """The duty of a new officer."""
    return duty_of(officer_make(office, **fields), today=TODAY)


def applicant_duty_make(**fields: Any) -> Duty:
    """The duty of a new applicant."""
    return duty_of(user_make(**fields), today=TODAY)
