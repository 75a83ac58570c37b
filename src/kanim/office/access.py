"""Who may call a view: declared on the view, refused when undeclared."""

from __future__ import annotations

from kanim.audit.access import (
    PERMISSIONS,
    access_of,
    applicant,
    declare,
    public,
    requires,
    signed_in,
    staff,
)
from kanim.office.duty import Duty

__all__ = [
    "PERMISSIONS",
    "access_of",
    "applicant",
    "declare",
    "is_allowed",
    "public",
    "requires",
    "signed_in",
    "staff",
]


def is_allowed(access: str, duty: Duty) -> bool:
    """Whether a duty satisfies a declaration. Unknown declarations are refused."""
    if access == "public":
        return True
    if access == "signed_in":
        return duty.user is not None
    if access == "applicant":
        return duty.is_applicant
    if access == "staff":
        return duty.is_staff
    kind, _, permission = access.partition(":")
    return kind == "permission" and duty.is_staff and duty.may(permission)
