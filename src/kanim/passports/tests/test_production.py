"""Rows 6 and 7 of SOP 936: every step performed by its officer, with each of its outcomes."""

from datetime import date, timedelta

import pymupdf
import pytest

from kanim.cases.errors import FormIncomplete, NotYours
from kanim.cases.models import Reference
from kanim.cases.services import sitting_submit
from kanim.exchange.models import Dispatch
from kanim.icao import parse
from kanim.letters.models import Letter
from kanim.office.services.reference import reference_load
from kanim.passports.features import QUALITY, SECURITY
from kanim.passports.models import Blank, Passport, ProductionFailure
from kanim.passports.page.content import UnableToPreparePage
from kanim.passports.services.stock import UnableToAllocate
from kanim.passports.tests import factories

pytestmark = pytest.mark.django_db
NOW = factories.NOW
OFFICIAL = "kasubsi-dokjal"


@pytest.fixture
def case():
    reference_load(now=NOW)
    found = factories.case_at("allocate")
    factories.stock(found.office)
    return found


def submit(case, lane="lantaskim", now=NOW, **fields):
    """Submit the form of the open step as an officer of the lane; returns the next open step."""
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


def refused(case, **fields):
    """Submit a form that is refused; returns the messages of all its errors."""
    with pytest.raises(FormIncomplete) as caught:
        submit(case, **fields)
    form = next(iter(caught.value.forms.values()))
    return " ".join(text for errors in form.errors.values() for text in errors)


def reading(case):
    return Passport.objects.exclude(state="cancelled").get(case=case).mrz


def to_endorse(case):
    submit(case)
    submit(case, outcome="printed")
    submit(case, reading=reading(case))
    submit(case, outcome="laminated")
    return submit(case, outcome="good", seen=[feature.code for feature in QUALITY])


def to_handover(case):
    to_endorse(case)
    submit(case, OFFICIAL, outcome="worthy", seen=[feature.code for feature in SECURITY])
    factories.complete(case, "sent")
    return submit(case, OFFICIAL, outcome="fit")


def test_allocation_composes_zone_and_page(case):
    step = submit(case)
    assert step.step == "print"
    passport = Passport.objects.get()
    assert passport.blank.serial == "X0000001"
    assert (passport.issued_on, passport.expires_on) == (date(2026, 11, 24), date(2036, 11, 24))
    zone = parse(passport.mrz_lines, on=date(2026, 11, 24))
    assert zone.valid
    assert (zone.surname, zone.given_names) == ("SARI", "NURUL HIDAYAH")
    assert zone.document_number == "X0000001"
    page = pymupdf.open(stream=bytes(passport.page))[0]
    assert (round(page.rect.width / 72 * 25.4), round(page.rect.height / 72 * 25.4)) == (125, 88)
    text = page.get_text()
    assert "NURUL HIDAYAH SARI" in text
    assert "17 AGU/AUG 1990" in text
    assert Reference.objects.filter(case=case, kind="passport", value="X0000001").exists()


def test_the_zone_is_printed_ten_characters_an_inch(case):
    submit(case)
    page = pymupdf.open(stream=bytes(Passport.objects.get().page))[0]
    spans = [
        span
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
        if "OCR" in span["font"]
    ]
    lefts = sorted({round(span["bbox"][0] / 72 * 25.4, 2) for span in spans})
    assert lefts[0] == pytest.approx(6.0, abs=0.1)
    assert max(span["bbox"][2] for span in spans) / 72 * 25.4 == pytest.approx(117.8, abs=0.3)


def test_an_empty_stock_is_refused_with_a_sentence(case):
    Blank.objects.update(book="electronic")
    with pytest.raises(UnableToAllocate):
        submit(case)
    assert not Passport.objects.exists()


def test_a_missing_photograph_takes_no_blank(case):
    case.photographs.all().delete()
    with pytest.raises(UnableToPreparePage):
        submit(case)
    assert not Blank.objects.exclude(state="stock").exists()


def test_another_lane_may_not_allocate(case):
    with pytest.raises(NotYours):
        submit(case, "tikim")


def test_a_printed_page_uses_the_blank(case):
    submit(case)
    step = submit(case, outcome="printed")
    assert step.step == "read_mrz"
    assert Blank.objects.get(serial="X0000001").state == Blank.State.USED
    assert Passport.objects.get().state == Passport.State.PRINTED


def test_a_failure_must_be_described(case):
    submit(case)
    assert refused(case, outcome="failed")
    step = submit(case, outcome="failed", description="Tinta luntur di foto")
    assert step.step == "report_failure"


def test_a_reading_that_differs_is_read_again_or_confirmed(case):
    submit(case)
    submit(case, outcome="printed")
    wrong = reading(case).replace("SARI", "SAR1")
    assert refused(case, reading=wrong)
    step = submit(case, reading=wrong, confirm_failure="on")
    assert step.step == "report_failure"
    assert "1" in case.steps.get(step="read_mrz").note


def test_the_comparison_decides_not_the_officer(case):
    submit(case)
    submit(case, outcome="printed")
    assert submit(case, reading=reading(case), confirm_failure="on").step == "laminate"


def test_good_quality_needs_every_feature(case):
    submit(case)
    submit(case, outcome="printed")
    submit(case, reading=reading(case))
    submit(case, outcome="laminated")
    assert refused(case, outcome="good", seen=["photo"])
    step = submit(case, outcome="failed", seen=["photo"], description="Gelembung udara")
    assert step.step == "report_failure"


def test_a_failed_blank_is_recorded_decided_cut_and_replaced(case):
    submit(case)
    submit(case, outcome="failed", description="Tinta luntur di foto")
    step = submit(case, description="Tinta luntur setelah dua kali percobaan")
    assert (step.sop, step.step) == ("pembatalan", "record")
    failure = ProductionFailure.objects.get()
    assert (failure.stage, failure.blank.serial) == ("print", "X0000001")
    submit(case, record="Pencetak macet lalu tinta luntur pada foto pemegang.")
    submit(case, "kepala-kantor", outcome="replace", reason="Kegagalan mesin")
    assert refused(case, serial="X0000002", witness="Budi", cut="on")
    step = submit(case, serial="x0000001", witness="Budi Santoso", cut="on")
    assert step.step == "allocate"
    assert Blank.objects.get(serial="X0000001").state == Blank.State.VOID
    assert Passport.objects.get().state == Passport.State.CANCELLED
    assert Letter.objects.filter(case=case, kind="minutes").count() == 2
    submit(case)
    assert factories.blank_of(case).serial == "X0000002"


def test_a_stopped_application_voids_the_blank_at_once(case):
    submit(case)
    submit(case, outcome="failed", description="Blangko cacat sejak awal")
    submit(case, description="Blangko cacat sejak awal, halaman tertukar")
    submit(case, record="Halaman blangko tertukar sejak dari pabrik.")
    step = submit(case, "kepala-kantor", outcome="stop", reason="Ada masalah pada permohonan")
    assert step.step == "refuse_application"
    assert Blank.objects.get(serial="X0000001").state == Blank.State.VOID


def test_nobody_is_their_own_witness(case):
    submit(case)
    submit(case, outcome="failed", description="Tinta luntur di foto")
    submit(case, description="Tinta luntur setelah dua kali percobaan")
    submit(case, record="Pencetak macet lalu tinta luntur pada foto pemegang.")
    step = submit(case, "kepala-kantor", outcome="replace", reason="Kegagalan mesin")
    duty = factories.officer(case.office)
    data = {"destroy-serial": "X0000001", "destroy-witness": duty.name, "destroy-cut": "on"}
    case.refresh_from_db()
    with pytest.raises(FormIncomplete):
        sitting_submit(
            step_id=step.pk, duty=duty, data=data, files={}, version=case.version, now=NOW
        )


def test_endorsing_tells_border_control_once(case):
    to_endorse(case)
    step = submit(case, OFFICIAL, outcome="worthy", seen=[feature.code for feature in SECURITY])
    assert step.step == "border"
    passport = Passport.objects.get()
    assert passport.state == Passport.State.ENDORSED
    assert passport.endorsed_by is not None
    dispatch = Dispatch.objects.get(system="border")
    assert (dispatch.key, dispatch.payload["number"]) == ("border-passport-X0000001", "X0000001")


def test_officers_of_the_lane_below_may_not_endorse(case):
    to_endorse(case)
    with pytest.raises(NotYours):
        submit(case, "lantaskim", outcome="worthy", seen=[f.code for f in SECURITY])


def test_a_problem_at_endorsement_cancels_and_refuses(case):
    to_endorse(case)
    step = submit(case, OFFICIAL, outcome="problem", description="Data tidak cocok dengan KTP")
    assert step.step == "refuse_application"
    assert Passport.objects.get().state == Passport.State.CANCELLED
    assert not Dispatch.objects.filter(system="border").exists()


def test_a_faulty_book_at_endorsement_is_printed_again(case):
    to_endorse(case)
    step = submit(case, OFFICIAL, outcome="reprint", description="Hologram terkelupas")
    assert step.step == "report_failure"
    submit(case, description="Hologram terkelupas di sudut kanan")
    assert ProductionFailure.objects.get().stage == "endorse"


def test_a_problem_at_the_final_check_is_told_to_border_control(case):
    to_endorse(case)
    submit(case, OFFICIAL, outcome="worthy", seen=[feature.code for feature in SECURITY])
    factories.complete(case, "sent")
    assert refused(case, lane=OFFICIAL, outcome="problem")
    submit(case, OFFICIAL, outcome="problem", reason="Foto bukan pemohon")
    assert Blank.objects.get(serial="X0000001").state == Blank.State.VOID
    told = Dispatch.objects.get(key="border-cancelled-X0000001")
    assert told.payload["status"] == "cancelled"


def test_a_passport_that_differs_cannot_be_called_fit(case):
    to_endorse(case)
    submit(case, OFFICIAL, outcome="worthy", seen=[feature.code for feature in SECURITY])
    factories.complete(case, "sent")
    application = case.passport_application
    application.birth_date = date(1991, 8, 17)
    application.save()
    assert refused(case, lane=OFFICIAL, outcome="fit")


def test_handover_waits_and_tells_the_applicant(case):
    step = to_handover(case)
    assert step.step == "hand_over"
    notices = case.notices.filter(kind="ready")
    assert notices.count() == 1
    assert step.not_before is not None


def perform_handover(case, **fields):
    """Only the handover of its sitting: the activity with its own form."""
    from kanim.cases.activities import Context, activity_named

    step = case.steps.open().get()
    later = NOW + timedelta(days=9)
    ctx = Context(case, step, factories.officer(case.office), later)
    activity = activity_named("passports.hand_over")
    given = {"receiver": "self", "nik": case.passport_application.nik, "receipt": case.number}
    form = activity.form(ctx, {**given, **fields}, {})
    if not form.is_valid():
        return form, None
    return form, activity.perform(ctx, form)


def test_the_passport_becomes_the_persons_document(case):
    to_handover(case)
    form, done = perform_handover(case)
    assert done is not None, form.errors
    document = case.person.documents.get(number="X0000001")
    assert (document.status, document.expires_on) == ("valid", date(2036, 11, 24))
    assert Passport.objects.get().received_by == "NURUL HIDAYAH SARI"


@pytest.mark.parametrize(
    "fields",
    [
        {"nik": "1234567890123456"},
        {"nik": "12"},
        {"receipt": "BJM-26-999999-X"},
        {"receiver": "proxy"},
    ],
)
def test_a_wrong_card_or_receipt_hands_nothing_over(case, fields):
    to_handover(case)
    form, done = perform_handover(case, **fields)
    assert done is None
    assert form.errors


def test_a_proxy_is_named_in_the_record(case):
    to_handover(case)
    _form, done = perform_handover(
        case, receiver="proxy", name="Ahmad Yani", nik="6371010101800001"
    )
    assert done is not None
    assert "AHMAD YANI (kuasa, NIK 6371010101800001)" in Passport.objects.get().received_by


def test_the_receipt_is_known_by_number_and_qr(case):
    letter = _receipt(case)
    to_handover(case)
    for text in (letter.number, f"http://localhost:8000/surat/periksa/{letter.token}/"):
        form, _done = perform_handover(case, receipt=text, nik="0" * 16)
        assert "receipt" not in form.errors, text


def _receipt(case):
    from kanim.letters.services import letter_issue

    content = {
        "name": "NURUL",
        "birth_date": date(1990, 8, 17),
        "application_kind": "Baru",
        "document_kind": "Paspor biasa",
        "fee": 650_000,
    }
    return letter_issue(
        case=case,
        kind="receipt",
        content=content,
        addressee="NURUL",
        signer_title="Petugas",
        duty=factories.officer(case.office),
        now=NOW,
    )


def test_the_old_passport_is_cut_and_replaced(case):
    application = case.passport_application
    application.kind, application.old_number = "replacement", "C1234567"
    application.save()
    to_handover(case)
    form, done = perform_handover(case)
    assert done is None
    assert "old_book" in form.errors
    _form, done = perform_handover(case, old_book="on")
    assert done is not None
    assert case.person.documents.get(number="C1234567").status == "replaced"


def test_an_uncollected_passport_is_cancelled_by_letter(case):
    step = to_handover(case)
    from kanim.cases.services import step_expire, step_warn

    assert step.due_at is not None
    step.refresh_from_db()
    step_warn(step_id=step.pk, now=step.warn_at)
    assert case.notices.filter(kind="uncollected_warning").exists()
    opened = step_expire(step_id=step.pk, now=step.due_at)
    assert opened.step == "cancel_uncollected"
    reason = "Paspor tidak diambil dalam satu bulan."
    submit(case, "kepala-kantor", now=step.due_at, reason=reason)
    case.refresh_from_db()
    assert case.end == "uncollected"
    assert Passport.objects.get().state == Passport.State.CANCELLED
    assert Letter.objects.filter(case=case, kind="cancellation").exists()
    assert Dispatch.objects.filter(key="border-cancelled-X0000001").exists()


def test_pages_are_sealed_at_rest(case):
    from django.db import connection

    submit(case)
    with connection.cursor() as cursor:
        cursor.execute("select page from passports_passport")
        (stored,) = cursor.fetchone()
    assert not bytes(stored).startswith(b"%PDF")
    assert bytes(Passport.objects.get().page).startswith(b"%PDF")


def test_a_case_that_is_called_off_leaves_no_blank_in_use(case):
    from kanim.cases.activities import CONSEQUENCES, Context

    submit(case)
    step = case.steps.open().get()
    ctx = Context(case, step, factories.officer(case.office), NOW)
    CONSEQUENCES["passports.withdraw"](ctx)
    CONSEQUENCES["passports.withdraw"](ctx)
    assert Blank.objects.get(serial="X0000001").state == Blank.State.VOID
    assert Passport.objects.get().cancel_reason == "Permohonan dibatalkan."
