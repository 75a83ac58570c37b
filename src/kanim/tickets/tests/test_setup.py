from __future__ import annotations

import pytest
from django.urls import reverse

from kanim.audit.models import Entry
from kanim.office.models import Office
from kanim.tickets.models import Counter, TicketClass
from kanim.tickets.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    place = make.office()
    client.force_login(make.officer(place, "tickets.manage"))
    return place


def test_an_office_without_counters_gets_its_first(client):
    place = Office.objects.create(code="NEW", name="Baru", city="Baru", letter_prefix="W")
    client.force_login(make.officer(place, "tickets.manage"))
    assert client.get(reverse("tickets:setup")).status_code == 200
    data = {"number": 1, "name": "Depan", "letters": ["A", "C"]}
    client.post(reverse("tickets:counter_new"), data)
    counter = Counter.objects.get(office=place)
    assert {row.letter for row in counter.classes.all()} == {"A", "C"}
    assert Entry.objects.filter(verb="counter.arranged").count() == 1


def test_a_number_is_given_to_one_counter(client, manager):
    counter = Counter.objects.get(office=manager, number=2)
    address = reverse("tickets:counter_edit", args=[counter.pk])
    answer = client.post(address, {"number": 1, "name": "Samping", "letters": ["A"]})
    assert answer.status_code == 422
    assert 'value="Samping"' in answer.content.decode()
    client.post(address, {"number": 12, "name": "Samping", "letters": ["A"]})
    counter.refresh_from_db()
    assert counter.number == 12


def test_a_queue_keeps_its_letter_and_changes_its_figures(client, manager):
    data = {"title_id": "Foto", "title_en": "Photo", "service_minutes": 7, "head_start": 0}
    client.post(reverse("tickets:queue_edit", args=["B"]), data)
    row = TicketClass.objects.get(office=manager, letter="B")
    assert (row.title_id, row.service_minutes, row.at_kiosk) == ("Foto", 7, False)
    too_far = client.post(reverse("tickets:queue_edit", args=["B"]), {**data, "head_start": 61})
    assert too_far.status_code == 422


def test_only_managers_of_the_office_set_it_up(client, manager):
    theirs = Counter.objects.get(office=make.office("MTP"), number=1)
    assert client.get(reverse("tickets:counter_edit", args=[theirs.pk])).status_code == 404
    client.force_login(make.officer(manager, "tickets.call"))
    assert client.get(reverse("tickets:setup")).status_code == 403
