from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.core import mail
from django.urls import reverse

from kanim.accounts.models import User
from kanim.audit.models import Entry

pytestmark = pytest.mark.django_db
PASSWORD = "sungai-barito-77"


@pytest.fixture(autouse=True)
def _forget_rate_limits() -> None:
    from django.core.cache import cache

    cache.clear()


def person(**fields) -> User:
    user = User.objects.create_user(
        "nurul", email="nurul@warga.example", password=PASSWORD, full_name="Nurul", **fields
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(client, login: str = "nurul", password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


def sign_up(client, **changes):
    data = {
        "email": "baru@warga.example",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "full_name": "Warga Baru",
        "phone": "0812 3456 7890",
    }
    return client.post(reverse("account_signup"), {**data, **changes})


def test_sign_up_confirm_and_sign_in(client) -> None:
    assert sign_up(client).status_code == 302
    user = User.objects.get(email="baru@warga.example")
    assert (user.full_name, user.kind, user.is_officer) == ("Warga Baru", "applicant", False)
    assert sign_in(client, user.email).url == reverse("account_email_verification_sent")
    link = re.findall(r"http://\S+", str(mail.outbox[0].body))[0]
    client.post(link.removeprefix("http://testserver"))
    assert sign_in(client, user.email).url == "/"


@pytest.mark.parametrize(
    "changes", [{"full_name": ""}, {"phone": "rahasia"}, {"password1": "123", "password2": "123"}]
)
def test_sign_up_asks_for_what_is_missing(client, changes) -> None:
    response = sign_up(client, **changes)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not User.objects.exists()


def test_sign_in_by_name_and_by_address_is_recorded(client) -> None:
    user = person()
    for login in ("nurul", "nurul@warga.example"):
        assert sign_in(client, login).url == "/"
        client.logout()
    assert Entry.objects.filter(verb="account.signed-in", actor=f"user:{user.pk}").count() == 2


def test_five_wrong_passwords_lock_the_account_by_either_name(client, settings) -> None:
    settings.AXES_ENABLED = True
    settings.AXES_USERNAME_CALLABLE = "kanim.accounts.lockout.username_of"
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": False}
    person()
    for login in ("nurul", "NURUL@warga.example", "nurul", "nurul@warga.example"):
        assert sign_in(client, login, "salah").status_code == 200
    locked = sign_in(client, "nurul", "salah")
    assert locked.status_code == 429
    assert "Kata sandi" in locked.content.decode()
    assert AccessAttempt.objects.get().username == "nurul"
    assert sign_in(client).status_code == 429
    AccessAttempt.objects.all().delete()
    assert sign_in(client).url == "/"


def test_language_follows_the_person(client) -> None:
    user = person(language="en")
    sign_in(client)
    assert client.cookies["django_language"].value == "en"
    assert "My account" in client.get(reverse("accounts:me")).content.decode()
    client.post(reverse("language"), {"language": "id", "next": "/"})
    client.get(reverse("accounts:me"))
    user.refresh_from_db()
    assert user.language == "id"


def test_own_page_changes_phone_and_language(client) -> None:
    user = person()
    assert client.get(reverse("accounts:me")).status_code == 302
    client.force_login(user)
    page = client.get(reverse("accounts:me"))
    assert "nurul@warga.example" in page.content.decode()
    answer = client.post(reverse("accounts:me"), {"phone": "0811 222 3333", "language": "en"})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert (user.phone, user.language) == ("0811 222 3333", "en")
    entry = Entry.objects.get(verb="account.changed")
    assert "0811" not in entry.detail
    wrong = client.post(reverse("accounts:me"), {"phone": "x", "language": "en"})
    assert wrong.context["form"].errors


def test_temporary_password_must_be_changed_first(client) -> None:
    user = person(password_is_temporary=True)
    client.force_login(user)
    assert client.get(reverse("accounts:me")).url == reverse("account_change_password")
    new = "meratus-hijau-26"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), data)
    user.refresh_from_db()
    assert user.check_password(new)
    assert not user.password_is_temporary
    assert client.get(reverse("accounts:me")).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_reset_password"],
)
def test_doors_are_open(client, name) -> None:
    assert client.get(reverse(name)).status_code == 200
