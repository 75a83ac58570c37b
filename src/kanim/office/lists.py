"""What the pages of the office list: people by unit, reference data, one person's postings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q

from kanim.accounts.models import User
from kanim.office.access import PERMISSIONS
from kanim.office.duty import Duty
from kanim.office.models import Posting, Role, Setting, Tariff, Unit


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a role, and whether the account is locked after failed sign-ins."""

    posting: Posting
    is_locked: bool


@dataclass(slots=True)
class UnitPeople:
    """A unit (None: without a unit) with its people on duty."""

    unit: Unit | None
    seats: list[Seat] = field(default_factory=list)


def people_by_unit(duty: Duty, today: date) -> list[UnitPeople]:
    """The office's people on duty by unit, in the order of the units. Three queries."""
    units = {
        unit.pk: UnitPeople(unit)
        for unit in Unit.objects.filter(office=duty.office_id).order_by("pk")
    }
    none = UnitPeople(None)
    postings = (
        Posting.objects.visible_to(duty)
        .current(today)
        .select_related("user", "role")
        .order_by("role__pk", "user__full_name")
    )
    locked = locked_names()
    for posting in postings:
        place = units.get(posting.unit_id, none) if posting.unit_id else none
        place.seats.append(Seat(posting, posting.user.username in locked))
    return [unit for unit in [*units.values(), none] if unit.seats]


def locked_names() -> set[str]:
    """Sign-in names that are locked after failed attempts. One query."""
    failed = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    return set(failed.values_list("username", flat=True))


def colleague_of(duty: Duty, username: str, today: date) -> User:
    """A member of the staff whom the duty's office may post.

    Those who are or were posted here, and those who hold no posting anywhere now: an officer who
    is transferred is released by the old office first. User.DoesNotExist otherwise.
    """
    mine = Posting.objects.filter(user=OuterRef("pk"), office=duty.office_id)
    anywhere = Posting.objects.filter(user=OuterRef("pk")).current(today)
    return User.objects.filter(Q(Exists(mine)) | ~Q(Exists(anywhere)), kind=User.Kind.STAFF).get(
        username=username
    )


def postings_of(user: User, duty: Duty) -> list[Posting]:
    """A person's postings in the duty's office, newest first. One query."""
    mine = Posting.objects.visible_to(duty).filter(user=user)
    return list(mine.select_related("role", "unit").order_by("-begins", "-pk"))


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role with the titles of what it may do besides the work of its lanes."""

    role: Role
    lanes: str
    may: list[str]


def roles_list() -> list[RoleLine]:
    """All roles, in the order of the sheets. One query."""
    return [
        RoleLine(
            role,
            ", ".join(role.lanes),
            sorted(str(PERMISSIONS[code]) for code in role.permissions if code in PERMISSIONS),
        )
        for role in Role.objects.order_by("pk")
    ]


def tariffs_on(today: date) -> list[Tariff]:
    """The tariffs that hold on a day, by code. One query."""
    return list(Tariff.objects.on(today).order_by("pk"))


def settings_on(today: date, office_id: int | None) -> list[Setting]:
    """The settings that hold for an office on a day, its own before the national. One query."""
    rows = Setting.objects.on(today).filter(Q(office=office_id) | Q(office=None))
    found: dict[str, Setting] = {}
    for row in rows.order_by(F("office").asc(nulls_first=True), "pk"):
        found[row.code] = row
    return list(found.values())


def tariff_history(code: str) -> list[Tariff]:
    """All values of a tariff, newest first. One query."""
    return list(Tariff.objects.filter(code=code).order_by("-effective_from"))


def setting_history(code: str, office_id: int | None) -> list[Setting]:
    """All values of a setting for an office, national ones included, newest first. One query."""
    rows = Setting.objects.filter(Q(office=office_id) | Q(office=None), code=code)
    return list(rows.order_by("-effective_from", F("office").asc(nulls_last=True)))
