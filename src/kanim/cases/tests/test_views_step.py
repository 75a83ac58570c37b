"""The page of a step: the form, what was typed, and what a closed step says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone, translation

from kanim.cases.activities import ACTIVITIES, Done
from kanim.cases.errors import UnableToPerform
from kanim.cases.forms import StepForm
from kanim.cases.holds import case_hold, case_resume
from kanim.cases.models import Case
from kanim.cases.services import step_complete
from kanim.cases.tests import factories as make
from kanim.cases.timers import deadlines_run
from kanim.office.duty import Duty

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PRIMARY = "btn btn-primary"


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


class ShelfForm(StepForm):
    shelf = forms.CharField(max_length=5)


@pytest.fixture
def case(monkeypatch, library):
    """A case at the search, whose form asks for a shelf."""
    search = ACTIVITIES["library.search"]
    monkeypatch.setattr(type(search), "form_class", ShelfForm)
    made = make.library_case(now=timezone.now(), title="WATI", applicant=make.applicant("wati"))
    through(made, "done")
    return made


@pytest.fixture
def me(client):
    user = make.librarian(permissions=["cases.hold"])
    client.force_login(user, backend=BACKEND)
    return user


def through(case: Case, *outcomes: str) -> Case:
    lanes = frozenset({"anggota", "pustakawan", "kepala", "sistem"})
    for outcome in outcomes:
        step = case.steps.open().get()
        duty = Duty(None, case.office_id, lanes=lanes)
        step_complete(step_id=step.pk, duty=duty, outcome=outcome, now=timezone.now())
    case.refresh_from_db()
    return case


def address(case, sequence=None):
    step = case.steps.get(sequence=sequence) if sequence else case.steps.open().get()
    return reverse("cases:step", args=[step.pk])


def typed(case, **said):
    case.refresh_from_db()
    step = case.steps.open().get()
    values = {f"{step.step}-{name}": value for name, value in said.items()}
    return {"version": case.version, **values}


def test_the_form_and_its_row_are_shown(client, me, case):
    page = client.get(address(case))
    text = page.content.decode()
    for wanted in ("Cari buku", "WATI", 'name="search-shelf"', f'value="{case.version}"'):
        assert wanted in text, wanted
    assert text.count(PRIMARY) >= 1


def test_a_good_form_goes_on_to_the_same_desk_or_back_to_the_list(client, me, case):
    answer = client.post(address(case), typed(case, outcome="found", shelf="A1"))
    assert case.steps.get(step="search").outcome == "found"
    assert answer.headers["Location"] in {address(case), reverse("cases:worklist")}


def test_a_wrong_form_keeps_what_was_typed(client, me, case):
    answer = client.post(address(case), typed(case, outcome="found", shelf="terlalu jauh"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="terlalu jauh"' in text
    assert "checked" in text
    assert case.steps.open().get().step == "search"


def test_a_refusal_of_the_activity_is_shown_beside_the_form(client, me, case, monkeypatch):
    def refuse(self, ctx, form):
        raise UnableToPerform("Rak ini sedang dicat.")

    monkeypatch.setattr(type(ACTIVITIES["library.search"]), "perform", refuse)
    answer = client.post(address(case), typed(case, outcome="found", shelf="A1"))
    assert answer.status_code == 422
    assert "Rak ini sedang dicat." in answer.content.decode()
    assert 'value="A1"' in answer.content.decode()


def test_a_case_that_changed_meanwhile_loses_nothing_typed(client, me, case):
    said = typed(case, outcome="found", shelf="A1")
    case_hold(case_id=case.pk, reason="x", duty=make.duty(me), now=timezone.now())
    case_resume(case_id=case.pk, duty=make.duty(me), now=timezone.now())
    answer = client.post(address(case), said)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "sudah berubah" in text
    assert 'value="A1"' in text
    case.refresh_from_db()
    assert f'value="{case.version}"' in text, "submitting again is possible after a look"
    assert client.post(address(case), typed(case, outcome="found", shelf="A1")).status_code == 302


def test_a_held_case_refuses_and_keeps_what_was_typed(client, me, case):
    case_hold(case_id=case.pk, reason="x", duty=make.duty(me), now=timezone.now())
    answer = client.post(address(case), typed(case, outcome="found", shelf="A1"))
    assert answer.status_code == 409
    assert 'value="A1"' in answer.content.decode()
    page = client.get(address(case)).content.decode()
    assert 'data-shortcut="ctrl+enter"' not in page, "nothing to submit while it is on hold"


def test_a_colleagues_step_refuses(client, me, case):
    from kanim.cases.claims import step_claim

    colleague = make.officer("rekan", ["pustakawan"])
    step_claim(step_id=case.steps.open().get().pk, duty=make.duty(colleague), now=timezone.now())
    answer = client.post(address(case), typed(case, outcome="found", shelf="A1"))
    assert answer.status_code == 409
    assert "rekan" in answer.content.decode()


def test_a_step_that_was_done_says_by_whom(client, me, case):
    place, said = address(case), typed(case, outcome="found", shelf="A1")
    client.post(place, said)
    again = client.post(place, said)
    assert again.status_code == 409
    assert "pustakawan" in again.content.decode()
    page = client.get(place)
    assert page.status_code == 200
    assert "pustakawan" in page.content.decode()
    assert reverse("cases:case", args=[case.number]) in page.content.decode()
    assert case.steps.filter(step="search").count() == 1


def test_a_step_whose_deadline_passed_says_so(client, me):
    case = make.library_case(now=timezone.now() - timedelta(hours=3))
    deadlines_run(now=timezone.now())
    page = client.get(address(case, 1)).content.decode()
    assert "Waktu untuk langkah ini" in page or "waktu" in page.lower()
    assert PRIMARY in page


@pytest.mark.parametrize("version", [None, "", "x", "1.5"])
def test_a_form_without_its_version_is_not_ours(client, me, case, version):
    said = typed(case, outcome="found", shelf="A1")
    if version is None:
        del said["version"]
    else:
        said["version"] = version
    assert client.post(address(case), said).status_code == 404


def test_strangers_find_no_step(client, case):
    assert client.get(address(case)).status_code == 302
    for user in (
        make.applicant("lain"),
        case.applicant,  # the step is the librarian's
        make.officer("jauh", ["pustakawan"], at=make.office("KTB")),
        make.officer("kurir", ["kurir"]),
    ):
        client.force_login(user, backend=BACKEND)
        assert client.get(address(case)).status_code == 404, user
        assert client.post(address(case), typed(case, shelf="A1")).status_code == 404, user


def test_a_step_that_comes_later_says_from_when(client, me, case):
    client.post(address(case), typed(case, outcome="found", shelf="A1"))
    through(case, "done", "done")
    page = client.get(address(case)).content.decode()
    assert 'data-shortcut="ctrl+enter"' not in page


def test_a_sitting_is_one_page_with_one_submit(client, me, case):
    client.post(address(case), typed(case, outcome="found", shelf="A1"))
    page = client.get(address(case))
    assert [part.plan.id for part in page.context["parts"]] == ["stamp", "hand_out"]
    client.post(address(case), typed(case))
    assert case.steps.open().get().step == "bring_back"


def test_activities_with_pages_of_their_own_lead_there(client, me, case, monkeypatch):
    search = type(ACTIVITIES["library.search"])
    monkeypatch.setattr(search, "place", lambda self, ctx: "/elsewhere/")
    assert client.get(address(case)).headers["Location"] == "/elsewhere/"


def test_what_an_activity_checks_beforehand_stands_above_the_form(client, me, case, monkeypatch):
    def check(self, ctx):
        raise UnableToPerform("Perpustakaan tutup.")

    monkeypatch.setattr(type(ACTIVITIES["library.search"]), "check", check)
    assert "Perpustakaan tutup." in client.get(address(case)).content.decode()
    answer = client.post(address(case), typed(case, outcome="found", shelf="A1"))
    assert answer.status_code == 409
    assert 'value="A1"' in answer.content.decode()


def test_the_note_of_a_done_step_reaches_the_history(client, me, case, monkeypatch):
    search = type(ACTIVITIES["library.search"])
    monkeypatch.setattr(search, "perform", lambda self, ctx, form: Done("found", "Di rak A1."))
    client.post(address(case), typed(case, outcome="found", shelf="A1"))
    page = client.get(reverse("cases:case", args=[case.number])).content.decode()
    assert "Di rak A1." in page
