"""Row 1 and what follows it by itself: sending, the letter of introduction, citizenship, the end."""

from __future__ import annotations

from datetime import date, timedelta

import pymupdf
import pytest
from django.urls import reverse
from django.utils import translation

from kanim.appointments.models import Slot
from kanim.appointments.services import appointment_book
from kanim.cases.errors import StepClosed
from kanim.cases.models import Reference
from kanim.cases.services import case_cancel, step_complete
from kanim.dossier.models import Paper
from kanim.letters.models import Letter, Notice
from kanim.letters.storing import pdf_read
from kanim.office.duty import Duty, duty_of
from kanim.office.services.reference import reference_load
from kanim.office.tests.factories import user_make
from kanim.passports.activities.application import CheckCitizenship, doubt_sentence, tell_end
from kanim.passports.models import Application
from kanim.passports.screens import first_open
from kanim.passports.services.applications import UnableToSend, application_send, person_take
from kanim.passports.tests import factories
from kanim.payments.models import Bill
from kanim.people.models import DualNational, Person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOW = factories.NOW
VOUCHED = {"true": "on", "consent": "on"}


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def made():
    reference_load(now=NOW)
    return factories.filled(factories.begun())


@pytest.fixture
def send(client, made):
    """A function that posts the last screen as the applicant."""
    client.force_login(made.case.applicant, backend=BACKEND)
    address = reverse("passports:send", args=[made.case.number])
    return lambda said=VOUCHED: client.post(address, said)


def own_duty(made: Application) -> Duty:
    return duty_of(made.case.applicant, today=NOW.date())


def context(case, duty=None, now=NOW):
    from kanim.cases.activities import Context

    return Context(case, case.steps.last(), duty or Duty.machine(case.office_id), now)


def text_of(letter: Letter) -> str:
    document = pymupdf.open(stream=pdf_read(letter.file))
    return " ".join(" ".join(page.get_text() for page in document).split())


# Sending


def test_a_sent_application_waits_for_a_day_and_is_found(send, made):
    answer = send()
    step = made.case.steps.open().get()
    assert (step.step, answer.headers["Location"]) == (
        "appoint",
        reverse("cases:step", args=[step.pk]),
    )
    made.refresh_from_db()
    case = made.case
    assert made.submitted_at is not None
    assert made.consent_at == made.submitted_at
    assert (case.title, case.person.nik) == ("NURUL HIDAYAH SARI", "6371015708900003")
    assert set(Reference.objects.filter(case=case).values_list("kind", "value")) == {
        ("name", "NURUL HIDAYAH SARI"),
        ("nik", "6371015708900003"),
    }


def test_both_sentences_must_be_vouched_for(send, made):
    answer = send({"true": "on"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["consent"]
    assert made.case.steps.open().get().step == "apply"


def test_sending_twice_sends_once(send, made):
    send()
    answer = send()
    assert answer.headers["Location"] == reverse("cases:case", args=[made.case.number])
    assert list(made.case.steps.order_by("sequence").values_list("step", flat=True)) == [
        "apply",
        "appoint",
    ]


def test_two_clicks_at_once_are_no_error(send, made, monkeypatch):
    def lost_the_race(**given):
        raise StepClosed("done")

    monkeypatch.setattr("kanim.passports.views.step_complete", lost_the_race)
    assert send().headers["Location"] == reverse("cases:case", args=[made.case.number])


def test_a_screen_that_was_skipped_is_named(send, made):
    made.screens.remove("identitas")
    made.save()
    answer = send()
    assert answer.headers["Location"] == reverse(
        "passports:screen", args=[made.case.number, "identitas"]
    )
    assert made.case.steps.open().get().step == "apply"


@pytest.mark.parametrize(
    ("changed", "screen"),
    [
        ({"nik": "6371011708900003"}, "diri"),  # of a man
        ({"civil_status": "married", "spouse_name": ""}, "pasangan"),
        ({"identity_expires": date(2026, 11, 1)}, "identitas"),  # has expired meanwhile
        ({"kind": "replacement"}, "paspor"),
    ],
)
def test_what_is_no_longer_right_is_asked_again(made, changed, screen):
    Application.objects.filter(pk=made.pk).update(**changed)
    made.refresh_from_db()
    with pytest.raises(UnableToSend, match="Belum diisi") as refusal:
        application_send(application=made, duty=own_duty(made), now=NOW)
    assert refusal.value.screen == screen


def test_ten_years_chosen_by_a_married_child_are_not_kept_after_correction(made):
    values = {
        "civil_status": "single",
        "birth_date": date(2010, 8, 17),
        "nik": "6371015708100003",
        "validity_years": 10,
    }
    Application.objects.filter(pk=made.pk).update(**values)
    made.refresh_from_db()
    with pytest.raises(UnableToSend) as refusal:
        application_send(application=made, duty=own_duty(made), now=NOW)
    assert refusal.value.screen == "paspor"


def test_papers_that_a_later_answer_makes_necessary_are_asked_for(made):
    Application.objects.filter(pk=made.pk).update(naturalised=True)
    made.refresh_from_db()
    with pytest.raises(UnableToSend, match="Belum difoto") as refusal:
        application_send(application=made, duty=own_duty(made), now=NOW)
    assert refusal.value.screen == "berkas"
    assert Paper.objects.filter(case=made.case).exists()


def test_a_filled_application_goes_on_at_the_last_screen(made):
    assert first_open(made).code == "periksa"


# The person


def test_an_officers_person_is_verified(made):
    officer = factories.officer(made.case.office)
    person_take(application=made, duty=own_duty(made), now=NOW)
    person = Person.objects.get(nik=made.nik)
    made.name, made.birth_place = "NURUL HIDAYAH", "Martapura"
    person_take(application=made, duty=officer, now=NOW, verified=True)
    person.refresh_from_db()
    assert (person.name, person.birth_place) == ("NURUL HIDAYAH", "Martapura")
    made.name = "ORANG LAIN"
    person_take(application=made, duty=own_duty(made), now=NOW)
    person.refresh_from_db()
    assert person.name == "NURUL HIDAYAH", "an unverified application changes no verified person"


# The letter of introduction


def test_payment_gives_the_letter_of_introduction(made):
    duty, case = own_duty(made), made.case
    step_complete(step_id=case.steps.open().get().pk, duty=duty, now=NOW)
    slot = Slot.objects.create(
        office=case.office,
        service="passport",
        starts_at=NOW + timedelta(days=2),
        ends_at=NOW + timedelta(days=2, hours=1),
        capacity=5,
    )
    appointment_book(case=case, slot_id=slot.pk, now=NOW)
    for outcome in ("booked", "paid"):
        step = case.steps.open().get()
        both = Duty(duty.user, None, lanes=duty.lanes | {step.lane})
        step_complete(step_id=step.pk, duty=both, outcome=outcome, now=NOW)
    letter = Letter.objects.get(case=case, kind="registration")
    bill = Bill.objects.get(case=case)
    text = text_of(letter)
    assert bill.code in text.replace(" ", "")
    assert bill.amount == 950_000
    for wanted in (
        "NURUL HIDAYAH SARI",
        "950.000",
        "Kam, 26 Nov 2026",
        "10.00–11.00",
        "KTP elektronik",
        case.number,
    ):
        assert wanted in text, wanted
    done = case.steps.get(step="slip")
    assert (done.outcome, done.note) == ("issued", letter.number)
    assert case.steps.open().get().step == "arrive"


# Citizenship


def citizenship(made: Application, **fields) -> tuple[str, str]:
    Application.objects.filter(pk=made.pk).update(**fields)
    done = CheckCitizenship().perform(context(made.case), None)
    return done.outcome, done.note


def test_two_foreign_parents_are_no_doubt_about_a_grown_person(made):
    assert citizenship(made, father_nationality="JPN") == ("clear", "")


def test_a_child_with_a_foreign_parent_needs_a_registration(made):
    outcome, note = citizenship(
        made, birth_date=date(2015, 1, 2), father_nationality="JPN", mother_nationality="IDN"
    )
    assert outcome == "doubt"
    assert "JPN" in note
    assert citizenship(made, father_nationality="") == ("clear", "")


@pytest.mark.parametrize(("born", "outcome"), [(2015, "clear"), (2000, "doubt")])
def test_a_registered_dual_national_may_choose_until_21(made, born, outcome):
    person_take(application=made, duty=own_duty(made), now=NOW)
    DualNational.objects.create(
        person=made.case.person,
        register_number="AFF/1",
        registered_on=date(2016, 1, 2),
        other_nationality="JPN",
    )
    found, note = citizenship(made, birth_date=date(born, 1, 2), father_nationality="JPN")
    assert (found, bool(note)) == (outcome, outcome == "doubt")


def test_an_empty_doubt_has_a_sentence():
    assert doubt_sentence("Ibu WNA.") == "Ibu WNA."
    assert "keterangan" in doubt_sentence("").lower()


# The end


def ended(made: Application) -> Application:
    office = made.case.office
    duty = factories.officer(office, permissions=("cases.cancel",))
    case_cancel(case_id=made.case_id, reason="Salah kantor", duty=duty, now=NOW)
    made.case.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("language", "result"),
    [("id", "Permohonan dibatalkan"), ("en", "Application cancelled")],
)
def test_the_applicant_is_told_how_it_ended(made, language, result):
    made.case.applicant.language = language
    made.case.applicant.save()
    ended(made)
    notice = Notice.objects.get(case=made.case, kind="ended")
    assert (notice.to, notice.language) == (made.email, language)
    assert result in notice.text
    tell_end(context(made.case))
    assert Notice.objects.filter(case=made.case, kind="ended").count() == 1


def test_without_an_address_nobody_is_told(made):
    Application.objects.update(email="")
    ended(made)
    assert not Notice.objects.filter(kind="ended").exists()


def test_the_case_page_shows_the_application_to_those_who_may_see_it(client, made):
    address = reverse("cases:case", args=[made.case.number])
    client.force_login(made.case.applicant, backend=BACKEND)
    assert "Jalan Lambung Mangkurat 10" in client.get(address).content.decode()
    client.force_login(user_make(), backend=BACKEND)
    assert client.get(address).status_code == 404
