"""Row 5: verification of the 16 items, interview, doubt, and the signed biodata sheet."""

from __future__ import annotations

from datetime import date

import pymupdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from kanim.audit.models import Entry
from kanim.biometrics.synthetic import signature_png
from kanim.cases.errors import FormIncomplete, NotYours
from kanim.cases.models import Reference
from kanim.cases.services import sitting_submit
from kanim.letters.models import Letter
from kanim.letters.storing import pdf_read
from kanim.office.services.reference import reference_load
from kanim.passports.activities.interview import Interviewing, SignBiodata, Verify
from kanim.passports.models import Application, Interview
from kanim.passports.selectors import SIXTEEN
from kanim.passports.tests import factories
from kanim.people.models import Person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOW = factories.NOW
OFFICIAL = "kasubsi-dokjal"
DOUBT = "Tidak dapat menjelaskan siapa yang membiayai perjalanan."


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def made():
    reference_load(now=NOW)
    return factories.application(father_nationality="IDN", occupation="GURU")


def as_written(made: Application) -> dict[str, object]:
    """The verification form with every item as the applicant wrote it."""
    values = {name: getattr(made, name) for name in SIXTEEN}
    return {
        f"verify-{name}": value.isoformat() if isinstance(value, date) else value or ""
        for name, value in values.items()
    } | {"verify-seen": "on"}


def interviewed(outcome="satisfied", notes="Menjelaskan tujuan dengan lancar."):
    return {
        "interview-outcome": outcome,
        "interview-purpose": "Umrah",
        "interview-destination": "Arab Saudi",
        "interview-notes": notes,
    }


def submit(case, lane="lantaskim", data=None, files=None):
    case.refresh_from_db()
    step = case.steps.open().get()
    return sitting_submit(
        step_id=step.pk,
        duty=factories.officer(case.office, lane),
        data=data or {},
        files=files or {},
        version=case.version,
        now=NOW,
    )


def errors_of(call, step):
    with pytest.raises(FormIncomplete) as caught:
        call()
    return {name: " ".join(texts) for name, texts in caught.value.forms[step].errors.items()}


# Verification and interview are one sitting with the scans; here it begins at ``verify``.


def test_what_is_right_is_verified_without_a_note(made):
    case = factories.case_at("verify", made)
    step = submit(case, data=as_written(made) | interviewed())
    assert step.step == "biodata"
    assert case.steps.get(step="verify").note == ""
    interview = Interview.objects.get(case=case)
    assert (interview.purpose, interview.is_doubtful) == ("Umrah", False)


def test_corrections_are_noted_audited_and_change_the_person(made):
    case = factories.case_at("verify", made)
    changed = {
        "verify-name": "NURUL HIDAYAH SARI PUTRI",
        "verify-birth_place": "Martapura",
        "verify-father_nationality": "MYS",
    }
    submit(case, data=as_written(made) | interviewed() | changed)
    made.refresh_from_db()
    assert (made.name, made.birth_place) == ("NURUL HIDAYAH SARI PUTRI", "Martapura")
    assert made.father_nationality == "MYS"
    step = case.steps.get(step="verify")
    assert step.note == "Diperbaiki: nama lengkap, tempat lahir, kewarganegaraan ayah."
    person = Person.objects.get(nik=made.nik)
    assert person.name == "NURUL HIDAYAH SARI PUTRI"
    case.refresh_from_db()
    assert case.title == "NURUL HIDAYAH SARI PUTRI"
    assert Reference.objects.filter(case=case, value="NURUL HIDAYAH SARI PUTRI").exists()
    entry = Entry.objects.get(verb="person.changed")
    assert entry.actor == f"user:{step.closed_by_id}"
    assert "name" in str(entry.detail)


def test_the_items_must_be_compared_and_complete(made):
    case = factories.case_at("verify", made)
    unseen = as_written(made) | interviewed()
    del unseen["verify-seen"]
    assert "centang" in errors_of(lambda: submit(case, data=unseen), "verify")["seen"]
    wrong = as_written(made) | interviewed() | {"verify-nik": "12", "verify-name": ""}
    wrong["verify-father_birth_date"] = "2090-01-01"
    errors = errors_of(lambda: submit(case, data=wrong), "verify")
    assert set(errors) == {"nik", "name", "father_birth_date"}
    assert "16 angka" in errors["nik"]
    made.refresh_from_db()
    assert made.name == "NURUL HIDAYAH SARI"


def test_the_form_shows_what_was_written(client, made):
    Application.objects.filter(pk=made.pk).update(mother_nationality="ZZZ")
    case = factories.case_at("verify", made)
    officer = factories.officer(case.office)
    client.force_login(officer.user, backend=BACKEND)
    page = client.get(reverse("cases:step", args=[case.steps.open().get().pk])).content.decode()
    assert 'value="NURUL HIDAYAH SARI"' in page
    assert '<option value="IDN" selected>Indonesia (IDN)</option>' in page
    assert '<option value="ZZZ" selected>ZZZ</option>' in page, (
        "an old code is not changed silently"
    )


def test_nothing_is_saved_when_a_later_form_of_the_sitting_is_wrong(made):
    case = factories.case_at("verify", made)
    data = as_written(made) | interviewed() | {"verify-name": "LAIN", "interview-purpose": ""}
    assert set(errors_of(lambda: submit(case, data=data), "interview")) == {"purpose"}
    made.refresh_from_db()
    assert made.name == "NURUL HIDAYAH SARI"
    assert case.steps.open().get().step == "verify"


def test_doubt_needs_a_sentence(made):
    case = factories.case_at("interview", made)
    data = interviewed("doubtful", "Ragu")
    assert "Jelaskan" in errors_of(lambda: submit(case, data=data), "interview")["notes"]
    assert not Interview.objects.exists()


@pytest.mark.parametrize(
    ("decision", "next_step"), [("go_on", "biodata"), ("refuse", "refuse_application")]
)
def test_the_official_decides_the_doubt(client, made, decision, next_step):
    case = factories.case_at("interview", made)
    step = submit(case, data=interviewed("doubtful", DOUBT))
    assert (step.step, step.lane) == ("decide_doubt", OFFICIAL)
    assert Interview.objects.get().is_doubtful
    assert case.steps.get(step="interview").note == DOUBT

    with pytest.raises(NotYours):
        submit(case, data={"decide_doubt-outcome": decision, "decide_doubt-reason": "x"})
    client.force_login(factories.officer(case.office, OFFICIAL).user, backend=BACKEND)
    assert DOUBT in client.get(reverse("cases:step", args=[step.pk])).content.decode()
    given = {"decide_doubt-outcome": decision}
    assert set(errors_of(lambda: submit(case, OFFICIAL, given), "decide_doubt")) == {"reason"}
    opened = submit(case, OFFICIAL, {**given, "decide_doubt-reason": "Sponsor telah dihubungi."})
    assert opened.step == next_step
    done = case.steps.get(step="decide_doubt")
    assert (done.outcome, done.note) == (decision, "Sponsor telah dihubungi.")


def test_doubt_about_citizenship_leads_back_to_the_scans(made):
    case = factories.case_at("citizenship", made)
    step = factories.complete(case, "doubt")
    assert step.step == "decide_citizenship"
    data = {
        "decide_citizenship-outcome": "go_on",
        "decide_citizenship-reason": "Sudah memilih WNI.",
    }
    assert submit(case, OFFICIAL, data).step == "scans"


# The biodata sheet


def ink():
    return SimpleUploadedFile("tanda.png", signature_png(7), "image/png")


def test_the_signed_sheet_holds_the_items(made):
    case = factories.case_at("biodata", made)
    step = submit(case, data={"biodata-agrees": "on"}, files={"biodata-signature": ink()})
    assert step.step == "transmit"
    letter = Letter.objects.get(case=case, kind="biodata")
    assert case.steps.get(step="biodata").note == letter.number
    page = pymupdf.open(stream=pdf_read(letter.file))
    text = " ".join(" ".join(one.get_text() for one in page).split())
    for wanted in ("NURUL HIDAYAH SARI", made.nik, "17 Agustus 1990", "Banjarmasin", "GURU"):
        assert wanted in text, wanted
    assert len([image for one in page for image in one.get_images()]) >= 2, "portrait and signature"


def test_what_the_applicant_finds_wrong_is_corrected_before_the_sheet_is_signed(made):
    case = factories.case_at("biodata", made)
    opened = submit(case, data={"biodata-wrong": "Tempat lahir Martapura."})
    assert opened.step == "correct"
    assert case.steps.get(step="biodata").note == "Tempat lahir Martapura."
    assert not Letter.objects.filter(case=case, kind="biodata").exists()
    said = {name.replace("verify-", "correct-"): value for name, value in as_written(made).items()}
    opened = submit(case, data=said | {"correct-birth_place": "Martapura"})
    assert opened.step == "biodata"
    assert case.steps.get(step="correct").note == "Diperbaiki: tempat lahir."
    submit(case, data={"biodata-agrees": "on"}, files={"biodata-signature": ink()})
    letter = Letter.objects.get(case=case, kind="biodata")
    text = pymupdf.open(stream=pdf_read(letter.file))[0].get_text()
    assert "Martapura" in text
    assert case.steps.open().get().step == "transmit"


@pytest.mark.parametrize(
    ("data", "signed", "fields"),
    [
        ({}, False, {"agrees", "signature"}),
        ({}, True, {"agrees"}),
        ({"biodata-agrees": "on"}, False, {"signature"}),
        ({"biodata-agrees": "on", "biodata-wrong": "NIK"}, True, {"agrees"}),
    ],
)
def test_a_sheet_is_signed_or_wrong(made, data, signed, fields):
    case = factories.case_at("biodata", made)
    files = {"biodata-signature": ink()} if signed else {}
    assert set(errors_of(lambda: submit(case, data=data, files=files), "biodata")) == fields
    assert case.steps.open().get().step == "biodata"


def test_letters_are_in_indonesian_whoever_signs_them(made):
    case = factories.case_at("biodata", made)
    with translation.override("en"):
        submit(case, data={"biodata-agrees": "on"}, files={"biodata-signature": ink()})
    text = pymupdf.open(stream=pdf_read(Letter.objects.get(kind="biodata").file))[0].get_text()
    assert "17 Agustus 1990" in text
    assert "Place of birth" not in text


def blank_png() -> bytes:
    from io import BytesIO

    from PIL import Image

    target = BytesIO()
    Image.new("RGBA", (600, 200), (255, 255, 255, 0)).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(blank_png(), "tanda tangan"), (b"no picture", "gambar")],
    ids=["empty pad", "no picture"],
)
def test_an_empty_signature_is_refused(made, content, sentence):
    case = factories.case_at("biodata", made)
    files = {"biodata-signature": SimpleUploadedFile("tanda.png", content, "image/png")}
    data = {"biodata-agrees": "on"}
    found = errors_of(lambda: submit(case, data=data, files=files), "biodata")
    assert sentence in found["signature"].lower()
    assert not Letter.objects.filter(kind="biodata").exists()


def test_the_applicant_must_have_read_the_sheet(made):
    case = factories.case_at("biodata", made)
    found = errors_of(lambda: submit(case, files={"biodata-signature": ink()}), "biodata")
    assert set(found) == {"agrees"}
    found = errors_of(lambda: submit(case, data={"biodata-agrees": "on"}), "biodata")
    assert set(found) == {"signature"}


def test_the_activities_say_their_outcomes():
    assert set(Interviewing.outcomes) == {"satisfied", "doubtful"}
    assert set(Verify.outcomes) == {"verified"}
    assert set(SignBiodata.outcomes) == {"signed", "wrong"}
