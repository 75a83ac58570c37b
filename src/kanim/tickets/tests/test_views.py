from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kanim.appointments.hooks import ARRIVALS
from kanim.cases.activities import ACTIVITIES, Context
from kanim.cases.models import Step
from kanim.office.duty import Duty, duty_of
from kanim.tickets.activities import arrived
from kanim.tickets.models import Counter, Ticket
from kanim.tickets.services import counter_take, ticket_call_next, visit_begin
from kanim.tickets.tests import factories as make

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def place():
    return make.office()


def signed_in(client, place, *permissions, lanes=("lantaskim",)):
    user = make.officer(place, *permissions, lanes=lanes)
    client.force_login(user)
    return user


def at_counter(client, place, number=2):
    user = signed_in(client, place)
    now = timezone.now()
    counter = Counter.objects.get(office=place, number=number)
    counter_take(counter_id=counter.pk, duty=duty_of(user, today=now.date()), now=now)
    return user


def open_step(case, activity):
    return Step.objects.create(
        case=case, sequence=1, office=case.office, sop="936", step="x", row="7", lane="lantaskim",
        activity=activity, opened_at=make.NOW,
    )  # fmt: skip


def test_an_officer_chooses_a_counter_and_works(client, place):
    signed_in(client, place)
    page = client.get(reverse("tickets:counter")).content.decode()
    assert page.count('class="seat"') == 5

    counter = Counter.objects.get(office=place, number=2)
    client.post(reverse("tickets:sit", args=[counter.pk]))
    ticket = make.ticket(place, now=timezone.now())
    answer = client.post(reverse("tickets:call_next"), **HTMX).content.decode()
    assert "A-001" in answer
    assert "<html" not in answer
    for verb in ("layani", "ulang", "lewati", "ulang", "layani", "selesai"):
        client.post(reverse("tickets:act", args=[ticket.pk, verb]), **HTMX)
    ticket.refresh_from_db()
    assert ticket.state == Ticket.State.DONE
    assert client.post(reverse("tickets:leave")).status_code == 302
    assert not Counter.objects.open().exists()


def test_a_transfer_names_the_queue(client, place):
    at_counter(client, place)
    ticket = make.ticket(place, now=timezone.now())
    client.post(reverse("tickets:call_next"))
    client.post(reverse("tickets:act", args=[ticket.pk, "alihkan"]), {"letter": "C"}, **HTMX)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.queue.letter) == ("transferred", "C")


def test_a_refusal_is_a_sentence(client, place):
    at_counter(client, place)
    ticket = make.ticket(place, now=timezone.now())
    answer = client.post(reverse("tickets:act", args=[ticket.pk, "selesai"]), **HTMX)
    assert "A-001" in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
    nobody = client.post(reverse("tickets:act", args=[ticket.pk, "hapus"]))
    assert nobody.status_code == 404


def test_the_counter_leads_to_the_cases_open_step(client, place):
    at_counter(client, place)
    case = make.case(place)
    step = open_step(case, "tickets.issue")
    make.ticket(place, case=case, now=timezone.now())
    answer = client.post(reverse("tickets:call_next"), **HTMX).content.decode()
    assert reverse("cases:step", args=[step.pk]) in answer
    assert case.title not in answer, "names are on the step's page, where viewing is logged"


def test_a_long_queue_costs_no_more_queries(client, place, django_assert_num_queries):
    at_counter(client, place)
    for minute in range(2):
        make.ticket(place, now=timezone.now() - timedelta(minutes=minute))
    client.get(reverse("tickets:lines"))
    with django_assert_num_queries(12):
        client.get(reverse("tickets:lines"))
    for minute in range(30):
        make.ticket(place, now=timezone.now() - timedelta(minutes=minute))
    with django_assert_num_queries(12):
        client.get(reverse("tickets:lines"))


def test_the_display_shows_numbers_and_nobody(client, place, settings):
    case = make.case(place, title="RAHASIA BINTI RAHASIA")
    now = timezone.now()
    who = make.seated(place, 2, now)
    make.ticket(place, now=now, case=case)
    make.ticket(place, "B", now=now)
    ticket_call_next(duty=who, now=now)
    page = client.get(reverse("tickets:display", args=[place.code])).content.decode()
    assert f'data-display="{settings.LIVE_URL}/live/{place.code}/"' in page
    assert "A-001" in page
    assert "Loket 2" in page
    assert "B-001" in page
    assert "RAHASIA" not in page
    assert case.number not in page
    assert client.get(reverse("tickets:display", args=["XXX"])).status_code == 404


def test_the_display_costs_a_fixed_number_of_queries(client, place, django_assert_num_queries):
    now = timezone.now()
    who = make.seated(place, 2, now)
    address = reverse("tickets:display_list", args=[place.code])
    for minute in range(40):
        make.ticket(place, now=now - timedelta(minutes=minute))
    ticket_call_next(duty=who, now=now)
    with django_assert_num_queries(8):
        client.get(address)


def test_the_kiosk_gives_a_number_to_a_walk_in(client, place):
    signed_in(client, place, "kiosk.run", lanes=())
    page = client.get(reverse("tickets:kiosk", args=[place.code])).content.decode()
    assert "data-scan" in page
    address = reverse("tickets:kiosk_take", args=[place.code])
    ticket_page = client.post(address, {"letter": "A"}, follow=True).content.decode()
    assert "A-001" in ticket_page
    assert "<svg" in ticket_page
    client.post(address, {"letter": "P"})
    client.post(address, {"letter": "B"})
    assert Ticket.objects.count() == 1, "no priority without a reason, no B without papers checked"
    client.post(address, {"letter": "P", "reason": "pregnant"})
    assert Ticket.objects.get(ticket_class__letter="P").priority_reason == "pregnant"


def test_the_kiosk_keeps_what_was_typed_and_says_what_to_do(client, place):
    signed_in(client, place, "kiosk.run", lanes=())
    address = reverse("tickets:kiosk", args=[place.code])
    page = client.post(address, {"number": "BJM-26-999999-X"}).content.decode()
    assert 'value="BJM-26-999999-X"' in page
    assert "field-error" in page


def test_the_kiosk_knows_what_a_case_comes_for(place):
    case = make.case(place)
    open_step(case, "passports.hand_over")
    ticket = visit_begin(number=f" {case.number.lower()} ", office_id=place.pk, now=make.NOW)
    assert (ticket.label, ticket.case) == ("C-001", case)
    again = visit_begin(
        number=f"https://kanim.test/status/{case.number}/", office_id=place.pk, now=make.NOW
    )
    assert again == ticket, "a lost ticket is printed again"


def test_the_kiosk_belongs_to_its_office_and_account(client, place):
    elsewhere = make.office("MTP")
    signed_in(client, place, "kiosk.run")
    assert client.get(reverse("tickets:kiosk", args=[elsewhere.code])).status_code == 403
    signed_in(client, place, "tickets.call")
    assert client.get(reverse("tickets:kiosk", args=[place.code])).status_code == 403


def test_an_arrival_brings_a_customer_service_number(place):
    assert arrived in ARRIVALS
    case = make.case(place)
    assert "A-001" in arrived(case, Duty.machine(place.pk), make.NOW)


def test_checked_papers_bring_a_biometrics_number(place):
    case = make.case(place)
    step = open_step(case, "tickets.issue")
    issue = ACTIVITIES["tickets.issue"]
    done = issue.perform(Context(case, step, Duty.machine(place.pk), make.NOW), None)
    assert (done.outcome, issue.mode) == ("issued", "inline")
    assert "B-001" in done.note


def test_a_ticket_is_printed_again_for_whom_it_concerns(client, place):
    ticket = make.ticket(place, now=timezone.now(), case=make.case(place))
    address = reverse("tickets:ticket", args=[ticket.pk])
    assert client.get(address).status_code == 302
    signed_in(client, place)
    assert "A-001" in client.get(address).content.decode()
    signed_in(client, make.office("MTP"))
    assert client.get(address).status_code == 404


def test_a_phone_follows_a_ticket_by_its_code(client, place):
    now = timezone.now()
    who = make.seated(place, 2, now)
    ticket = make.ticket(place, now=now)
    address = reverse("tickets:follow", args=[ticket.token])
    assert "follow-called" not in client.get(address).content.decode()
    ticket_call_next(duty=who, now=now)
    assert "follow-called" in client.get(address, **HTMX).content.decode()
    assert client.get(reverse("tickets:follow", args=["guessed"])).status_code == 404
