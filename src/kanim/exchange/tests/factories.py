"""Valid rows for tests of exchange, payments and appointments: the invented visit SOP, run for real."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from django.utils import timezone

from kanim.accounts.models import User
from kanim.appointments.models import Slot, SlotTemplate
from kanim.cases.activities import ACTIVITIES, Activity, Context
from kanim.cases.models import Case, Step
from kanim.cases.services import case_open, sitting_submit
from kanim.exchange.services import dispatch_queue
from kanim.office.duty import Duty, duty_of
from kanim.office.models import Office, Tariff
from kanim.office.tests.factories import office_make, officer_make, user_make
from kanim.payments.prices import PRICES, BillLine
from kanim.sop import catalog

VISITS = Path(__file__).parent / "catalog"
SOP = "kunjungan"
_numbers = count(1)


class Transmit(Activity):
    """Sends the case to the centre and waits for its result."""

    code = "visits.transmit"
    title = "Transmit"
    outcomes = {"accepted": "Accepted", "problem": "Problem"}
    mode = "message"

    def on_open(self, ctx: Context) -> None:
        dispatch_queue(
            system="centre",
            key=f"transmit-{ctx.step.pk:08d}",
            path="/applications",
            payload={
                "key": f"transmit-{ctx.step.pk:08d}",
                "case": ctx.case.number,
                "name": ctx.case.title,
            },
            case=ctx.case,
            step=ctx.step,
            now=ctx.now,
        )


@contextmanager
def visits() -> Iterator[None]:
    """The invented catalogue in place of the office's, with a price."""
    kept, activities, prices = catalog.DIRECTORY, dict(ACTIVITIES), dict(PRICES)
    catalog.DIRECTORY = VISITS
    ACTIVITIES["visits.transmit"] = Transmit()
    PRICES[SOP] = lambda case, on: [BillLine("uji.kunjungan"), BillLine("uji.meterai", 2)]
    try:
        yield
    finally:
        catalog.DIRECTORY = kept
        for registry, before in ((ACTIVITIES, activities), (PRICES, prices)):
            registry.clear()
            registry.update(before)  # type: ignore[arg-type]


def tariffs_make() -> None:
    for code, amount in {"uji.kunjungan": 350_000, "uji.meterai": 10_000}.items():
        Tariff.objects.get_or_create(
            code=code,
            defaults={
                "name_id": f"Tarif {code}",
                "name_en": f"Tariff {code}",
                "amount": amount,
                "unit": "permohonan",
                "source": "uji",
                "confidence": "R",
                "effective_from": date(2020, 1, 1),
            },
        )


def slot_make(office: Office, starts_at: datetime, capacity: int = 10, **fields: Any) -> Slot:
    found, _is_new = Slot.objects.get_or_create(
        office=office,
        starts_at=starts_at,
        service=fields.pop("service", SOP),
        defaults={"ends_at": starts_at + timedelta(hours=1), "capacity": capacity, **fields},
    )
    return found


def hours_make(office: Office, **fields: Any) -> SlotTemplate:
    return SlotTemplate.objects.create(
        office=office,
        **{
            "service": SOP,
            "weekday": 0,
            "starts": time(8),
            "ends": time(9),
            "capacity": 10,
            **fields,
        },
    )


def working_day(office: Office, after: datetime, days: int = 3) -> datetime:
    """Nine o'clock of a working day some working days after a moment."""
    from kanim.office.selectors import calendar_of

    day = calendar_of(office.pk).add_working_days(timezone.localdate(after), days)
    return timezone.make_aware(datetime.combine(day, time(9)))


def applicant_make(**fields: Any) -> User:
    return user_make(**{"full_name": f"Pemohon {next(_numbers)}", **fields})


def duty(user: User, now: datetime) -> Duty:
    return duty_of(user, today=now.date())


def case_make(office: Office, now: datetime, applicant: User | None = None, **fields: Any) -> Case:
    """A case at its first step: choose an appointment."""
    applicant = applicant or applicant_make()
    return case_open(
        sop=SOP,
        office=office,
        duty=duty(applicant, now),
        now=now,
        applicant=applicant,
        **{"title": applicant.full_name, **fields},
    )


def open_step(case: Case) -> Step:
    return Step.objects.open().select_related("case").get(case=case)


def booked_case(office: Office, now: datetime, slot: Slot | None = None, **fields: Any) -> Case:
    """A case that has an appointment and waits to be paid."""
    tariffs_make()
    case = case_make(office, now, **fields)
    slot = slot or slot_make(office, working_day(office, now))
    book(case, slot, now)
    return case


def book(case: Case, slot: Slot, now: datetime) -> Step | None:
    step = open_step(case)
    assert case.applicant is not None
    return sitting_submit(
        step_id=step.pk,
        duty=duty(case.applicant, now),
        data={f"{step.step}-slot": str(slot.pk)},
        files={},
        version=step.case.version,
        now=now,
    )


def officer_duty(
    office: Office, now: datetime, *permissions: str, lanes: tuple[str, ...] = ("loket",)
) -> Duty:
    return duty(officer_make(office, permissions=permissions, lanes=lanes), now)


NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
__all__ = ["NOW", "SOP", "office_make", "officer_make"]
