"""Setting up the counters and queues of an office."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.office.duty import Duty, actor_of
from kanim.tickets.models import Counter, TicketClass
from kanim.tickets.services.announcing import board_announce
from kanim.tickets.services.errors import UnableToArrange


@transaction.atomic
def counter_arrange(
    *,
    counter_id: int | None,
    number: int,
    name: str,
    letters: Collection[str],
    duty: Duty,
    now: datetime,
) -> Counter:
    """Set up a counter of the duty's office, a new one without ``counter_id``.

    Raises UnableToArrange if another counter has the number, or the office has none of the queues.
    """
    counter = Counter(office_id=_office(duty))
    if counter_id is not None:
        counter = Counter.objects.visible_to(duty).select_for_update().get(pk=counter_id)
    classes = list(TicketClass.objects.filter(office=counter.office_id, letter__in=letters))
    if not classes:
        raise UnableToArrange(_("Choose at least one queue for the counter."))
    counter.number, counter.name = number, name
    try:
        with transaction.atomic():
            counter.save()
    except IntegrityError:
        raise UnableToArrange(
            _("There is a counter %(number)s already. Choose another number.") % {"number": number}
        ) from None
    counter.classes.set(classes)
    detail = {"number": number, "name": name, "queues": sorted(row.letter for row in classes)}
    _tell(counter.office_id, "counter.arranged", f"counter:{counter.pk}", detail, duty, now)
    return counter


@transaction.atomic
def queue_arrange(
    *,
    letter: str,
    title_id: str,
    title_en: str,
    service_minutes: int,
    head_start: int,
    at_kiosk: bool,
    duty: Duty,
    now: datetime,
) -> TicketClass:
    """Change the names and figures of a queue; tickets that wait already keep their turn."""
    row = TicketClass.objects.select_for_update().get(office=_office(duty), letter=letter)
    row.title_id, row.title_en = title_id, title_en
    row.service_minutes, row.head_start, row.at_kiosk = service_minutes, head_start, at_kiosk
    row.save()
    detail = {
        "letter": letter,
        "title": title_id,
        "service_minutes": service_minutes,
        "head_start": head_start,
        "at_kiosk": at_kiosk,
    }
    _tell(row.office_id, "queue.arranged", f"queue:{row.pk}", detail, duty, now)
    return row


def _office(duty: Duty) -> int:
    assert duty.office_id is not None
    return duty.office_id


def _tell(
    office_id: int,
    verb: str,
    target: str,
    detail: Mapping[str, object],
    duty: Duty,
    now: datetime,
) -> None:
    entry_write(
        actor=actor_of(duty), office_id=office_id, verb=verb, target=target, detail=detail, now=now
    )
    board_announce(office_id=office_id, message={"id": 0, "kind": verb})
