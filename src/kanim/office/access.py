"""Who may call a view: declared on the view, refused when undeclared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.functional import Promise

from kanim.office.duty import Duty

View = TypeVar("View", bound=Callable[..., Any])

PERMISSIONS: dict[str, str | Promise] = {}
"""Every permission that an app has declared, with its title."""


def declare(code: str, title: str | Promise) -> str:
    """Declare a permission, e.g. ``tickets.call``; returns the code. ValueError if declared twice."""
    if PERMISSIONS.setdefault(code, title) is not title:
        raise ValueError(f"permission {code} is declared twice")
    return code


def public(view: View) -> View:
    """Nobody need sign in."""
    return _mark(view, "public")


def signed_in(view: View) -> View:
    """Any account."""
    return _mark(view, "signed_in")


def applicant(view: View) -> View:
    """An applicant's account."""
    return _mark(view, "applicant")


def staff(view: View) -> View:
    """Any member of the staff with a current posting."""
    return _mark(view, "staff")


def requires(permission: str) -> Callable[[View], View]:
    """Staff whose role holds the permission."""
    return lambda view: _mark(view, f"permission:{permission}")


def access_of(view: Callable[..., Any]) -> str | None:
    """What a view declares, or None. Class-based views carry it on the class."""
    declared = getattr(view, "access", None) or getattr(
        getattr(view, "view_class", None), "access", None
    )
    return str(declared) if declared else None


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


def _mark(view: View, access: str) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view
