from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F

from kanim.audit.models import Entry
from kanim.office import selectors
from kanim.office.duty import Duty
from kanim.office.models import Closure, Office
from kanim.office.rules import Hours
from kanim.office.selectors import calendar_forget, calendar_of
from kanim.office.services import UnableToClose, closure_add, closure_remove
from kanim.office.tests.factories import duty_make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Makassar"))
TOMORROW = date(2026, 11, 25)


def office_of(duty: Duty) -> int:
    assert duty.office_id is not None
    return duty.office_id


def test_own_days_are_in_the_calendar_at_once() -> None:
    duty = duty_make()
    assert calendar_of(office_of(duty)).is_working_day(TOMORROW)
    closure = closure_add(duty=duty, day=TOMORROW, reason="Apel", hours=None, now=NOW)
    assert not calendar_of(office_of(duty)).is_working_day(TOMORROW)
    closure_remove(duty=duty, closure_id=closure.pk, now=NOW)
    assert calendar_of(office_of(duty)).is_working_day(TOMORROW)
    verbs = (
        Entry.objects.filter(office=duty.office_id).order_by("id").values_list("verb", flat=True)
    )
    assert list(verbs) == ["calendar.closed", "calendar.restored"]


def test_open_on_a_saturday() -> None:
    duty = duty_make()
    saturday = date(2026, 11, 28)
    hours = Hours(time(8), time(12))
    closure_add(duty=duty, day=saturday, reason="Layanan Sabtu", hours=hours, now=NOW)
    assert calendar_of(office_of(duty)).hours_on(saturday) == hours


def test_past_and_double_days_are_refused() -> None:
    duty = duty_make()
    with pytest.raises(UnableToClose):
        closure_add(duty=duty, day=date(2026, 11, 23), reason="-", hours=None, now=NOW)
    closure_add(duty=duty, day=TOMORROW, reason="Apel", hours=None, now=NOW)
    with pytest.raises(UnableToClose):
        closure_add(duty=duty, day=TOMORROW, reason="Lagi", hours=None, now=NOW)
    past = Closure.objects.create(office_id=office_of(duty), day=date(2026, 1, 2), reason="-")
    with pytest.raises(UnableToClose):
        closure_remove(duty=duty, closure_id=past.pk, now=NOW)


def test_days_of_another_office_are_out_of_reach() -> None:
    closure = closure_add(duty=duty_make(), day=TOMORROW, reason="Apel", hours=None, now=NOW)
    with pytest.raises(Closure.DoesNotExist):
        closure_remove(duty=duty_make(), closure_id=closure.pk, now=NOW)


def test_process_keeps_its_copy_and_sees_a_new_version(
    django_assert_num_queries, monkeypatch
) -> None:
    office_id = office_of(duty_make())
    with django_assert_num_queries(3):
        first = calendar_of(office_id)
    with django_assert_num_queries(0):
        assert calendar_of(office_id) is first
    monkeypatch.setattr(selectors, "TRUST_SECONDS", 0.0)
    with django_assert_num_queries(1):
        assert calendar_of(office_id) is first
    Closure.objects.create(office_id=office_id, day=TOMORROW, reason="Dari proses lain")
    Office.objects.filter(pk=office_id).update(calendar_version=F("calendar_version") + 1)
    assert not calendar_of(office_id).is_working_day(TOMORROW)
    calendar_forget(office_id)


def test_unknown_office() -> None:
    with pytest.raises(Office.DoesNotExist):
        calendar_of(0)
