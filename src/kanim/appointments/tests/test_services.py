from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kanim.appointments import hooks, planning
from kanim.appointments.models import Appointment, Slot
from kanim.appointments.permissions import MANAGE
from kanim.appointments.selectors import appointment_of, days_to_choose, schedule
from kanim.appointments.services import (
    UnableToBook,
    UnableToCheckIn,
    UnableToMove,
    appointment_move,
    arrival_check_in,
)
from kanim.appointments.tests import factories as make
from kanim.appointments.tests.factories import NOW
from kanim.audit.models import Entry
from kanim.cases.errors import FormIncomplete, UnableToProceed
from kanim.cases.services import step_complete, step_expire
from kanim.office.duty import Duty
from kanim.office.models import Closure, Setting
from kanim.office.selectors import calendar_forget

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("visit_sop")]


@pytest.fixture
def office():
    return make.office_make()


@pytest.fixture
def slot(office):
    return make.slot_make(office, make.working_day(office, NOW))


def setting_make(code: str, value: int) -> None:
    Setting.objects.create(
        code=code,
        kind="number",
        title_id=code,
        title_en=code,
        value=value,
        source="uji",
        confidence="R",
        effective_from=date(2020, 1, 1),
    )


def paid_case(office, slot, now=NOW):
    """A case that awaits its visitor."""
    case = make.booked_case(office, now, slot=slot)
    step = make.open_step(case)
    duty = Duty(None, office.pk, lanes=frozenset({"sistem", "pemohon"}))
    step_complete(step_id=step.pk, duty=duty, outcome="paid", now=now)
    return case


def test_booking_takes_a_place_and_leads_to_payment(office, slot) -> None:
    case = make.booked_case(office, NOW, slot=slot)
    slot.refresh_from_db()
    assert slot.taken == 1
    assert make.open_step(case).step == "pay"
    found = schedule(case)
    assert found is not None
    assert found.starts_at == slot.starts_at
    assert office.name in found.place


def test_a_full_slot_says_so_beside_the_form(office) -> None:
    slot = make.slot_make(office, make.working_day(office, NOW), capacity=1)
    make.booked_case(office, NOW, slot=slot)
    case = make.case_make(office, NOW)
    with pytest.raises(FormIncomplete) as refused:
        make.book(case, slot, NOW)
    (form,) = refused.value.forms.values()
    assert "Pilih" in str(form.errors) or "Choose" in str(form.errors)
    assert make.open_step(case).step == "appoint"


def test_only_slots_of_the_cases_office_and_service_ahead(office, slot) -> None:
    other = make.slot_make(make.office_make(), slot.starts_at)
    elsewhere = make.slot_make(office, slot.starts_at, service="lain")
    past = make.slot_make(office, NOW - timedelta(days=1))
    case = make.case_make(office, NOW)
    for wrong in (other, elsewhere, past):
        with pytest.raises(FormIncomplete):
            make.book(case, wrong, NOW)
    assert not Appointment.objects.exists()
    days = days_to_choose(case, NOW)
    assert [found.pk for day in days for found in day.slots] == [slot.pk]


def test_a_day_that_the_office_closes_is_offered_no_more(office, slot) -> None:
    Closure.objects.create(office=office, day=slot.day, reason="Listrik padam")
    calendar_forget(office.pk)
    case = make.case_make(office, NOW)
    assert days_to_choose(case, NOW) == []
    with pytest.raises(FormIncomplete):
        make.book(case, slot, NOW)


def test_the_database_itself_refuses_an_overbooked_slot(slot) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.filter(pk=slot.pk).update(taken=slot.capacity + 1)


def test_unpaid_in_time_frees_the_place(office, slot) -> None:
    case = make.booked_case(office, NOW, slot=slot)
    step_expire(step_id=make.open_step(case).pk, now=NOW + timedelta(hours=2, seconds=1))
    slot.refresh_from_db()
    assert slot.taken == 0
    assert Appointment.objects.get().state == "released"
    assert appointment_of(case) is None


def test_a_place_is_freed_once(office, slot) -> None:
    case = make.booked_case(office, NOW, slot=slot)
    make.booked_case(office, NOW, slot=slot)
    step_expire(step_id=make.open_step(case).pk, now=NOW + timedelta(hours=2, seconds=1))
    from kanim.appointments.services import appointment_release

    assert not appointment_release(case=case, duty=Duty.machine(), now=NOW)
    slot.refresh_from_db()
    assert slot.taken == 1


def test_moving_takes_the_new_place_and_frees_the_old(office, slot) -> None:
    later = make.slot_make(office, make.working_day(office, NOW, 5))
    case = paid_case(office, slot)
    due = make.open_step(case).due_at
    applicant = make.duty(case.applicant, NOW)
    appointment_move(case_id=case.pk, slot_id=later.pk, duty=applicant, now=NOW)
    slot.refresh_from_db()
    later.refresh_from_db()
    assert (slot.taken, later.taken) == (0, 1)
    # The deadline of the visit follows the appointment.
    moved = timezone.localdate(make.open_step(case).due_at) - timezone.localdate(due)
    assert moved == later.day - slot.day
    assert Entry.objects.filter(verb="appointment.moved", target=case.target).exists()
    with pytest.raises(UnableToMove):
        appointment_move(case_id=case.pk, slot_id=slot.pk, duty=applicant, now=NOW)


def test_on_the_day_itself_only_the_office_moves_and_says_why(office, slot) -> None:
    later = make.slot_make(office, make.working_day(office, NOW, 5))
    case = paid_case(office, slot)
    that_day = slot.starts_at - timedelta(hours=1)
    with pytest.raises(UnableToMove):
        appointment_move(
            case_id=case.pk, slot_id=later.pk, duty=make.duty(case.applicant, NOW), now=that_day
        )
    chief = make.officer_duty(office, NOW, MANAGE)
    with pytest.raises(UnableToMove):
        appointment_move(case_id=case.pk, slot_id=later.pk, duty=chief, now=that_day)
    moved = appointment_move(
        case_id=case.pk, slot_id=later.pk, duty=chief, now=that_day, reason="Listrik padam"
    )
    assert moved.moves == 0


def test_nobody_moves_another_persons_appointment(office, slot) -> None:
    later = make.slot_make(office, make.working_day(office, NOW, 5))
    case = paid_case(office, slot)
    for stranger in (
        make.duty(make.user_make(), NOW),
        make.officer_duty(office, NOW),
        make.officer_duty(make.office_make(), NOW, MANAGE),
    ):
        with pytest.raises(UnableToProceed):
            appointment_move(
                case_id=case.pk, slot_id=later.pk, duty=stranger, now=NOW, reason="iseng"
            )
    slot.refresh_from_db()
    assert slot.taken == 1


def test_check_in_on_the_day_by_number_at_the_desk(office, slot, monkeypatch) -> None:
    monkeypatch.setattr(hooks, "ARRIVALS", [])
    monkeypatch.setattr("kanim.appointments.activities.ARRIVALS", [lambda case, duty, now: "A-001"])
    case = paid_case(office, slot)
    desk = make.officer_duty(office, NOW)
    with pytest.raises(UnableToCheckIn):
        arrival_check_in(number=case.number, duty=desk, now=NOW)
    step = arrival_check_in(number=f" {case.number.lower()}", duty=desk, now=slot.starts_at)
    assert step is not None
    assert step.step == "serve"
    arrived = case.steps.get(step="arrive")
    assert arrived.note == "A-001"
    assert arrived.closed_by == desk.user
    assert Appointment.objects.get().state == "arrived"
    with pytest.raises(UnableToCheckIn):
        arrival_check_in(number=case.number, duty=desk, now=slot.starts_at)


def test_the_kiosk_checks_in_by_qr_as_the_machine(office, slot) -> None:
    case = paid_case(office, slot)
    kiosk = Duty.machine(office.pk)
    url = f"http://localhost:8000/status/{case.number}/"
    assert arrival_check_in(number=url, duty=kiosk, now=slot.starts_at) is not None


def test_another_office_does_not_know_the_visitor(office, slot) -> None:
    case = paid_case(office, slot)
    with pytest.raises(UnableToCheckIn):
        arrival_check_in(
            number=case.number, duty=Duty.machine(make.office_make().pk), now=slot.starts_at
        )


def test_who_has_not_paid_is_told_so(office, slot) -> None:
    case = make.booked_case(office, NOW, slot=slot)
    with pytest.raises(UnableToCheckIn, match=r"[Bb]ayar|[Pp]ay"):
        arrival_check_in(number=case.number, duty=Duty.machine(office.pk), now=NOW)


def test_who_misses_the_day_has_the_days_of_grace(office, slot) -> None:
    setting_make("passport.no_show_grace_days", 7)
    case = paid_case(office, slot)
    step = make.open_step(case)
    due = timezone.localtime(step.due_at)
    assert due.date() >= slot.day + timedelta(days=7)
    late = slot.starts_at + timedelta(days=5)
    step_expire_at = step.due_at + timedelta(seconds=1)
    assert late < step_expire_at
    step_expire(step_id=step.pk, now=step_expire_at)
    case.refresh_from_db()
    assert case.end == "no_show"
    assert Appointment.objects.get().state == "released"


def test_places_are_made_for_working_days_and_only_once(office) -> None:
    for weekday in range(7):
        make.hours_make(office, weekday=weekday)
    made = planning.slots_generate(office_id=office.pk, now=NOW)
    from kanim.office.selectors import calendar_of

    calendar = calendar_of(office.pk)
    days = {slot.day for slot in Slot.objects.filter(office=office)}
    assert made == len(days)
    assert all(calendar.is_working_day(day) for day in days)
    assert planning.slots_generate(office_id=office.pk, now=NOW) == 0
    assert date(2026, 12, 24) not in days  # cuti bersama


def test_less_capacity_never_undoes_a_booking(office) -> None:
    chief = make.officer_duty(office, NOW, MANAGE)
    hours = make.hours_make(office, weekday=2, starts=time(8), ends=time(9), capacity=5)
    planning.slots_generate(office_id=office.pk, now=NOW)
    slot = Slot.objects.filter(office=office).order_by("starts_at").first()
    for _ in range(3):
        make.booked_case(office, NOW, slot=slot)
    hours.capacity = 1
    planning.template_save(template=hours, duty=chief, now=NOW)
    slot.refresh_from_db()
    assert (slot.capacity, slot.taken) == (3, 3)
    free = Slot.objects.filter(office=office).exclude(pk=slot.pk)
    assert set(free.values_list("capacity", flat=True)) == {1}

    planning.template_remove(template=hours, duty=chief, now=NOW)
    assert list(Slot.objects.filter(office=office)) == [slot]
    assert Appointment.objects.filter(slot=slot, state="booked").count() == 3


def test_hours_are_local_time(office) -> None:
    make.hours_make(office, weekday=2, starts=time(8), ends=time(9))
    planning.slots_generate(office_id=office.pk, now=NOW)
    slot = Slot.objects.filter(office=office).first()
    assert timezone.localtime(slot.starts_at).time() == time(8)
    assert isinstance(slot.starts_at, datetime)


def test_a_case_books_only_once(office, slot) -> None:
    case = make.booked_case(office, NOW, slot=slot)
    from kanim.appointments.services import appointment_book

    with pytest.raises(UnableToBook):
        appointment_book(case=case, slot_id=slot.pk, now=NOW)
