from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kanim.appointments.models import Appointment, SlotTemplate
from kanim.appointments.permissions import ARRIVALS, MANAGE
from kanim.appointments.tests import factories as make
from kanim.cases.services import step_complete
from kanim.office.duty import Duty

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("visit_sop")]


@pytest.fixture
def office():
    return make.office_make()


def signed_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def today_slot(office, **fields):
    """A slot of today, made a working day whatever day the test runs on."""
    from kanim.office.models import Closure
    from kanim.office.selectors import calendar_forget

    now = timezone.now()
    day = timezone.localdate(now)
    Closure.objects.get_or_create(
        office=office,
        day=day,
        defaults={"kind": "open", "opens": "00:00", "closes": "23:59", "reason": "Uji"},
    )
    calendar_forget(office.pk)
    start = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    return make.slot_make(office, start, capacity=30, **fields)


def expected_case(office, slot):
    """A paid case with an appointment in the slot."""
    case = make.booked_case(office, slot.starts_at - timedelta(days=1), slot=slot)
    duty = Duty(None, office.pk, lanes=frozenset({"sistem", "pemohon"}))
    step_complete(step_id=make.open_step(case).pk, duty=duty, outcome="paid", now=slot.starts_at)
    return case


def test_an_applicant_books_from_the_page(client, office) -> None:
    for weekday in range(7):
        make.hours_make(office, weekday=weekday)
    now = timezone.now()
    case = make.case_make(office, now)
    step = make.open_step(case)
    page = signed_in(client, case.applicant).get(reverse("appointments:choose", args=[step.pk]))
    assert page.status_code == 200
    chosen = page.context["chosen"]
    nothing = client.post(page.request["PATH_INFO"], {"version": case.version})
    assert nothing.status_code == 422
    done = client.post(
        page.request["PATH_INFO"],
        {"version": case.version, "appoint-slot": chosen.slots[0].pk},
    )
    assert done.status_code == 302
    assert make.open_step(case).step == "pay"
    assert done.url == reverse("cases:step", args=[make.open_step(case).pk])


def test_nobody_books_for_another(client, office) -> None:
    now = timezone.now()
    step = make.open_step(make.case_make(office, now))
    stranger = make.user_make()
    page = signed_in(client, stranger).get(reverse("appointments:choose", args=[step.pk]))
    assert page.status_code == 404


def test_without_places_the_page_says_what_to_do(client, office) -> None:
    case = make.case_make(office, timezone.now())
    step = make.open_step(case)
    page = signed_in(client, case.applicant).get(reverse("appointments:choose", args=[step.pk]))
    assert page.status_code == 200
    assert page.context["days"] == []


def test_an_applicant_moves_from_the_page(client, office) -> None:
    now = timezone.now()
    case = make.booked_case(office, now)
    other = make.slot_make(office, make.working_day(office, now, 5))
    url = reverse("appointments:move", args=[case.number])
    assert signed_in(client, case.applicant).get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"slot": other.pk}).status_code == 302
    assert Appointment.objects.get(case=case).slot == other
    assert client.post(url, {"slot": other.pk}).status_code == 422


def test_the_desk_sees_todays_visitors_and_scans_them_in(
    client, office, django_assert_num_queries
) -> None:
    slot = today_slot(office)
    cases = [expected_case(office, slot) for _ in range(5)]
    unpaid = make.booked_case(office, slot.starts_at - timedelta(hours=1), slot=slot)
    desk = make.officer_make(office, permissions=(ARRIVALS,), lanes=("loket",))
    page = signed_in(client, desk).get(reverse("appointments:arrivals"))
    assert len(page.context["visits"]) == 6
    assert unpaid.number in page.content.decode()
    count = len(page.context["visits"])
    assert count == 6

    done = client.post(
        reverse("appointments:check_in"),
        {"nomor": f"http://x/status/{cases[0].number}/"},
        follow=True,
    )
    assert cases[0].number in done.content.decode()
    assert page.context["came"] == 0
    assert done.context["came"] == 1
    again = client.post(reverse("appointments:check_in"), {"nomor": cases[0].number}, follow=True)
    assert again.context["came"] == 1
    assert client.post(reverse("appointments:check_in"), {}, follow=True).status_code == 200


def test_the_list_of_visitors_takes_as_many_queries_for_one_as_for_many(
    client, office, django_assert_max_num_queries
) -> None:
    from kanim.appointments.selectors import visits_on

    slot = today_slot(office)
    duty = make.officer_duty(office, timezone.now(), ARRIVALS)
    for _ in range(4):
        expected_case(office, slot)
    with django_assert_max_num_queries(2):
        assert len(visits_on(duty, slot.day)) == 4


def test_another_office_sees_none_of_them(client, office) -> None:
    expected_case(office, today_slot(office))
    desk = make.officer_make(make.office_make(), permissions=(ARRIVALS,), lanes=("loket",))
    page = signed_in(client, desk).get(reverse("appointments:arrivals"))
    assert page.context["visits"] == []


@pytest.mark.parametrize("name", ["arrivals", "manage", "hours_new"])
def test_pages_of_the_office_need_their_permission(client, office, name) -> None:
    url = reverse(f"appointments:{name}")
    assert client.get(url).status_code == 302
    assert signed_in(client, make.user_make()).get(url).status_code == 403
    assert (
        signed_in(client, make.officer_make(office, lanes=("loket",))).get(url).status_code == 403
    )


def test_service_hours_are_added_changed_and_removed(client, office) -> None:
    chief = make.officer_make(office, permissions=(MANAGE, ARRIVALS), lanes=("loket",))
    signed_in(client, chief)
    new = {"service": "kunjungan", "weekday": 2, "starts": "08:00", "ends": "07:00", "capacity": 5}
    assert client.post(reverse("appointments:hours_new"), new).status_code == 422
    new["ends"] = "09:00"
    assert client.post(reverse("appointments:hours_new"), new).status_code == 302
    assert client.post(reverse("appointments:hours_new"), new).status_code == 422
    hours = SlotTemplate.objects.get(office=office)
    page = client.get(reverse("appointments:manage"))
    assert page.context["load"]
    edit = reverse("appointments:hours_edit", args=[hours.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {**new, "capacity": 7}).status_code == 302
    hours.refresh_from_db()
    assert hours.capacity == 7
    assert client.post(reverse("appointments:hours_remove", args=[hours.pk])).status_code == 302
    assert not SlotTemplate.objects.exists()


def test_hours_of_another_office_cannot_be_reached(client, office) -> None:
    hours = make.hours_make(make.office_make())
    chief = make.officer_make(office, permissions=(MANAGE,), lanes=("loket",))
    edit = reverse("appointments:hours_edit", args=[hours.pk])
    assert signed_in(client, chief).get(edit).status_code == 404
