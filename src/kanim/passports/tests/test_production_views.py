"""Stock page, biodata page, rows of questions, and every production form as a page."""

import pytest
from django.urls import reverse

from kanim.audit.models import Entry
from kanim.cases.services import sitting_submit
from kanim.office.services.reference import reference_load
from kanim.passports.models import Blank
from kanim.passports.tests import factories

pytestmark = pytest.mark.django_db
NOW = factories.NOW
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(client, office, *lanes, permissions=()):
    duty = factories.officer(office, *lanes, permissions=permissions)
    client.force_login(duty.user, backend=BACKEND)
    return duty


@pytest.fixture
def office():
    return factories.office_make()


def test_stock_shows_counts_and_has_a_fixed_number_of_queries(
    client, office, django_assert_max_num_queries
):
    factories.stock(office, size=80)
    signed_in(client, office, permissions=("passports.stock",))
    with django_assert_max_num_queries(16):
        page = client.get(reverse("passports:stock"))
    assert page.status_code == 200
    assert b"X0000001" in page.content
    assert reverse("passports:receive").encode() not in page.content


def test_stock_is_filtered(client, office):
    factories.stock(office, size=2)
    factories.stock(office, first="E0000001", size=2, book="electronic")
    signed_in(client, office, permissions=("passports.stock",))
    page = client.get(reverse("passports:stock"), {"jenis": "electronic", "seri": "e"})
    assert [blank.serial for blank in page.context["page"].object_list] == ["E0000001", "E0000002"]


def test_without_permission_no_stock(client, office):
    signed_in(client, office)
    assert client.get(reverse("passports:stock")).status_code == 403
    signed_in(client, office, permissions=("passports.stock",))
    assert client.get(reverse("passports:receive")).status_code == 403


def test_blanks_are_received(client, office):
    signed_in(client, office, permissions=("passports.stock", "passports.stock_manage"))
    given = {
        "book": "regular",
        "first": "x000 0001",
        "last": "X0000004",
        "delivery_note": "SJ-9",
        "counted": "on",
    }
    assert client.post(reverse("passports:receive"), given).status_code == 302
    assert Blank.objects.filter(office=office).count() == 4
    again = client.post(reverse("passports:receive"), given)
    assert again.status_code == 422
    assert b"X0000001" in again.content


def printing(office=None):
    reference_load(now=NOW)
    made = factories.application(office)
    case = factories.case_at("allocate", made)
    factories.stock(case.office)
    step = case.steps.open().get()
    sitting_submit(
        step_id=step.pk,
        duty=factories.officer(case.office),
        data={},
        files={},
        version=case.version,
        now=NOW,
    )
    return case


def test_the_page_is_shown_to_the_office_and_logged(client):
    case = printing()
    address = reverse("passports:page", args=[case.number, "X0000001"])
    signed_in(client, case.office)
    before = Entry.objects.count()
    page = client.get(address)
    assert page.status_code == 200
    assert page["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF")
    assert "no-store" in page["Cache-Control"]
    assert Entry.objects.count() == before + 1


def test_the_page_is_hidden_from_others(client):
    case = printing()
    address = reverse("passports:page", args=[case.number, "X0000001"])
    signed_in(client, factories.office_make())
    assert client.get(address).status_code == 404
    client.force_login(case.applicant, backend=BACKEND)
    assert client.get(address).status_code == 403


def test_step_page_and_case_page_show_the_passport(client):
    case = printing()
    signed_in(client, case.office)
    step = case.steps.open().get()
    page = client.get(reverse("cases:step", args=[step.pk]))
    assert page.status_code == 200
    assert reverse("passports:page", args=[case.number, "X0000001"]).encode() in page.content
    assert b"X0000001" in client.get(reverse("cases:case", args=[case.number])).content


def test_rows_keep_answers_and_follow_the_subject(client, office):
    signed_in(client, office, "inteldakim")
    sent = {
        "rows-prefix": "examine-rows",
        "examine-subject": "damaged",
        "examine-rows-question": ["Apa?", "Belum?"],
        "examine-rows-answer": ["Basah.", ""],
    }
    page = client.post(reverse("passports:questions"), sent)
    rows = page.context["rows"]
    assert (rows[0].question, rows[0].answer) == ("Apa?", "Basah.")
    assert any("rusak" in row.question for row in rows)
    more = client.post(reverse("passports:questions"), {**sent, "more-rows": "1"})
    assert len(more.context["rows"]) == len(rows)
    assert client.post(reverse("passports:questions"), {"rows-prefix": "<x>"}).status_code == 400
