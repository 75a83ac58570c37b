"""From an allocated blank to an endorsed passport (SOP 936 row 6)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case, Reference
from kanim.cases.services import references_set
from kanim.exchange.services import dispatch_queue
from kanim.office.duty import Duty, actor_of
from kanim.passports.models import Application, Blank, Passport, ProductionFailure
from kanim.passports.page.content import page_content
from kanim.passports.page.rendering import page_render
from kanim.passports.rules import expiry_date
from kanim.passports.selectors import is_dual_national
from kanim.passports.services.stock import blank_use, blank_void


class UnableToProduce(UnableToPerform):
    """The passport is not in the state for this."""


@transaction.atomic
def passport_prepare(
    *, application: Application, blank: Blank, duty: Duty, now: datetime
) -> Passport:
    """Compose the zone and the page of a passport on its allocated blank.

    It is dated today and ends as the rules of validity say. Raises UnableToPreparePage where photo,
    signature or data are missing; the page is kept as it will be printed.
    """
    issued_on = timezone.localdate(now)
    assert application.birth_date is not None
    expires_on = expiry_date(
        issued_on,
        application.validity_years,
        application.birth_date,
        is_dual_national(application.case),
    )
    content = page_content(
        application, number=blank.serial, issued_on=issued_on, expires_on=expires_on
    )
    passport = Passport.objects.create(
        case=application.case,
        blank=blank,
        issued_on=issued_on,
        expires_on=expires_on,
        mrz="\n".join(content.zone),
        page=page_render(content, made_at=now),
        prepared_at=now,
    )
    references_set(case=application.case, values=[(Reference.Kind.PASSPORT, blank.serial)])
    _record(passport, "passport.prepared", duty, now)
    return passport


@transaction.atomic
def passport_print(*, passport: Passport, duty: Duty, now: datetime) -> None:
    """Record that the page was printed well; its blank is used from now on."""
    _expect(passport, Passport.State.PREPARED)
    blank_use(blank=passport.blank, duty=duty, now=now)
    passport.state, passport.printed_at = Passport.State.PRINTED, now
    passport.save(update_fields=["state", "printed_at"])
    _record(passport, "passport.printed", duty, now)


@transaction.atomic
def passport_endorse(*, passport: Passport, duty: Duty, now: datetime) -> None:
    """Make a printed passport valid in the name of the official on duty."""
    _expect(passport, Passport.State.PRINTED)
    passport.state = Passport.State.ENDORSED
    passport.endorsed_by, passport.endorsed_at = duty.user, now
    passport.save(update_fields=["state", "endorsed_by", "endorsed_at"])
    _record(passport, "passport.endorsed", duty, now)


@transaction.atomic
def passport_cancel(*, passport: Passport, reason: str, duty: Duty, now: datetime) -> None:
    """Cancel a passport that has not been handed over, and void its blank.

    Border control is told if it knows the passport already (it is told of endorsed ones only).
    """
    if passport.state in (Passport.State.HANDED_OVER, Passport.State.CANCELLED):
        raise UnableToProduce(_("This passport has been handed over or cancelled already."))
    was_endorsed = passport.state == Passport.State.ENDORSED
    passport.state = Passport.State.CANCELLED
    passport.cancelled_at, passport.cancel_reason = now, reason
    passport.save(update_fields=["state", "cancelled_at", "cancel_reason"])
    blank_void(blank=passport.blank, reason=reason, duty=duty, now=now)
    _record(passport, "passport.cancelled", duty, now, reason=reason)
    if was_endorsed:
        _border_tell(passport, now)


@transaction.atomic
def failure_report(
    *, case: Case, passport: Passport, stage: str, description: str, duty: Duty, now: datetime
) -> ProductionFailure:
    """Report a failed print, reading, lamination or check to the official who answers for it."""
    failure = ProductionFailure.objects.create(
        case=case,
        blank=passport.blank,
        stage=stage,
        description=description,
        reported_by=duty.user,
        reported_at=now,
    )
    _record(passport, "passport.failed", duty, now, stage=stage, description=description)
    return failure


def _expect(passport: Passport, state: Passport.State) -> None:
    if passport.state != state:
        raise UnableToProduce(
            _("Passport %(number)s is in the state “%(state)s”, so this cannot be done.")
            % {"number": passport.blank.serial, "state": passport.get_state_display()}
        )


def _border_tell(passport: Passport, now: datetime) -> None:
    number = passport.blank.serial
    dispatch_queue(
        system="border",
        key=f"border-cancelled-{number}",
        path="/passports",
        payload={
            "number": number,
            "status": "cancelled",
            "cancelled_at": now.isoformat(),
        },
        case=passport.case,
        now=now,
    )


def _record(passport: Passport, verb: str, duty: Duty, now: datetime, **detail: str) -> None:
    entry_write(
        actor=actor_of(duty),
        office_id=passport.case.office_id,
        verb=verb,
        target=passport.case.target,
        detail={"number": passport.blank.serial, **detail},
        now=now,
    )
