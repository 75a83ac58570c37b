"""Who may see which persons and documents.

A person is known to the whole office. An applicant sees persons only through their own cases.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from kanim.office.duty import Duty


class PersonalQuerySet(models.QuerySet[Any]):
    """Rows about persons."""

    def visible_to(self, duty: Duty) -> Self:
        """Everybody, for the staff on duty and the machine; nobody for others."""
        return self if duty.is_staff or duty.is_machine else self.none()
