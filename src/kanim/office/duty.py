"""Who is acting, and what that person may do: worked out once a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kanim.accounts.models import User
from kanim.office.models import Posting

APPLICANT_LANE = "pemohon"
SYSTEM_LANE = "sistem"


@dataclass(frozen=True, slots=True)
class Duty:
    """An acting person or the machine, with office, roles, lanes and permissions.

    ``user`` is None for the machine and for a visitor who has not signed in.
    """

    user: User | None
    office_id: int | None
    roles: frozenset[str] = frozenset()
    lanes: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    requires_mfa: bool = False

    @property
    def is_machine(self) -> bool:
        """Whether the office's own machine acts (worker, callback)."""
        return self.user is None and SYSTEM_LANE in self.lanes

    @property
    def is_applicant(self) -> bool:
        """Whether an applicant acts in their own name."""
        return self.user is not None and not self.user.is_officer

    @property
    def is_staff(self) -> bool:
        """Whether a member of the staff with a current posting acts."""
        return self.user is not None and self.user.is_officer and bool(self.roles)

    @property
    def name(self) -> str:
        """How the timeline calls the one who acts."""
        return str(self.user) if self.user else "sistem"

    def may(self, permission: str) -> bool:
        """Whether one of the roles holds the permission."""
        return permission in self.permissions

    @classmethod
    def machine(cls, office_id: int | None = None) -> Duty:
        """The duty of the office's own machine."""
        return cls(user=None, office_id=office_id, lanes=frozenset({SYSTEM_LANE}))

    @classmethod
    def nobody(cls) -> Duty:
        """The duty of a visitor who has not signed in: none."""
        return cls(user=None, office_id=None)


def duty_of(user: User, *, today: date, office_id: int | None = None) -> Duty:
    """The duty of an account on a day.

    Staff are taken at their first posted office, or at ``office_id`` if they are posted there.
    One query for staff, none for applicants.
    """
    if not user.is_officer:
        return Duty(user=user, office_id=None, lanes=frozenset({APPLICANT_LANE}))
    current = Q(begins__lte=today) & (Q(ends__isnull=True) | Q(ends__gte=today))
    rows = list(
        Posting.objects.filter(current, user=user)
        .order_by("id")
        .values_list(
            "office_id", "role__code", "role__lanes", "role__permissions", "role__requires_mfa"
        )
    )
    if not rows:
        return Duty(user=user, office_id=None)
    offices = [row[0] for row in rows]
    here = office_id if office_id in offices else offices[0]
    mine = [row for row in rows if row[0] == here]
    return Duty(
        user=user,
        office_id=here,
        roles=frozenset(row[1] for row in mine),
        lanes=frozenset(lane for row in mine for lane in row[2]),
        permissions=frozenset(code for row in mine for code in row[3]),
        requires_mfa=any(row[4] for row in mine),
    )


def actor_of(duty: Duty) -> str:
    """How the audit trail names who acts."""
    if duty.user is not None:
        return f"user:{duty.user.pk}"
    return "machine" if duty.is_machine else "visitor"
