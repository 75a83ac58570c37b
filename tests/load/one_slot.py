"""Two hundred applicants book a slot of ten places in the same instant: ten get one."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, time, timedelta
from html import unescape
from pathlib import Path
from sys import path
from typing import Any

path.insert(0, str(Path(__file__).parents[2]))

from tests.load.office import LoadOffice, conclude, office_begin, signed_in_cookies

APPLICANTS = 200
PLACES = 10
REFUSAL = "Pilih waktu lain"


def main() -> None:
    office = office_begin()
    from kanim.appointments.models import Appointment
    from kanim.cases.models import Step
    from kanim.config.benchmarks.server import serving

    slot = _slot(office)
    steps = [_waiting_step(office, user) for user in _applicants()]
    with serving() as port:
        answers = asyncio.run(_all_at_once(port, steps, slot.pk))
    said = Counter(answer.status for answer in answers)
    print(f"{APPLICANTS} bookings of {PLACES} places: {dict(said)}")
    problems = []
    if said != {302: PLACES, 422: APPLICANTS - PLACES}:
        problems.append(f"expected {PLACES} answers 302 and {APPLICANTS - PLACES} answers 422")
    unclear = [a for a in answers if a.status == 422 and REFUSAL not in unescape(a.body.decode())]
    if unclear:
        problems.append(f"{len(unclear)} refusals do not say: {REFUSAL}")
    slot.refresh_from_db()
    booked = Appointment.objects.filter(slot=slot).count()
    done = Step.objects.filter(pk__in=[step.pk for _, step in steps], closed_at__isnull=False)
    if (slot.taken, booked, done.count()) != (PLACES, PLACES, PLACES):
        problems.append(f"slot {slot.taken}, appointments {booked}, steps {done.count()}")
    conclude(problems)


def _slot(office: LoadOffice) -> Any:
    from django.utils import timezone

    from kanim.appointments.models import Slot
    from kanim.office.selectors import calendar_of

    day = calendar_of(office.office.pk).add_working_days(timezone.localdate(office.now), 3)
    starts_at = timezone.make_aware(datetime.combine(day, time(9)))
    # A slot of its own for each run: the database is kept.
    starts_at += timedelta(microseconds=office.now.microsecond)
    return Slot.objects.create(
        office=office.office,
        service="janji",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        capacity=PLACES,
    )


def _applicants() -> list[Any]:
    from kanim.accounts.models import User

    names = [f"pemohon{number}" for number in range(APPLICANTS)]
    missing = [
        User(username=name, email=f"{name}@warga.example", full_name=name.title(), password="!")
        for name in names
    ]
    User.objects.bulk_create(missing, ignore_conflicts=True)
    return list(User.objects.filter(username__in=names))


def _waiting_step(office: LoadOffice, user: Any) -> tuple[dict[str, str], Any]:
    from kanim.cases.services import case_open
    from kanim.office.duty import Duty

    case = case_open(
        sop="janji", office=office.office, duty=Duty.machine(), applicant=user, now=office.now
    )
    return signed_in_cookies(user), case.steps.get()


async def _all_at_once(port: int, steps: list[tuple[dict[str, str], Any]], slot_id: int) -> list:
    from kanim.config.benchmarks.browser import Browser

    browsers = [(Browser(port, cookies=cookies), step) for cookies, step in steps]
    await asyncio.gather(*(browser.get("/status/") for browser, _ in browsers))
    fields = {"version": "1", "book-slot": str(slot_id)}
    return await asyncio.gather(
        *(browser.post(f"/jadwal/pilih/{step.pk}/", fields) for browser, step in browsers)
    )


if __name__ == "__main__":
    main()
