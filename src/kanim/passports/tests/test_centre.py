"""Data to the centre and its answer, adjudication, and the receipt of row 5."""

from __future__ import annotations

from datetime import timedelta

import pymupdf
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from kanim.cases.errors import FormIncomplete, NotYours
from kanim.cases.models import Step
from kanim.cases.services import sitting_submit
from kanim.exchange.handlers import Result
from kanim.exchange.models import Dispatch
from kanim.letters.models import Letter
from kanim.letters.storing import pdf_read
from kanim.office.services.reference import reference_load
from kanim.passports.activities.centre import centre_answered
from kanim.passports.models import CentreResult
from kanim.passports.receipts import is_receipt_of
from kanim.passports.tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOW = factories.NOW
OFFICIAL = "kasubsi-dokjal"
PROBLEM = "NIK tercatat atas nama lain."


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def case():
    reference_load(now=NOW)
    return factories.case_at("transmit")


def answered(case, result="accepted", reason="", now=NOW, dispatch=None):
    dispatch = dispatch or Dispatch.objects.filter(case=case, system="centre").latest("pk")
    centre_answered(Result(dispatch, "event-1", result, reason, {}, now))
    return case.steps.open().first()


def submit(case, lane, now=NOW, **fields):
    case.refresh_from_db()
    step = case.steps.open().get()
    return sitting_submit(
        step_id=step.pk,
        duty=factories.officer(case.office, lane),
        data={f"{step.step}-{name}": value for name, value in fields.items()},
        files={},
        version=case.version,
        now=now,
    )


def receipt_text(case) -> str:
    letter = Letter.objects.filter(case=case, kind="receipt").latest("pk")
    document = pymupdf.open(stream=pdf_read(letter.file))
    return " ".join(" ".join(page.get_text() for page in document).split())


def test_opening_the_step_queues_the_data(case):
    dispatch = Dispatch.objects.get(case=case, system="centre")
    step = case.steps.open().get()
    assert (dispatch.key, dispatch.path) == (
        f"centre-{case.number}-{step.sequence}",
        "/applications",
    )
    sent = dispatch.payload
    assert (sent["case"], sent["name"], sent["birth_date"]) == (
        case.number,
        "NURUL HIDAYAH SARI",
        "1990-08-17",
    )
    assert "home_address" not in sent, "the centre is sent only what it compares"


def test_an_accepted_answer_gives_the_receipt(case):
    assert answered(case).step == "receipt"
    done = case.steps.get(step="transmit")
    assert (done.outcome, done.closed_by) == ("accepted", None)
    assert CentreResult.objects.get(case=case).is_accepted


def test_a_repeated_answer_changes_nothing(case):
    answered(case)
    before = list(Step.objects.filter(case=case).values_list("step", "outcome"))
    answered(case)
    answered(case, "problem", PROBLEM)
    assert list(Step.objects.filter(case=case).values_list("step", "outcome")) == before
    kept = CentreResult.objects.get(case=case)
    assert (kept.is_accepted, kept.reason) == (True, "")
    assert Letter.objects.filter(case=case, kind="receipt").count() == 1


def test_an_answer_after_the_case_was_cancelled_is_kept_and_harmless(case):
    from kanim.cases.services import case_cancel

    duty = factories.officer(case.office, permissions=("cases.cancel",))
    case_cancel(case_id=case.pk, reason="Pemohon menarik diri", duty=duty, now=NOW)
    assert answered(case) is None
    assert CentreResult.objects.filter(case=case).count() == 1


def test_an_answer_to_a_message_about_no_case_is_harmless(case):
    dispatch = Dispatch.objects.get(case=case, system="centre")
    dispatch.case = None
    centre_answered(Result(dispatch, "event-2", "accepted", "", {}, NOW))
    assert not CentreResult.objects.exists()


@pytest.mark.parametrize(
    ("decision", "next_step"), [("approve", "receipt"), ("refuse", "refuse_application")]
)
def test_a_problem_is_adjudicated(client, case, decision, next_step):
    step = answered(case, "problem", PROBLEM)
    assert (step.step, step.lane) == ("adjudicate", OFFICIAL)
    assert not CentreResult.objects.get(case=case).is_accepted
    client.force_login(factories.officer(case.office, OFFICIAL).user, backend=BACKEND)
    page = client.get(reverse("cases:step", args=[step.pk])).content.decode()
    assert PROBLEM in page
    with pytest.raises(NotYours):
        submit(case, "lantaskim", outcome=decision, reason="x")
    with pytest.raises(FormIncomplete):
        submit(case, OFFICIAL, outcome=decision, reason="")
    assert submit(case, OFFICIAL, outcome=decision, reason="Sudah dicocokkan.").step == next_step
    assert case.steps.get(step="adjudicate").note == "Sudah dicocokkan."


def test_the_step_page_says_that_the_centre_is_awaited(client, case):
    client.force_login(factories.officer(case.office, "sistem", "lantaskim").user, backend=BACKEND)
    answer = client.get(reverse("cases:step", args=[case.steps.open().get().pk]))
    assert answer.status_code == 200
    assert b'<button class="btn btn-primary" data-shortcut' not in answer.content


# The receipt


def test_the_receipt_states_the_four_items(case):
    answered(case)
    text = receipt_text(case)
    for wanted in (
        "a. Nama : NURUL HIDAYAH SARI",
        "17 Agustus 1990",
        "b. Jenis permohonan : Paspor baru",
        "c. Jenis DPRI : Paspor biasa nonelektronik, 10 tahun",
        "d. Biaya paspor : Rp650.000",
        case.number,
    ):
        assert wanted in text, wanted
    assert "None" not in text, "what is not known is left out"


def test_the_receipt_says_from_when_the_passport_may_be_collected(case):
    answered(case)
    interviewed = case.steps.get(step="interview").closed_at
    assert timezone.localdate(interviewed).isoformat() == "2026-11-24"
    text = receipt_text(case)
    assert "30 November 2026" in text, "four working days after a Tuesday"
    assert "30 Desember 2026" in text


def test_receipt_and_rating_are_one_sitting(case):
    answered(case)
    step = case.steps.open().get()
    case.refresh_from_db()
    from kanim.cases.sittings import plans_of_sitting

    assert [plan.id for plan in plans_of_sitting(case, step)] == ["receipt", "rate"]


def test_the_letter_is_in_indonesian_whoever_opens_the_step(case):
    with translation.override("en"):
        answered(case)
    text = receipt_text(case)
    assert "Paspor baru" in text
    assert "10 tahun" in text


def test_a_receipt_is_recognised_by_number_letter_and_code(case):
    answered(case)
    letter = Letter.objects.get(case=case, kind="receipt")
    for shown in (
        case.number,
        case.number.lower(),
        f"https://kanim.test/status/{case.number}/",
        letter.number,
        f"https://kanim.test/surat/periksa/{letter.token}/",
    ):
        assert is_receipt_of(case, shown), shown
    other = factories.application().case
    for shown in (other.number, "", "https://kanim.test/", letter.number[:-1]):
        assert not is_receipt_of(case, shown), shown


def test_a_second_receipt_is_given_after_a_second_round(case):
    answered(case, "problem", PROBLEM, now=NOW + timedelta(hours=1))
    submit(
        case, OFFICIAL, outcome="approve", reason="Benar orangnya.", now=NOW + timedelta(hours=2)
    )
    assert Letter.objects.filter(case=case, kind="receipt").count() == 1
