from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kanim.insights.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.office()


def test_the_overview_needs_the_permission(client, place):
    client.force_login(make.officer(place, "tickets.call"))
    assert client.get(reverse("insights:overview")).status_code == 403


def test_an_empty_office_has_an_overview(client, place):
    client.force_login(make.officer(place, "insights.view"))
    assert client.get(reverse("insights:overview")).status_code == 200


def test_the_overview_shows_figures_with_fixed_queries(client, place, django_assert_num_queries):
    client.force_login(make.officer(place, "insights.view"))
    now = timezone.now()
    address = reverse("insights:overview")
    for number in range(3):
        _busy_day(place, now - timedelta(days=number))
    client.get(address)
    with django_assert_num_queries(9):
        page = client.get(address).content.decode()
    for number in range(12):
        _busy_day(place, now - timedelta(days=number))
    with django_assert_num_queries(9):
        client.get(address, {"hari": "90"})
    assert "87,50" in page
    assert "Ruang tunggu sejuk" in page


def _busy_day(place, now):
    case = make.case(place, opened_at=now)
    make.rating(case, 4, now=now, comment="Ruang tunggu sejuk")
    make.rating(case, 3, now=now)
    for row in ("3", "4", "5"):
        make.step(case, row, 100, closed_at=now, opened_at=now - timedelta(seconds=200))
