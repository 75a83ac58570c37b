from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kanim.audit.models import Entry
from kanim.audit.selectors import PAGE
from kanim.audit.services import entry_write
from kanim.office.tests.factories import officer_make, user_make

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 20, 1, tzinfo=UTC)


@pytest.fixture
def reader(client):
    """A client signed in as one who may read the trail, with ``office_id``."""
    user = officer_make(permissions=("audit.view",), username="pembaca")
    client.force_login(user)
    client.office_id = user.postings.get().office_id
    return client


def write(number: int, **fields) -> None:
    given = {"actor": "machine", "verb": "hal.terjadi", "target": "case:1", "detail": {"n": number}}
    entry_write(**{**given, **fields}, now=START + timedelta(hours=number))


def lines(response) -> list[Entry]:
    return [line.entry for line in response.context["page"].lines]


def test_only_with_the_permission(client) -> None:
    assert client.get(reverse("audit:entries")).status_code == 302
    for user in (user_make(), officer_make()):
        client.force_login(user)
        assert client.get(reverse("audit:entries")).status_code == 403


def test_pages_go_back_in_time_without_gap(reader, django_assert_num_queries) -> None:
    for number in range(PAGE * 2 + 5):
        write(number, office_id=reader.office_id)
    reader.get(reverse("audit:entries"))
    before = Entry.objects.count()
    seen: list[int] = []
    query = ""
    for _ in range(3):
        with django_assert_num_queries(5):
            response = reader.get(f"{reverse('audit:entries')}?target=case:1&{query}")
        seen += [entry.pk for entry in lines(response)]
        query = response.context["older"]
    assert len(seen) == len(set(seen)) == PAGE * 2 + 5
    assert seen == sorted(seen, reverse=True)
    assert query == ""
    assert Entry.objects.count() == before + 3


def test_filters(reader) -> None:
    user = user_make(username="nurul", full_name="Nurul Hidayah")
    write(0, actor=f"user:{user.pk}", target="case:2", verb="personal-data.viewed")
    write(48)
    url = reverse("audit:entries")
    page = reader.get(url, {"actor": "nurul"})
    assert "Nurul Hidayah" in page.content.decode()
    assert [entry.target for entry in lines(page)] == ["case:2"]
    assert len(lines(reader.get(url, {"actor": f"user:{user.pk}"}))) == 1
    assert lines(reader.get(url, {"actor": "tidak-ada"})) == []
    assert len(lines(reader.get(url, {"verb": "personal-data.viewed"}))) == 1
    day = {"since": "2026-11-22", "until": "2026-11-22"}
    assert [entry.target for entry in lines(reader.get(url, day))] == ["case:1"]
    for wrong in ({"since": "kapan"}, {"before": "x~y"}, {"before": "2026-11-22~"}):
        response = reader.get(url, wrong)
        assert response.status_code == 200
        assert response.context["form"].errors


def test_another_offices_entries_are_not_shown(reader) -> None:
    write(0, office_id=reader.office_id + 1000, target="case:jauh")
    write(1, office_id=reader.office_id, target="case:dekat")
    write(2, target="account:umum")
    shown = {entry.target for entry in lines(reader.get(reverse("audit:entries")))}
    assert "case:jauh" not in shown
    assert {"case:dekat", "account:umum"} <= shown


def test_reading_is_recorded(reader) -> None:
    reader.get(reverse("audit:entries"), {"target": "case:7"})
    entry = Entry.objects.get(verb="audit.read")
    assert (entry.office, entry.detail) == (reader.office_id, '{"target": "case:7"}')
