"""Valid rows for tests of appointments: the invented visit, run for real."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from kanim.accounts.models import User
from kanim.appointments.models import Slot, SlotTemplate
from kanim.cases.activities import Activity
from kanim.cases.models import Case, Step
from kanim.cases.services import sitting_submit
from kanim.exchange.tests import factories
from kanim.exchange.tests.factories import (
    NOW,
    duty,
    office_make,
    officer_duty,
    officer_make,
    open_step,
    user_make,
)
from kanim.office.models import Office
from kanim.office.selectors import calendar_of

SOP = "kunjungan"
VISITS = Path(__file__).parent / "catalog"

__all__ = ["NOW", "duty", "office_make", "officer_duty", "officer_make", "open_step", "user_make"]


class Pay(Activity):
    """Waits for money, as a step that another app finishes."""

    code = "payments.settle"
    title = "Pay"
    outcomes = {"paid": "Paid"}
    mode = "message"


@contextmanager
def visits() -> Iterator[None]:
    """The invented catalogue in place of the office's."""
    with factories.invented(VISITS, {Pay.code: Pay()}):
        yield


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
    day = calendar_of(office.pk).add_working_days(timezone.localdate(after), days)
    return timezone.make_aware(datetime.combine(day, time(9)))


def case_make(office: Office, now: datetime, applicant: User | None = None, **fields: Any) -> Case:
    """A case at its first step: choose an appointment."""
    return factories.case_make(office, now, SOP, applicant, **fields)


def booked_case(office: Office, now: datetime, slot: Slot | None = None, **fields: Any) -> Case:
    """A case that has an appointment and waits to be paid."""
    case = case_make(office, now, **fields)
    book(case, slot or slot_make(office, working_day(office, now)), now)
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
