"""What a view declares about who may call it, and the permissions that apps declare.

It stands in the lowest app of the domain, so that every app's views can carry a declaration;
``kanim.office.access`` gives these names to the apps above and judges them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.functional import Promise

View = TypeVar("View", bound=Callable[..., Any])

PERMISSIONS: dict[str, str | Promise] = {}
"""Every permission that an app has declared, with its title."""


def declare(code: str, title: str | Promise) -> str:
    """Declare a permission, e.g. ``tickets.call``, and return its code.

    ValueError if declared twice.
    """
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


def _mark(view: View, access: str) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view
