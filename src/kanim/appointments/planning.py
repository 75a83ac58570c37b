"""Service hours and the places that they come to."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from kanim.appointments.models import Slot, SlotTemplate
from kanim.appointments.rules import HORIZON, Plan, offers_of
from kanim.audit.services import entry_write
from kanim.office.duty import Duty, actor_of
from kanim.office.models import Office
from kanim.office.selectors import calendar_of


def slots_generate(*, office_id: int, now: datetime, service: str | None = None) -> int:
    """Make the places of the weekly plans for the working days ahead that lack them; how many.

    Safe to repeat and to run at once in several processes: a slot exists once.
    """
    templates = SlotTemplate.objects.filter(office=office_id)
    templates = templates.filter(service=service) if service else templates
    by_service: dict[str, list[Plan]] = {}
    for row in templates:
        plan = Plan(row.weekday, row.starts, row.ends, row.capacity)
        by_service.setdefault(row.service, []).append(plan)
    calendar = calendar_of(office_id)
    days = [day for day in _days_ahead(now) if calendar.is_working_day(day)]
    tz = timezone.get_current_timezone()
    slots = [
        Slot(
            office_id=office_id,
            service=name,
            starts_at=offer.starts_at,
            ends_at=offer.ends_at,
            capacity=offer.capacity,
        )
        for name, plans in by_service.items()
        for offer in offers_of(plans, days, tz)
    ]
    before = Slot.objects.filter(office=office_id).count()
    Slot.objects.bulk_create(slots, ignore_conflicts=True, batch_size=500)
    return Slot.objects.filter(office=office_id).count() - before


def slots_ensure(*, office_id: int, service: str, now: datetime) -> None:
    """Make places on demand where the nightly job has not yet made those of the last days ahead."""
    edge = now + HORIZON - timedelta(days=7)
    known = Slot.objects.filter(office=office_id, service=service, starts_at__gte=edge).exists()
    if not known:
        slots_generate(office_id=office_id, service=service, now=now)


def slots_generate_everywhere(*, now: datetime) -> int:
    """Make the places of every open office; how many."""
    offices = Office.objects.filter(is_open=True).values_list("pk", flat=True)
    return sum(slots_generate(office_id=pk, now=now) for pk in offices)


@transaction.atomic
def template_save(*, template: SlotTemplate, duty: Duty, now: datetime) -> SlotTemplate:
    """Keep weekly hours; places still ahead follow, though never below what is booked."""
    template.save()
    for slot in _slots_ahead(template, now):
        Slot.objects.filter(pk=slot.pk).update(
            capacity=Greatest(F("taken"), template.capacity),
            ends_at=timezone.make_aware(datetime.combine(slot.day, template.ends)),
        )
    slots_generate(office_id=template.office_id, service=template.service, now=now)
    _audit(template, "slots.planned", duty, now)
    return template


@transaction.atomic
def template_remove(*, template: SlotTemplate, duty: Duty, now: datetime) -> None:
    """End weekly hours: free places ahead vanish, booked ones remain and are kept."""
    ahead = [slot.pk for slot in _slots_ahead(template, now)]
    Slot.objects.filter(pk__in=ahead).update(capacity=F("taken"))
    Slot.objects.filter(pk__in=ahead, taken=0, appointments__isnull=True).delete()
    _audit(template, "slots.ended", duty, now)
    template.delete()


def _slots_ahead(template: SlotTemplate, now: datetime) -> list[Slot]:
    """Slots of these weekly hours that have not begun, by local weekday and time, locked."""
    slots = Slot.objects.select_for_update().filter(
        office=template.office_id, service=template.service, starts_at__gt=now
    )
    return [slot for slot in slots.order_by("pk") if _is_of(slot, template)]


def _is_of(slot: Slot, template: SlotTemplate) -> bool:
    local = timezone.localtime(slot.starts_at)
    return local.weekday() == template.weekday and local.time() == _plain(template.starts)


def _plain(moment: time) -> time:
    return moment.replace(second=0, microsecond=0)


def _days_ahead(now: datetime) -> list[date]:
    today = timezone.localdate(now)
    return [today + timedelta(days=number) for number in range(HORIZON.days)]


def _audit(template: SlotTemplate, verb: str, duty: Duty, now: datetime) -> None:
    entry_write(
        actor=actor_of(duty),
        office_id=template.office_id,
        verb=verb,
        target=f"office:{template.office_id}",
        detail={
            "service": template.service,
            "weekday": template.weekday,
            "starts": template.starts,
            "ends": template.ends,
            "capacity": template.capacity,
        },
        now=now,
    )
