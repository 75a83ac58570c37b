"""Accounts and postings of the office's staff."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.accounts.models import User
from kanim.audit.services import entry_write
from kanim.office.duty import Duty, actor_of
from kanim.office.models import Posting, Role, Unit

# Read aloud and typed once: no letters that look like digits or like each other.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"

# Whoever may post people must not thereby come by more than they hold themselves.
GOVERNING = frozenset({"office.people", "office.reference", "audit.view"})


class UnableToPost(Exception):
    """Nothing changed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A new account and its temporary password, which is kept nowhere else."""

    user: User
    password: str


@transaction.atomic
def account_open(
    *,
    duty: Duty,
    username: str,
    full_name: str,
    email: str,
    now: datetime,
    nip: str = "",
    phone: str = "",
    password: str | None = None,
) -> Opened:
    """Open an account for a member of the staff; a posting gives it something to do.

    The office vouches for the e-mail address. Unless ``password`` is given, a temporary one is
    made, which must be changed at the first sign-in. UnableToPost if the name or address is taken.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise UnableToPost(_("That sign-in name is taken. Choose another."))
    if EmailAddress.objects.filter(email__iexact=email).exists():
        raise UnableToPost(_("That e-mail address belongs to another account."))
    given = password or temporary_password()
    user = User.objects.create_user(
        username,
        email=email,
        password=given,
        kind=User.Kind.STAFF,
        full_name=full_name,
        nip=nip,
        phone=phone,
        password_is_temporary=password is None,
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    _audit(duty, "account.opened", user, {"username": username}, now)
    return Opened(user, given)


@transaction.atomic
def account_unlock(*, duty: Duty, user: User, now: datetime) -> str:
    """Lift the lock-out of a colleague and give a temporary password, which is returned.

    UnableToPost if the account is not of the duty's office, or governs more than the duty.
    """
    if not Posting.objects.visible_to(duty).filter(user=user).exists():
        raise UnableToPost(_("This account belongs to another office."))
    held = Posting.objects.filter(user=user).values_list("role__permissions", flat=True)
    _may_govern(duty, {code for permissions in held for code in permissions})
    given = temporary_password()
    user.set_password(given)
    user.password_is_temporary = True
    user.save(update_fields=["password", "password_is_temporary"])
    AccessAttempt.objects.filter(username__in=[user.username, user.email]).delete()
    _audit(duty, "account.unlocked", user, {}, now)
    return given


@transaction.atomic
def posting_begin(
    *,
    duty: Duty,
    user: User,
    role: Role,
    begins: date,
    now: datetime,
    unit: Unit | None = None,
) -> Posting:
    """Post a member of the staff to a role of the duty's office, from a day on.

    UnableToPost for an applicant's account, a unit of another office, a role that governs more
    than the duty, or a posting that is open already. One's own postings are made by another.
    """
    assert duty.office_id is not None
    if not user.is_officer:
        raise UnableToPost(_("Applicants cannot be posted. Open a staff account."))
    if duty.user == user:
        raise UnableToPost(_("Ask a colleague to change your own postings."))
    _may_govern(duty, set(role.permissions))
    if unit is not None and unit.office_id != duty.office_id:
        raise UnableToPost(_("This unit belongs to another office."))
    posting = Posting(user=user, office_id=duty.office_id, role=role, unit=unit, begins=begins)
    try:
        with transaction.atomic():
            posting.save()
    except IntegrityError:
        raise UnableToPost(_("This person holds that role already.")) from None
    detail = {"role": role.code, "begins": begins, "unit": unit.code if unit else None}
    _audit(duty, "posting.begun", user, detail, now)
    return posting


@transaction.atomic
def posting_end(*, duty: Duty, posting_id: int, last_day: date, now: datetime) -> Posting:
    """End a posting after ``last_day``, yesterday at the earliest (then it ends at once).

    Posting.DoesNotExist if it is not the duty's office's; UnableToPost for one's own posting, an
    ended one, or an earlier day.
    """
    posting = Posting.objects.visible_to(duty).select_for_update().get(pk=posting_id)
    if duty.user is not None and posting.user_id == duty.user.pk:
        raise UnableToPost(_("Ask a colleague to change your own postings."))
    if posting.ends is not None:
        raise UnableToPost(_("This posting has an end already."))
    if last_day < timezone.localdate(now) - date.resolution:
        raise UnableToPost(_("A posting cannot end in the past. Choose today or a later day."))
    # A posting that has not begun yet keeps its first day, as the row must stay.
    posting.ends = max(last_day, posting.begins)
    posting.save(update_fields=["ends"])
    detail = {"posting": posting_id, "last_day": posting.ends}
    _audit(duty, "posting.ended", posting.user, detail, now)
    return posting


@transaction.atomic
def officer_open(
    *,
    duty: Duty,
    username: str,
    full_name: str,
    email: str,
    nip: str,
    phone: str,
    role: Role,
    unit: Unit | None,
    begins: date,
    now: datetime,
) -> Opened:
    """Open an account and post it at once; see ``account_open`` and ``posting_begin``."""
    opened = account_open(
        duty=duty,
        username=username,
        full_name=full_name,
        email=email,
        nip=nip,
        phone=phone,
        now=now,
    )
    posting_begin(duty=duty, user=opened.user, role=role, unit=unit, begins=begins, now=now)
    return opened


@transaction.atomic
def second_factor_require(*, duty: Duty, role: Role, required: bool, now: datetime) -> None:
    """Say whether a role must show a second factor, from the next page on.

    UnableToPost if the role governs more than the duty.
    """
    _may_govern(duty, set(role.permissions))
    role.requires_mfa = required
    role.save(update_fields=["requires_mfa"])
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb="role.second-factor",
        target=f"role:{role.code}",
        detail={"required": required},
        now=now,
    )


def temporary_password() -> str:
    """Three groups of four characters, over 59 bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def _may_govern(duty: Duty, permissions: set[str]) -> None:
    if not duty.is_machine and GOVERNING & permissions - duty.permissions:
        raise UnableToPost(_("Ask the head of office or the administrator: this role governs."))


def _audit(duty: Duty, verb: str, user: User, detail: dict[str, object], now: datetime) -> None:
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb=verb,
        target=f"user:{user.pk}",
        detail=detail,
        now=now,
    )
