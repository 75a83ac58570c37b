"""The demo page: what waits for whom, and papers to try with."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from kanim.config.demo.office import demo_office_make
from kanim.config.demo.tests.test_cases import told
from kanim.config.demo.views import PAPERS
from kanim.config.demo.waiting import waiting_by_account
from kanim.config.demo.walking import story_walk
from kanim.config.demo.work import demo_work_make
from kanim.office import clock

pytestmark = pytest.mark.django_db


def test_the_page_says_whom_a_case_waits_for(
    client: Client, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    now = clock.now()
    office = demo_office_make(now)
    demo_work_make(office, now)
    assert "Belum ada perkara" in client.get("/demo/").content.decode()
    case = story_walk(told("RIZKY", now), office, now)
    draft = story_walk(told("ABDUL HIDAYAT", now), office, now)
    with django_assert_num_queries(1):
        waits = waiting_by_account(now)
    assert [one.case for one in waits["nurul"]] == [case, draft]
    with django_assert_max_num_queries(8):
        page = client.get("/demo/").content.decode()
    assert "2 perkara menunggu" in page
    assert case.number in page
    assert "http://127.0.0.1:8011" in page


@pytest.mark.parametrize("kind", PAPERS)
def test_papers_to_try_with_are_pictures(client: Client, kind: str) -> None:
    answer = client.get("/demo/", {"contoh": kind})
    assert answer["Content-Disposition"] == f'attachment; filename="contoh-{kind}.jpg"'
    with Image.open(BytesIO(answer.content)) as picture:
        assert picture.format == "JPEG"


def test_unknown_papers_are_not_there(client: Client) -> None:
    assert client.get("/demo/", {"contoh": "../secrets"}).status_code == 404


def test_an_office_in_service_has_no_demo_page(client: Client, settings) -> None:
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
    assert client.get("/demo/", {"contoh": "ktp"}).status_code == 404
    assert client.post("/demo/jam/", {"maju": "jam"}).status_code == 404
