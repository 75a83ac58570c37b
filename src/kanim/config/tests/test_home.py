"""The first page of each kind of user, the choice of language, and the navigation."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from kanim.accounts.models import User
from kanim.config.navigation import SECTIONS
from kanim.office import clock
from kanim.office.access import PERMISSIONS
from kanim.office.services.reference import reference_load
from kanim.office.tests.factories import officer_make, user_make

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOME, LANGUAGE = reverse("home"), reverse("language")


def enter(client, user):
    client.force_login(user, backend=BACKEND)
    return user


# Home


def test_visitors_see_what_the_office_does(client):
    page = client.get(HOME)
    assert page.status_code == 200
    text = page.content.decode()
    for name in ("cases:status_search", "letters:verify_start", "account_login"):
        assert reverse(name) in text
    assert reverse("demo") in text


@override_settings(DEMO=False)
def test_an_office_in_service_shows_no_demo(client):
    assert reverse("demo") not in client.get(HOME).content.decode()
    assert client.get(reverse("demo")).status_code == 404
    assert client.post(reverse("demo_clock")).status_code == 404


def test_applicants_go_to_their_applications(client):
    enter(client, user_make())
    assert client.get(HOME).headers["Location"] == reverse("passports:mine")


def test_officers_go_to_their_worklist(client):
    enter(client, officer_make(lanes=("lantaskim",)))
    assert client.get(HOME).headers["Location"] == reverse("cases:worklist")


def test_an_officer_without_a_posting_gets_no_desk(client):
    enter(client, user_make(kind=User.Kind.STAFF))
    assert client.get(HOME).status_code == 200
    assert client.get(reverse("cases:worklist")).status_code == 403


# Language


def switch(client, language, back="/status/"):
    return client.post(LANGUAGE, {"language": language, "next": back})


def test_a_choice_of_language_stays_on_the_page(client):
    answer = switch(client, "en", "/status/?nomor=x")
    assert answer.headers["Location"] == "/status/?nomor=x"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert "Show the status" in client.get("/status/").content.decode()
    switch(client, "id")
    assert "Show the status" not in client.get("/status/").content.decode()


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_nobody_is_led_elsewhere(client, back):
    assert switch(client, "en", back).headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(client):
    assert switch(client, "xx").headers["Location"] == "/status/"
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies
    assert client.get(LANGUAGE).status_code == 405


def test_the_language_is_remembered_for_letters_and_mail(client):
    user = enter(client, user_make())
    switch(client, "en")
    client.get(reverse("passports:mine"))
    user.refresh_from_db()
    assert user.language == "en"


# Navigation


def test_the_menu_leads_to_ones_own_account(client):
    enter(client, officer_make(lanes=("lantaskim",)))
    text = client.get(reverse("cases:worklist")).content.decode()
    assert f'href="{reverse("accounts:me")}"' in text
    client.logout()
    assert f'href="{reverse("accounts:me")}"' not in client.get(HOME).content.decode()


def shown(client):
    sections = client.get(reverse("cases:worklist")).context["navigation"]
    return {item["url"] for section in sections for item in section["items"]}


def test_only_what_may_be_opened_is_shown(client):
    reference_load(now=clock.now())
    enter(client, officer_make(lanes=("lantaskim",)))
    plain = shown(client)
    assert reverse("cases:worklist") in plain
    for name in ("audit:entries", "watchlist:entries", "payments:ledger", "cases:search"):
        assert reverse(name) not in plain
    assert {place: client.get(place).status_code for place in plain} == dict.fromkeys(plain, 200)


def test_everything_shown_opens(client):
    reference_load(now=clock.now())
    enter(client, officer_make(lanes=("lantaskim",), permissions=tuple(PERMISSIONS)))
    places = shown(client)
    assert len(places) == sum(len(entries) for _label, entries in SECTIONS)
    assert {place: client.get(place).status_code for place in places} == dict.fromkeys(places, 200)
