"""A passport is told to border control once; its answer, at once or later, lets the case go on."""

import pytest
from django.urls import reverse

from kanim.border.handlers import passport_judged, passport_taken
from kanim.exchange.adapters import Answer
from kanim.exchange.handlers import Result
from kanim.exchange.models import Dispatch
from kanim.office.services.reference import reference_load
from kanim.passports.models import Application
from kanim.passports.services.production import passport_endorse, passport_prepare, passport_print
from kanim.passports.services.stock import blank_allocate
from kanim.passports.tests import factories

pytestmark = pytest.mark.django_db
NOW = factories.NOW
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def case():
    """A case whose passport was endorsed just now."""
    reference_load(now=NOW)
    case = factories.case_at("endorse")
    factories.stock(case.office)
    duty = factories.officer(case.office, "kasubsi-dokjal")
    blank = blank_allocate(case=case, book="regular", duty=duty, now=NOW)
    application = Application.objects.get(case=case)
    passport = passport_prepare(application=application, blank=blank, duty=duty, now=NOW)
    passport_print(passport=passport, duty=duty, now=NOW)
    passport_endorse(passport=passport, duty=duty, now=NOW)
    factories.complete(case, "worthy")
    return case


def test_the_whole_record_is_queued(case):
    dispatch = Dispatch.objects.get(system="border")
    assert dispatch.path == "/passports"
    payload = dispatch.payload
    assert payload["name"] == "NURUL HIDAYAH SARI"
    assert (payload["birth_date"], payload["expires_on"]) == ("1990-08-17", "2036-11-24")
    assert len(payload["mrz"]) == 2
    assert dispatch.step == case.steps.open().get()


def test_an_answer_lets_the_case_go_on_once(case):
    dispatch = Dispatch.objects.get(system="border")
    answer = Answer(200, {"reference": "BCM-1"})
    passport_taken(dispatch, answer, NOW)
    assert case.steps.open().get().step == "final"
    assert case.steps.get(step="border").note == "BCM-1"
    passport_taken(dispatch, answer, NOW)
    assert case.steps.open().get().step == "final"


def test_a_problem_is_left_to_the_final_check(case):
    dispatch = Dispatch.objects.get(system="border")
    passport_judged(Result(dispatch, "ev-1", "problem", "Nomor ganda", {}, NOW))
    assert "Nomor ganda" in case.steps.get(step="border").note
    assert case.steps.open().get().step == "final"


def test_news_that_belongs_to_no_step_changes_nothing(case):
    dispatch = Dispatch.objects.get(system="border")
    dispatch.step = None
    passport_taken(dispatch, Answer(200), NOW)
    assert case.steps.open().get().step == "border"


@pytest.mark.parametrize("state", ["waiting", "sent", "failed"])
def test_the_page_says_how_it_stands(client, case, state):
    Dispatch.objects.filter(system="border").update(state=state, attempts=3, sent_at=NOW)
    from kanim.cases.activities import Context, activity_named

    step = case.steps.open().get()
    ctx = Context(case, step, factories.officer(case.office), NOW)
    assert activity_named("border.send_passport").panel(ctx)["dispatch"].state == state
    duty = factories.officer(case.office, "sistem")
    client.force_login(duty.user, backend=BACKEND)
    assert client.get(reverse("cases:step", args=[step.pk])).status_code == 200
