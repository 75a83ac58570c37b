"""Two hundred people press the button for ten places."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter

import pytest
from django.db import connection

from kanim.appointments.models import Appointment, Slot
from kanim.appointments.services import UnableToBook, appointment_book, appointment_move
from kanim.appointments.tests import factories as make
from kanim.appointments.tests.factories import NOW
from kanim.cases.errors import UnableToProceed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("visit_sop")]


def together(work, items) -> None:
    threads = [threading.Thread(target=work, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_hundred_bookings_of_ten_places_give_ten() -> None:
    office = make.office_make()
    slot = make.slot_make(office, make.working_day(office, NOW), capacity=10)
    applicant = make.user_make()
    cases = [make.case_make(office, NOW, applicant) for _ in range(200)]
    answers: Counter[str] = Counter()
    start = threading.Barrier(40)
    gate = threading.Semaphore(40)

    def book(case) -> None:
        with gate:
            with contextlib.suppress(threading.BrokenBarrierError):
                start.wait(timeout=5)
            try:
                appointment_book(case=case, slot_id=slot.pk, now=NOW)
                answers["booked"] += 1
            except UnableToBook as refusal:
                assert "Choose another" in str(refusal) or "Pilih" in str(refusal)
                answers["full"] += 1
            finally:
                connection.close()

    together(book, cases)
    assert answers == {"booked": 10, "full": 190}
    slot.refresh_from_db()
    assert slot.taken == 10
    assert Appointment.objects.filter(slot=slot).count() == 10


def test_two_who_swap_times_do_not_wait_for_each_other() -> None:
    office = make.office_make()
    first, second = (
        make.slot_make(office, make.working_day(office, NOW, days), capacity=20) for days in (3, 4)
    )
    cases = [
        make.booked_case(office, NOW, slot=slot) for slot in (first, second) for _ in range(10)
    ]
    refusals: list[str] = []
    start = threading.Barrier(len(cases))

    def move(case) -> None:
        held = Appointment.objects.get(case=case)
        other = second if held.slot_id == first.pk else first
        start.wait(timeout=20)
        try:
            appointment_move(
                case_id=case.pk, slot_id=other.pk, duty=make.duty(case.applicant, NOW), now=NOW
            )
        except UnableToProceed as refusal:
            refusals.append(str(refusal))
        finally:
            connection.close()

    together(move, cases)
    assert refusals == []
    assert sorted(Slot.objects.filter(office=office).values_list("taken", flat=True)) == [10, 10]


def test_one_person_who_presses_twice_has_one_place() -> None:
    office = make.office_make()
    slot = make.slot_make(office, make.working_day(office, NOW), capacity=10)
    case = make.case_make(office, NOW)
    answers: Counter[str] = Counter()
    start = threading.Barrier(8)

    def press(_number) -> None:
        start.wait(timeout=20)
        try:
            make.book(case, slot, NOW)
            answers["booked"] += 1
        except Exception:  # noqa: BLE001  which of the refusals does not matter here
            answers["refused"] += 1
        finally:
            connection.close()

    together(press, range(8))
    assert answers == {"booked": 1, "refused": 7}
    slot.refresh_from_db()
    assert slot.taken == 1
