"""SOP BAP: examined, opinion, decision, each with its officer and letter."""

from datetime import date
from io import BytesIO

import pymupdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from kanim.biometrics.synthetic import signature_png
from kanim.cases.errors import FormIncomplete, NotYours
from kanim.cases.services import sitting_submit
from kanim.letters.models import Letter
from kanim.letters.storing import pdf_read
from kanim.office.services.reference import reference_load
from kanim.passports.models import Examination
from kanim.passports.services.examination import charge_of
from kanim.passports.tests import factories

pytestmark = pytest.mark.django_db
NOW = factories.NOW
ANSWERS = [("Kapan hilang?", "Senin lalu."), ("Di mana?", "Di pasar."), ("Sudah lapor?", "Sudah.")]
EVENT = "Paspor hilang di pasar bersama tas."
REASON = "Kehilangan terjadi di luar kemampuan pemohon."


@pytest.fixture
def case():
    reference_load(now=NOW)
    made = factories.application(kind="replacement", old_number="C7654321")
    return factories.sub_case_at(made.case.office, "bap", "examine", made).case


def query(step, answers, **fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data[f"{step}-{name}"] = value
    for question, answer in answers:
        data.appendlist(f"{step}-rows-question", question)
        data.appendlist(f"{step}-rows-answer", answer)
    return data


def submit(case, lane="inteldakim", answers=(), files=None, more=False, **fields):
    case.refresh_from_db()
    step = case.steps.open().get()
    data = query(step.step, answers, **fields)
    if more:
        data["more-rows"] = "1"
    return sitting_submit(
        step_id=step.pk,
        duty=factories.officer(case.office, lane),
        data=data,
        files=files or {},
        version=case.version,
        now=NOW,
    )


def examined(case, **fields):
    given = {"subject": "lost", "event": EVENT, "police_report": "LP/12/XI/2026", "on_paper": "on"}
    return submit(case, answers=ANSWERS, **{**given, **fields})


def refused(call):
    with pytest.raises(FormIncomplete) as caught:
        call()
    return next(iter(caught.value.forms.values()))


def text_of(letter):
    document = pymupdf.open(stream=BytesIO(pdf_read(letter.file)).read())
    return " ".join(" ".join(page.get_text() for page in document).split())


def test_the_minutes_hold_questions_answers_and_signature(case):
    ink = SimpleUploadedFile("tanda.png", signature_png(5), "image/png")
    step = examined(case, files={"examine-signature": ink}, on_paper="")
    assert step.step == "opinion"
    examination = Examination.objects.get()
    assert [row.question for row in examination.answers.all()] == [q for q, _a in ANSWERS]
    text = text_of(examination.minutes)
    for part in ("BERITA ACARA PEMERIKSAAN", "Kapan hilang?", "Senin lalu.", "LP/12/XI/2026"):
        assert part in text
    assert examination.minutes.signed


def test_questions_that_were_not_asked_are_left_out(case):
    submit(
        case,
        answers=[*ANSWERS, ("Tidak ditanyakan?", "")],
        subject="lost",
        event=EVENT,
        police_report="LP/1",
        on_paper="on",
    )
    assert Examination.objects.get().answers.count() == 3


@pytest.mark.parametrize(
    "fields",
    [{"police_report": ""}, {"event": "pendek"}, {"on_paper": ""}, {"event_on": "2027-01-01"}],
)
def test_an_incomplete_examination_loses_nothing(case, fields):
    form = refused(lambda: examined(case, **fields))
    assert [row.answer for row in form.rows()] == ["Senin lalu.", "Di pasar.", "Sudah."]
    assert not Examination.objects.exists()


def test_too_few_answers(case):
    form = refused(
        lambda: submit(case, answers=ANSWERS[:2], subject="lost", event=EVENT, on_paper="on")
    )
    assert form.non_field_errors()


def test_rows_are_added_without_script(case):
    form = refused(lambda: submit(case, answers=ANSWERS, more=True, subject="lost", event=EVENT))
    assert len(list(form.rows())) == 5


def opined(case):
    examined(case)
    return submit(case, opinion="Kehilangan bukan karena kelalaian.", recommended="approved")


def test_the_head_approves_by_letter_with_the_charge(case):
    step = opined(case)
    assert step.lane == "kepala-kantor"
    assert submit(case, "kepala-kantor", outcome="approved", reason=REASON) is None
    case.refresh_from_db()
    assert case.end == "approved"
    letter = Letter.objects.get(case=case, kind="approval")
    text = text_of(letter)
    assert "Rp1.000.000" in text.replace(" ", "") or "1.000.000" in text
    assert Examination.objects.get().minutes.number in text


def test_force_majeure_costs_nothing(case):
    examined(case, is_force_majeure="on")
    assert charge_of(Examination.objects.get(), date(2026, 11, 24)) == 0


def test_a_postponement_needs_its_months_and_tells_its_end(case):
    opined(case)
    reason = "Pemohon lalai menyimpan paspor tersebut."
    form = refused(lambda: submit(case, "kepala-kantor", outcome="postponed", reason=reason))
    assert "months" in form.errors
    submit(case, "kepala-kantor", outcome="postponed", reason=reason, months="6")
    case.refresh_from_db()
    assert case.end == "postponed"
    text = text_of(Letter.objects.get(case=case, kind="postponement"))
    assert "6 bulan" in text
    assert "24 Mei 2027" in text
    assert case.notices.filter(kind="postponed").exists()


@pytest.mark.parametrize("months", ["5", "25"])
def test_months_outside_the_rule_are_refused(case, months):
    opined(case)
    form = refused(
        lambda: submit(case, "kepala-kantor", outcome="postponed", reason=REASON, months=months)
    )
    assert "months" in form.errors


def test_a_refusal_is_a_letter_with_its_reason(case):
    opined(case)
    submit(case, "kepala-kantor", outcome="refused", reason="Keterangan pemohon tidak benar.")
    assert "Keterangan pemohon tidak benar" in text_of(
        Letter.objects.get(case=case, kind="refusal")
    )


def test_only_the_head_decides(case):
    opined(case)
    with pytest.raises(NotYours):
        submit(case, "inteldakim", outcome="approved", reason=REASON)
