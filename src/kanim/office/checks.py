"""Told at start: roles that hold what no app declares, and permissions that nobody holds."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register  # noqa: A004  Django's own name

from kanim.office.access import PERMISSIONS
from kanim.office.reference_files import roles_read


@register
def permissions_declared(**_kwargs: Any) -> list[CheckMessage]:
    """A permission that no app declares is asked for by no view: the role's line is a mistake.

    It opens nothing, so the office starts; a test fails on these warnings.
    """
    roles = roles_read()
    held = {code: role.code for role in roles for code in role.permissions}
    undeclared = [
        Warning(f"role {role} holds {code}, which no app declares", id="office.W001")
        for code, role in held.items()
        if code not in PERMISSIONS
    ]
    unheld = [
        Warning(f"no role holds the permission {code}", id="office.W002")
        for code in PERMISSIONS
        if code not in held
    ]
    return [*undeclared, *unheld]
