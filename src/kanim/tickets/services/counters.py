"""Sitting down at a counter and leaving it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.office.duty import Duty, actor_of
from kanim.tickets.defaults import counters_prepare
from kanim.tickets.models import Counter, Ticket, TicketEvent
from kanim.tickets.services.announcing import board_announce, ticket_happened
from kanim.tickets.services.errors import UnableToSit


@transaction.atomic
def queue_prepare(*, office_id: int) -> list[Counter]:
    """Give an office the usual classes and counters if it has none; returns its counters."""
    return counters_prepare(office_id)


@transaction.atomic
def counter_take(*, counter_id: int, duty: Duty, now: datetime) -> Counter:
    """Sit down at a counter, leaving the one before.

    Raises UnableToSit if a colleague sits there today, or a visitor is still at the old counter.
    """
    assert duty.user is not None
    # In the order of ids, so that two officers who swap counters wait for each other briefly
    # instead of for ever.
    mine_or_wanted = Counter.objects.visible_to(duty).select_for_update(no_key=True, of=("self",))
    counters = {
        row.pk: row
        for row in mine_or_wanted.select_related("staffed_by")
        .filter(pk__in=[counter_id, *_seats(duty)])
        .order_by("pk")
    }
    wanted = counters.get(counter_id)
    if wanted is None:
        raise UnableToSit(_("This counter does not exist. Choose one from the list."))
    if wanted.staffed_by_id == duty.user.pk:
        return wanted
    if wanted.staffed_by is not None and _sat_down_today(wanted, now):
        raise UnableToSit(
            _("%(name)s sits at counter %(number)s. Choose another counter.")
            % {"name": wanted.staffed_by, "number": wanted.number}
        )
    for counter in counters.values():
        if counter.staffed_by_id == duty.user.pk:
            _stand_up(counter, duty, now)
    leftovers_close(counter=wanted, duty=duty, now=now)
    wanted.staffed_by, wanted.staffed_at = duty.user, now
    wanted.save(update_fields=["staffed_by", "staffed_at"])
    _tell(wanted, "counter.taken", duty, now)
    return wanted


@transaction.atomic
def counter_leave(*, duty: Duty, now: datetime) -> None:
    """Leave the counter. Raises UnableToSit while a visitor is there; nothing if at none."""
    mine = (
        Counter.objects.visible_to(duty)
        .select_for_update(no_key=True)
        .filter(staffed_by=duty.user)
        .first()
    )
    if mine is not None:
        _stand_up(mine, duty, now)


def leftovers_close(*, counter: Counter, duty: Duty, now: datetime) -> None:
    """Skip what an earlier day left at the counter, so that it can call again."""
    old = Ticket.objects.at_counters().filter(counter=counter, day__lt=timezone.localdate(now))
    for ticket in old.labelled().select_for_update(of=("self",)):
        ticket.state, ticket.finished_at = Ticket.State.SKIPPED, now
        ticket.save(update_fields=["state", "finished_at"])
        ticket_happened(
            ticket=ticket,
            kind=TicketEvent.Kind.SKIPPED,
            duty=duty,
            now=now,
            note="left from an earlier day",
        )


def _seats(duty: Duty) -> list[int]:
    return list(Counter.objects.filter(staffed_by=duty.user).values_list("pk", flat=True))


def _sat_down_today(counter: Counter, now: datetime) -> bool:
    assert counter.staffed_at is not None
    return timezone.localdate(counter.staffed_at) == timezone.localdate(now)


def _stand_up(counter: Counter, duty: Duty, now: datetime) -> None:
    leftovers_close(counter=counter, duty=duty, now=now)
    if Ticket.objects.at_counters().filter(counter=counter).exists():
        raise UnableToSit(
            _("A visitor is still at counter %(number)s. Finish or skip the ticket first.")
            % {"number": counter.number}
        )
    counter.staffed_by = counter.staffed_at = None
    counter.save(update_fields=["staffed_by", "staffed_at"])
    _tell(counter, "counter.left", duty, now)


def _tell(counter: Counter, verb: str, duty: Duty, now: datetime) -> None:
    entry_write(
        actor=actor_of(duty),
        office_id=counter.office_id,
        verb=verb,
        target=f"counter:{counter.pk}",
        detail={"counter": counter.number},
        now=now,
    )
    board_announce(office_id=counter.office_id, message={"id": 0, "kind": verb})
