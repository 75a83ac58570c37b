"""The applicant's screens: what each asks, what it refuses, and that nothing right is lost."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from kanim.accounts.models import User
from kanim.cases.services import step_complete
from kanim.office.services.reference import reference_load
from kanim.office.tests.factories import user_make
from kanim.passports.models import Application
from kanim.passports.screens import SCREENS, first_open, screen_after, screens_for
from kanim.passports.tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = timezone.localdate(factories.NOW)
ORDER = ["diri", "paspor", "identitas", "alamat", "orang-tua", "berkas", "periksa"]


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def made():
    reference_load(now=factories.NOW)
    return factories.begun()


@pytest.fixture
def page(client, made):
    """A function that gets or posts a screen as the applicant of ``made``."""
    client.force_login(made.case.applicant, backend=BACKEND)

    def ask(code, said=None, **changed):
        address = reverse("passports:screen", args=[made.case.number, code])
        if said is None and not changed:
            return client.get(address)
        return client.post(address, said or factories.answers(**changed))

    return ask


def at(made, code):
    return reverse("passports:screen", args=[made.case.number, code])


def fresh(made) -> Application:
    return Application.objects.get(pk=made.pk)


def years_ago(years: int) -> str:
    return TODAY.replace(year=TODAY.year - years, day=1).isoformat()


def nik_for(born: str, sex: str) -> str:
    year, month, day = born.split("-")
    return f"637101{int(day) + (40 if sex == 'F' else 0):02}{month}{year[2:]}0003"


# What a screen shows and keeps


def test_the_screens_follow_each_other_to_the_end(page, made):
    factories.papers_bring(made)
    for code, following in pairwise(ORDER):
        assert page(code).status_code == 200
        answer = page(code, said=factories.answers())
        assert (answer.status_code, answer.headers["Location"]) == (302, at(made, following))
        made.refresh_from_db()
    assert made.screens == ORDER[:-1]
    assert (made.name, made.home_phone) == ("NURUL HIDAYAH SARI", "0812 5012 3401")
    assert page("periksa").context["fee"] == 950_000


def test_what_the_account_says_is_not_asked_again(page, made):
    form = page("diri").context["form"]
    assert form["name"].value() == "NURUL HIDAYAH SARI"
    assert page("alamat").context["form"]["home_phone"].value() == "0812 5012 3401"


def test_the_progress_says_how_many_screens_there_are(page):
    shown = page("paspor").context
    assert (shown["position"], len(shown["screens"]), shown["previous"]) == (2, 7, "diri")


def test_a_returning_applicant_goes_on_where_something_is_missing(client, page, made):
    page("diri", said=factories.answers())
    step = made.case.steps.open().get()
    answer = client.get(reverse("cases:step", args=[step.pk]))
    assert answer.headers["Location"] == at(made, "paspor")
    assert page("tidak-ada").context["screen"].code == "paspor"


def test_what_is_right_is_kept_when_something_is_wrong(page, made):
    answer = page("diri", birth_place="Martapura", nik="12")
    assert answer.status_code == 422
    assert "16 angka" in answer.content.decode()
    assert answer.context["form"]["birth_place"].value() == "Martapura"
    kept = fresh(made)
    assert (kept.birth_place, kept.nik, kept.screens) == ("Martapura", "", [])


def test_a_screen_that_becomes_wrong_is_open_again(page, made):
    page("diri", said=factories.answers())
    page("diri", birth_date="1991-08-17")
    kept = fresh(made)
    assert kept.birth_date.year == 1991
    assert first_open(kept).code == "diri"


def test_an_address_in_small_letters_is_the_same_application(client, page, made):
    address = reverse("passports:screen", args=[made.case.number.lower(), "diri"])
    client.post(address, factories.answers(nik="12", birth_place="Kotabaru"))
    assert fresh(made).birth_place == "Kotabaru"


# Person


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"birth_date": "1991-08-17"}, "nik", "NIK tidak sesuai dengan tanggal lahir"),
        ({"sex": "M"}, "nik", "NIK tidak sesuai dengan tanggal lahir"),
        ({"nik": "6371015708900000"}, "nik", "NIK tidak sesuai dengan tanggal lahir"),
        ({"nik": "637101570890000"}, "nik", "16 angka"),
        ({"birth_date": "2090-08-17"}, "birth_date", "belum tiba"),
        ({"name": "  "}, "name", "Wajib diisi"),
        ({"occupation": ""}, "occupation", "Wajib diisi"),
        ({"civil_status": "unknown"}, "civil_status", "unknown"),
    ],
)
def test_the_person_is_checked(page, changed, field, sentence):
    answer = page("diri", **changed)
    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[field])


def test_a_nik_of_another_area_is_no_fault(page):
    assert page("diri", nik="1171015708900003").status_code == 302


# Passport


@pytest.mark.parametrize(
    ("age", "civil_status", "years"),
    [(36, "single", [5, 10]), (17, "single", [5, 10]), (16, "single", [5]), (16, "married", [5, 10]),
     (3, "single", [5])],
)  # fmt: skip
def test_age_and_marriage_decide_the_validity(page, age, civil_status, years):
    born = years_ago(age)
    page("diri", birth_date=born, nik=nik_for(born, "F"), civil_status=civil_status)
    form = page("paspor").context["form"]
    assert [year for year, _label in form.fields["validity_years"].choices] == years
    assert bool(form.fields["validity_years"].help_text) == (years == [5])
    refused = page("paspor", validity_years="10").status_code == 422
    assert refused == (10 not in years)


def test_fees_of_all_books_are_shown(page):
    assert [amount for _name, amount in page("paspor").context["fees"]] == [
        350_000, 650_000, 650_000, 950_000,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"old_number": ""}, "old_number"),
        ({"old_issued": "2090-01-01"}, "old_issued"),
        ({"old_issued": "2020-01-01", "old_expires": "2019-01-01"}, "old_expires"),
    ],
)
def test_a_replacement_asks_for_the_old_passport(page, changed, field):
    page("diri", said=factories.answers())
    answer = page("paspor", **{"kind": "replacement", "old_number": "C1234567", **changed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_the_old_passport_is_kept_as_the_book_writes_it(page, made):
    page("diri", said=factories.answers())
    answer = page("paspor", kind="replacement", old_number=" c 1234567", old_issued="2016-05-02")
    assert answer.status_code == 302
    assert (fresh(made).kind, fresh(made).old_number) == ("replacement", "C1234567")


def test_a_first_passport_has_no_old_one(page, made):
    page("diri", said=factories.answers())
    page("paspor", kind="replacement", old_number="C1234567", old_issued="2016-05-02")
    page("paspor", kind="new", old_number="C1234567", old_issued="2016-05-02")
    kept = fresh(made)
    assert (kept.kind, kept.old_number, kept.old_issued) == ("new", "", None)


# Identity card, addresses, parents, spouse


@pytest.mark.parametrize(
    ("code", "changed", "field", "sentence"),
    [
        ("identitas", {"identity_issued": "2090-01-01"}, "identity_issued", "belum tiba"),
        (
            "identitas",
            {"identity_expires": "2020-01-01"},
            "identity_expires",
            "habis masa berlakunya",
        ),
        ("identitas", {"identity_place": ""}, "identity_place", "Wajib diisi"),
        ("alamat", {"home_address": ""}, "home_address", "Wajib diisi"),
        ("alamat", {"home_phone": ""}, "home_phone", "Wajib diisi"),
        ("orang-tua", {"father_name": ""}, "father_name", "Wajib diisi"),
        ("orang-tua", {"mother_birth_date": "1985-01-01"}, "mother_birth_date", "lebih tua"),
        ("orang-tua", {"father_birth_date": "2090-01-01"}, "father_birth_date", "belum tiba"),
        ("orang-tua", {"father_nationality": "QQQ"}, "father_nationality", "QQQ"),
    ],
)
def test_a_wrong_answer_gets_a_sentence(page, code, changed, field, sentence):
    page("diri", said=factories.answers())
    answer = page(code, **changed)
    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[field])


def test_what_need_not_be_known_may_stay_empty(page):
    page("diri", said=factories.answers())
    assert page("alamat", office_address="", former_phone="").status_code == 302
    assert page("orang-tua", father_birth_date="", mother_birth_place="").status_code == 302
    assert page("identitas", identity_expires="").status_code == 302


def test_nationality_is_chosen_from_the_states(page, made):
    page("diri", said=factories.answers())
    choices = page("orang-tua").context["form"].fields["father_nationality"].choices
    assert choices[0] == ("IDN", "Indonesia (IDN)")
    assert ("JPN", "Jepang (JPN)") in choices
    assert len({code for code, _name in choices}) == len(choices)
    assert {"D", "UTO", "SUN", "UNO"}.isdisjoint(dict(choices))
    page("orang-tua", father_nationality="JPN")
    assert fresh(made).father_nationality == "JPN"
    facts = dict(page("periksa").context["facts"][4][2])
    assert facts["Kewarganegaraan ayah"] == "Jepang (JPN)"


def test_the_spouse_is_asked_only_of_those_who_are_married(page, made):
    assert "pasangan" not in [screen.code for screen in screens_for(made)]
    page("diri", civil_status="married")
    married = fresh(made)
    assert [screen.code for screen in screens_for(married)] == [one.code for one in SCREENS]
    assert screen_after(married, "orang-tua").code == "pasangan"
    assert page("pasangan", spouse_name="").status_code == 422
    assert page("pasangan", spouse_birth_date="2090-01-01").status_code == 422
    assert page("pasangan", spouse_name="RAHMAT").headers["Location"] == at(made, "berkas")


def test_the_last_screen_follows_itself(made):
    assert screen_after(made, "periksa").code == "periksa"
    assert screen_after(made, "no such screen").code == "diri"


# Papers


def test_missing_papers_are_named(page, made):
    answer = page("berkas", said={"go": "on"})
    assert answer.status_code == 422
    assert "Belum difoto" in answer.content.decode()
    assert "berkas" not in fresh(made).screens
    factories.papers_bring(made)
    assert page("berkas", said={"go": "on"}).headers["Location"] == at(made, "periksa")


# Who may see it


def test_another_applicants_number_is_not_found(client, made):
    client.force_login(user_make(), backend=BACKEND)
    for code in ORDER:
        assert client.get(at(made, code)).status_code == 404
    assert client.post(reverse("passports:send", args=[made.case.number])).status_code == 404


def test_officers_and_visitors_have_no_screens(client, made):
    assert client.get(at(made, "diri")).status_code == 302
    client.force_login(factories.officer(made.case.office).user, backend=BACKEND)
    assert client.get(at(made, "diri")).status_code == 403


def test_after_sending_the_screens_lead_to_the_case(client, page, made):
    step = made.case.steps.open().get()
    duty = factories.officer(made.case.office, "pemohon")
    step_complete(step_id=step.pk, duty=duty, outcome="submitted", now=factories.NOW)
    case = reverse("cases:case", args=[made.case.number])
    assert page("diri").headers["Location"] == case
    assert page("diri", name="LAIN").headers["Location"] == case
    assert (
        client.get(reverse("passports:send", args=[made.case.number])).headers["Location"] == case
    )
    assert fresh(made).name == "NURUL HIDAYAH SARI"


# My applications, and beginning one


def test_an_application_is_begun(client, made):
    user = user_make(full_name="Ahmad Fauzi", phone="0813")
    client.force_login(user, backend=BACKEND)
    address = reverse("passports:begin")
    assert client.get(address).context["form"]["office"].value() is not None
    assert client.post(address, {"kind": "other"}).status_code == 422
    answer = client.post(address, {"kind": "new", "office": made.case.office.pk})
    own = Application.objects.get(case__applicant=user)
    assert answer.headers["Location"] == at(own, "diri")
    assert (own.name, own.email, own.case.title) == ("AHMAD FAUZI", user.email, "Ahmad Fauzi")


def test_a_closed_office_is_not_offered(client, made):
    made.case.office.is_open = False
    made.case.office.save()
    client.force_login(user_make(), backend=BACKEND)
    given = {"kind": "new", "office": made.case.office.pk}
    assert client.post(reverse("passports:begin"), given).status_code == 422


def test_an_account_has_at_most_five_open_applications(client, made):
    user: User = made.case.applicant
    client.force_login(user, backend=BACKEND)
    given = {"kind": "new", "office": made.case.office.pk}
    for _ in range(4):
        assert client.post(reverse("passports:begin"), given).status_code == 302
    answer = client.post(reverse("passports:begin"), given)
    assert answer.status_code == 422
    assert "5 permohonan" in answer.content.decode()
    assert Application.objects.filter(case__applicant=user).count() == 5

    step = made.case.steps.open().get()
    late = factories.NOW + timedelta(days=31)
    from kanim.cases.timers import deadlines_run

    assert step.due_at is not None
    deadlines_run(now=late)
    assert client.post(reverse("passports:begin"), given).status_code == 302


def test_my_applications_say_what_to_do_next(client, made):
    client.force_login(made.case.applicant, backend=BACKEND)
    factories.begun()
    page = client.get(reverse("passports:mine"))
    [(case, step)] = page.context["lines"]
    assert (case, step.step) == (made.case, "apply")
    assert "Isi permohonan" in page.content.decode()
    client.force_login(user_make(), backend=BACKEND)
    assert client.get(reverse("passports:mine")).context["lines"] == []
