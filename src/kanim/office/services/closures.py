"""The office's own closed and opened days."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.office.duty import Duty, actor_of
from kanim.office.models import Closure, Office
from kanim.office.rules import Hours
from kanim.office.selectors import calendar_forget


class UnableToClose(Exception):
    """The day stays as it is; the message says what to do."""


@transaction.atomic
def closure_add(
    *, duty: Duty, day: date, reason: str, hours: Hours | None, now: datetime
) -> Closure:
    """Close the duty's office on a day, or open it with ``hours``.

    UnableToClose if the day has passed or has its own entry already: deadlines were counted by it.
    """
    assert duty.office_id is not None
    if day < timezone.localdate(now):
        raise UnableToClose(_("That day has passed. Choose today or a later day."))
    closure = Closure(
        office_id=duty.office_id,
        day=day,
        kind=Closure.Kind.OPEN if hours else Closure.Kind.CLOSED,
        opens=hours.opens if hours else None,
        closes=hours.closes if hours else None,
        reason=reason,
    )
    try:
        with transaction.atomic():
            closure.save()
    except IntegrityError:
        raise UnableToClose(_("That day has an entry already. Remove it first.")) from None
    _calendar_changed(duty.office_id)
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb=f"calendar.{closure.kind}",
        target=f"day:{duty.office_id}/{day}",
        detail={"reason": reason, "opens": closure.opens, "closes": closure.closes},
        now=now,
    )
    return closure


@transaction.atomic
def closure_remove(*, duty: Duty, closure_id: int, now: datetime) -> None:
    """Let the national calendar hold again on a day to come.

    Closure.DoesNotExist if it is not the duty's office's, UnableToClose if the day has passed.
    """
    closure = Closure.objects.visible_to(duty).select_for_update().get(pk=closure_id)
    if closure.day < timezone.localdate(now):
        raise UnableToClose(_("That day has passed and stays in the calendar."))
    closure.delete()
    _calendar_changed(closure.office_id)
    entry_write(
        actor=actor_of(duty),
        office_id=closure.office_id,
        verb="calendar.restored",
        target=f"day:{closure.office_id}/{closure.day}",
        detail={"reason": closure.reason, "kind": closure.kind},
        now=now,
    )


def _calendar_changed(office_id: int) -> None:
    Office.objects.filter(pk=office_id).update(calendar_version=F("calendar_version") + 1)
    calendar_forget(office_id)
