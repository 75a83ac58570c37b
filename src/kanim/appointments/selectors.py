"""Reads of places and appointments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import Promise

from kanim.appointments.models import Appointment, Slot, SlotTemplate, Weekday
from kanim.appointments.offers import service_of, service_titles
from kanim.appointments.rules import HORIZON
from kanim.cases.models import Case, Step
from kanim.exchange.schedules import Schedule, schedule_source
from kanim.office.duty import Duty
from kanim.office.selectors import UnableToFindSetting, calendar_of, setting_value

DAYS_BEFORE = "passport.reschedule_days_before"
MOVES = "passport.reschedules"
GRACE = "passport.no_show_grace_days"

CHECK_IN = "appointments.check_in"


def figure(code: str, on: date, office_id: int, usual: int) -> int:
    """A figure that the office sets; ``usual`` where it has set none."""
    try:
        return int(setting_value(code, on, office_id))
    except UnableToFindSetting:
        return usual


def appointment_of(case: Case) -> Appointment | None:
    """The appointment that a case holds, with its slot and office."""
    return (
        Appointment.objects.active()
        .filter(case=case)
        .select_related("slot__office", "case")
        .first()
    )


@schedule_source
def schedule(case: Case) -> Schedule | None:
    """When and where a case's applicant is expected."""
    appointment = appointment_of(case)
    if appointment is None:
        return None
    slot = appointment.slot
    place = ", ".join(filter(None, [slot.office.name, slot.office.address]))
    return Schedule(slot.starts_at, slot.ends_at, place)


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A working day with its slots, as the booking page shows it."""

    day: date
    slots: list[Slot]

    @property
    def remaining(self) -> int:
        """Free places of the day."""
        return sum(slot.remaining for slot in self.slots)


def days_to_choose(case: Case, now: datetime) -> list[DayChoice]:
    """The working days ahead that have slots for a case's service, full ones included. One query."""
    calendar = calendar_of(case.office_id)
    slots = Slot.objects.filter(
        office=case.office_id,
        service=service_of(case),
        starts_at__gt=now,
        starts_at__lt=now + HORIZON,
    ).order_by("starts_at")
    days: dict[date, list[Slot]] = {}
    for slot in slots:
        days.setdefault(slot.day, []).append(slot)
    return [DayChoice(day, found) for day, found in days.items() if calendar.is_working_day(day)]


@dataclass(frozen=True, slots=True)
class Visit:
    """One expected visitor of a day."""

    appointment: Appointment
    step: Step | None
    service: str | Promise

    @property
    def is_due(self) -> bool:
        """Whether the visitor can be checked in: the case stands at that step."""
        return self.step is not None


def visits_on(duty: Duty, day: date) -> list[Visit]:
    """Who is expected or came on a local day, by time. Two queries."""
    steps = Step.objects.open().filter(activity=CHECK_IN)
    start = timezone.make_aware(datetime.combine(day, time.min))
    rows = (
        Appointment.objects.visible_to(duty)
        .active()
        .filter(slot__starts_at__gte=start, slot__starts_at__lt=start + timedelta(days=1))
        .select_related("slot", "case")
        .prefetch_related(Prefetch("case__steps", steps, to_attr="check_in_steps"))
        .order_by("slot__starts_at", "case__number")
    )
    titles = service_titles()
    return [_visit(row, titles) for row in rows[:1000]]


def _visit(row: Appointment, titles: dict[str, str | Promise]) -> Visit:
    steps: list[Step] = row.case.check_in_steps  # type: ignore[attr-defined]  # set by the prefetch
    return Visit(row, steps[0] if steps else None, titles.get(row.slot.service, row.slot.service))


@dataclass(frozen=True, slots=True)
class HoursRow:
    """The hours of a week that begin at one time: one cell a weekday, empty where none."""

    starts: time
    cells: list[SlotTemplate | None]


@dataclass(frozen=True, slots=True)
class Week:
    """The weekly hours of one service, with the weekdays that it has."""

    service: str | Promise
    weekdays: Sequence[str | Promise]
    rows: list[HoursRow]


def weeks_of(duty: Duty) -> list[Week]:
    """The office's weekly service hours, one grid a service. One query."""
    titles = service_titles()
    by_service: dict[str, list[SlotTemplate]] = {}
    for row in SlotTemplate.objects.visible_to(duty).order_by("service", "starts", "weekday"):
        by_service.setdefault(row.service, []).append(row)
    return [_week(titles.get(code, code), rows) for code, rows in by_service.items()]


def _week(title: str | Promise, templates: list[SlotTemplate]) -> Week:
    last = max(Weekday.FRIDAY, *(row.weekday for row in templates))
    rows: dict[time, list[SlotTemplate | None]] = {}
    for template in templates:
        cells = rows.setdefault(template.starts, [None] * (last + 1))
        cells[template.weekday] = template
    weekdays = [Weekday(number).label for number in range(last + 1)]
    return Week(title, weekdays, [HoursRow(starts, cells) for starts, cells in rows.items()])


@dataclass(frozen=True, slots=True)
class Load:
    """How full a coming day is."""

    day: date
    service: str | Promise
    capacity: int
    taken: int

    @property
    def percent(self) -> int:
        """Share of places taken."""
        return round(100 * self.taken / self.capacity) if self.capacity else 0


def load_ahead(duty: Duty, now: datetime) -> list[Load]:
    """Places and bookings of the next two weeks, by service and day. One query."""
    slots = Slot.objects.visible_to(duty).filter(
        starts_at__gt=now, starts_at__lt=now + timedelta(days=14)
    )
    found: dict[tuple[date, str], tuple[int, int]] = {}
    for slot in slots.order_by("starts_at"):
        capacity, taken = found.get((slot.day, slot.service), (0, 0))
        found[slot.day, slot.service] = (capacity + slot.capacity, taken + slot.taken)
    titles = service_titles()
    return [Load(day, titles.get(code, code), *sums) for (day, code), sums in found.items()]
