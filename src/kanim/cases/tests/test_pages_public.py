"""What anybody may see: the status without personal data; and the procedures for those who may."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from lxml import etree

from kanim.cases.models import Case
from kanim.cases.services import case_cancel, references_set
from kanim.cases.tests import factories as make

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ASK = reverse("cases:status_search")


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def case(db, library) -> Case:
    made = make.library_case(
        now=timezone.now(), title="NURUL HIDAYAH SARI", applicant=make.applicant("wati")
    )
    references_set(case=made, values=[("nik", "6371015708900003"), ("passport", "C1234567")])
    return made


def status(client, number):
    return client.get(reverse("cases:status", args=[number]))


def test_the_status_tells_the_rows_and_nothing_about_the_person(client, case):
    page = status(client, case.number)
    text = page.content.decode()
    assert page.status_code == 200
    assert [item.state for item in page.context["rows"]] == ["now", "ahead", "ahead", "ahead"]
    for secret in ("NURUL", "Wati", "wati@", "6371015708900003", "C1234567"):
        assert secret not in text, secret
    assert reverse("account_login") in text


def test_the_owner_is_led_to_the_application(client, case):
    place = reverse("cases:case", args=[case.number])
    client.force_login(case.applicant, backend=BACKEND)
    assert f'href="{place}"' in status(client, case.number).content.decode()
    client.force_login(make.applicant("lain"), backend=BACKEND)
    assert f'href="{place}"' not in status(client, case.number).content.decode()


def test_the_result_is_told(client, case):
    duty = make.duty(make.librarian(permissions=["cases.cancel"]))
    case_cancel(case_id=case.pk, reason="Alasan pribadi.", duty=duty, now=timezone.now())
    text = status(client, case.number).content.decode()
    assert "Alasan pribadi." not in text
    assert "Dibatalkan" in text


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}"])
def test_a_number_is_taken_as_people_type_it(client, case, typed):
    given = typed.format(case.number, case.number.lower())
    answer = client.get(ASK, {"nomor": given})
    assert answer.headers["Location"] == reverse("cases:status", args=[case.number])
    assert status(client, given.strip()).status_code == 200


@pytest.mark.parametrize("typed", ["BJM-26-000001-0", "hello", "BJM", "<script>"])
def test_a_mistyped_number_gets_a_sentence(client, case, typed):
    answer = client.get(ASK, {"nomor": typed})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "alert" in text or "nomor" in text.lower()
    assert "<script>" not in text.split("<main")[1]


def test_an_unknown_number_is_not_found(client, case):
    answer = status(client, "BJM-26-999999-X")
    assert answer.status_code == 404
    assert "BJM-26-999999-X" in answer.content.decode()


# The procedures


@pytest.fixture
def reader(client, db):
    user = make.officer("pembaca", ["lantaskim"], permissions=["sops.view"])
    client.force_login(user, backend=BACKEND)
    return user


def test_all_procedures_are_listed(client, reader):
    page = client.get(reverse("sops:list"))
    shorts = [sop.short for sop in page.context["sops"]]
    assert "936" in shorts
    assert "bap" in shorts
    assert page.context["sops"][0].source == "sheet", "official sheets first"


def test_one_procedure_is_shown_as_sheet_and_diagram(client, reader):
    page = client.get(reverse("sops:sop", args=["936"]))
    text = page.content.decode()
    for wanted in ("Daftar lewat aplikasi M-Paspor", "WIM.19.GR.01.02-936", ".bpmn", ".pdf"):
        assert wanted in text, wanted
    assert len(page.context["sheet"].rows) == 8
    assert {sop.short for sop in page.context["called"]} == {"bap", "cekal", "pembatalan"}


def test_a_version_may_be_named(client, reader):
    place = reverse("sops:sop", args=["936"])
    assert client.get(place, {"versi": "2026-02-05"}).status_code == 200
    for wrong in ("2020-01-01", "kemarin"):
        assert client.get(place, {"versi": wrong}).status_code == 404
    assert client.get(reverse("sops:sop", args=["tidak-ada"])).status_code == 404


def test_the_diagram_is_valid_xml_in_the_readers_language(client, reader):
    place = reverse("sops:bpmn", args=["936", "2026-02-05"])
    answer = client.get(place)
    assert answer.headers["Content-Type"] == "application/xml"
    assert "Content-Disposition" not in answer.headers
    etree.fromstring(answer.content)
    assert "Isi permohonan" in answer.content.decode()
    assert "attachment" in client.get(place, {"unduh": ""}).headers["Content-Disposition"]
    client.cookies["django_language"] = "en"
    assert "Fill in the application" in client.get(place).content.decode()
    assert client.get(reverse("sops:bpmn", args=["936", "x"])).status_code == 404


def test_the_official_sheet_is_a_pdf(client, reader):
    answer = client.get(reverse("sops:sheet", args=["936", "2026-02-05"]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_procedures_need_a_permission(client, db):
    client.force_login(make.officer("lain", ["lantaskim"]), backend=BACKEND)
    for place in (
        reverse("sops:list"),
        reverse("sops:sop", args=["936"]),
        reverse("sops:bpmn", args=["936", "2026-02-05"]),
        reverse("sops:sheet", args=["936", "2026-02-05"]),
    ):
        assert client.get(place).status_code == 403
