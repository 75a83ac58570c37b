from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kanim.accounts.models import User
from kanim.office.models import Closure, Office, Posting, Role, Setting, Tariff
from kanim.office.selectors import setting_value, tariff_on
from kanim.office.services import reference_load
from kanim.office.tests.factories import (
    office_make,
    officer_make,
    role_make,
    unit_make,
    user_make,
)

pytestmark = pytest.mark.django_db
ALL = ("office.calendar", "office.reference", "office.people", "audit.view")


@pytest.fixture
def office() -> Office:
    reference_load(now=timezone.now())
    return office_make()


@pytest.fixture
def head(client, office):
    """A client signed in as one who may do everything here."""
    client.force_login(officer_make(office, permissions=ALL))
    return client


@pytest.fixture
def clerk(client, office):
    """A client signed in as one of the staff without a permission."""
    client.force_login(officer_make(office))
    return client


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


PAGES = ["office:calendar", "office:reference", "office:people", "office:roles"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_read_by_the_staff_only(client, office, name) -> None:
    assert client.get(reverse(name)).status_code == 302
    client.force_login(user_make())
    assert client.get(reverse(name)).status_code == 403
    client.force_login(officer_make(office))
    page = client.get(reverse(name))
    assert page.status_code == 200
    main = page.content.decode().split('id="content"')[1].split("</main>")[0]
    assert "btn-primary" not in main


@pytest.mark.parametrize(
    ("method", "name", "args"),
    [
        ("post", "office:closure-new", []),
        ("post", "office:closure-delete", [1]),
        ("get", "office:tariff", ["passport.lost"]),
        ("get", "office:setting", ["passport.papers_days"]),
        ("get", "office:officer-new", []),
        ("get", "office:person", ["siapa"]),
        ("post", "office:posting-finish", [1]),
        ("post", "office:unlock", ["siapa"]),
        ("post", "office:second-factor", ["kepala-kantor"]),
    ],
)
def test_changing_needs_its_permission(clerk, method, name, args) -> None:
    assert getattr(clerk, method)(reverse(name, args=args)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_number_of_queries_does_not_grow(
    client, office, name, django_assert_max_num_queries
) -> None:
    for _ in range(6):
        officer_make(office, role=role_make())
    client.force_login(officer_make(office, permissions=ALL))
    client.get(reverse(name))
    with django_assert_max_num_queries(7):
        client.get(reverse(name))


def test_close_and_restore_a_day(head, office) -> None:
    data = {"day": tomorrow(), "kind": "closed", "reason": "Listrik padam"}
    assert head.post(reverse("office:closure-new"), data).status_code == 302
    closure = Closure.objects.get(office=office)
    assert "Listrik padam" in head.get(reverse("office:calendar")).content.decode()
    assert head.post(reverse("office:closure-new"), data).status_code == 422
    assert head.post(reverse("office:closure-delete", args=[closure.pk])).status_code == 302
    assert not Closure.objects.exists()
    assert head.post(reverse("office:closure-delete", args=[closure.pk])).status_code == 404


def test_open_day_needs_its_hours(head) -> None:
    data = {
        "day": tomorrow(),
        "kind": "open",
        "reason": "Sabtu",
        "opens": "12:00",
        "closes": "08:00",
    }
    answer = head.post(reverse("office:closure-new"), data)
    assert answer.status_code == 422
    assert "closes" in answer.context["form"].errors
    assert head.post(reverse("office:closure-new"), {**data, "opens": "07:00"}).status_code == 302
    assert Closure.objects.get().closes == time(8)


def test_other_years_and_nonsense(head) -> None:
    assert "2027" in head.get(reverse("office:calendar"), {"tahun": "2027"}).content.decode()
    head.cookies["django_language"] = "en"
    english = head.get(reverse("office:calendar"), {"tahun": "2027"}).content.decode()
    assert "Christmas Day" in english
    assert "Natal" not in english
    for nonsense in ("-1", "abc", "99999999", ""):
        assert head.get(reverse("office:calendar"), {"tahun": nonsense}).status_code == 200


def test_new_tariff(head) -> None:
    url = reverse("office:tariff", args=["passport.lost"])
    assert "Rp1.000.000" in head.get(url).content.decode()
    data = {
        "amount": "1250000",
        "effective_from": tomorrow(),
        "source": "PP 1/2027",
        "confidence": "C",
    }
    assert head.post(url, data).status_code == 302
    assert tariff_on("passport.lost", tomorrow()).amount == 1_250_000
    again = head.post(url, data)
    assert again.status_code == 422
    assert "effective_from" in again.context["form"].errors
    assert Tariff.objects.filter(code="passport.lost").count() == 2
    assert head.get(reverse("office:tariff", args=["tidak.ada"])).status_code == 404


@pytest.mark.parametrize(
    ("code", "fields", "value"),
    [
        ("passport.papers_days", {"value": "14"}, 14),
        ("overstay.day_60_pays", {"value": "yes"}, True),
        ("overstay.arrival_day_counts", {"value": "no"}, False),
        ("billing.year_end_close", {"value": "23:00"}, "23:00"),
        (
            "office.hours",
            {"mon": "08.00–15.00", "fri": "08:00 - 15:30"},
            {"mon": ["08:00", "15:00"], "fri": ["08:00", "15:30"]},
        ),
    ],
)
def test_new_setting_of_each_kind(head, office, code, fields, value) -> None:
    url = reverse("office:setting", args=[code])
    assert head.get(url).status_code == 200
    data = {"effective_from": tomorrow(), "source": "Keputusan", "confidence": "C", **fields}
    assert head.post(url, data).status_code == 302
    assert setting_value(code, tomorrow(), office.pk) == value
    assert Setting.objects.get(office=office).kind


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("passport.papers_days", {"value": "banyak"}),
        ("passport.papers_days", {"value": "-1"}),
        ("office.hours", {"mon": "pagi"}),
        ("office.hours", {"mon": "16.00-08.00"}),
        ("office.hours", {}),
    ],
)
def test_wrong_values_are_said_so(head, code, fields) -> None:
    data = {"effective_from": tomorrow(), "source": "Keputusan", "confidence": "C", **fields}
    answer = head.post(reverse("office:setting", args=[code]), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Setting.objects.filter(office__isnull=False).exists()


def officer_data(office: Office, **changes):
    fields = {
        "full_name": "Tono Wijaya",
        "nip": "199001012015031001",
        "username": "tono",
        "email": "tono@kanim.example",
        "role": role_make().pk,
        "unit": unit_make(office).pk,
        "begins": timezone.localdate(),
    }
    return {**fields, **changes}


def test_new_colleague_signs_in_with_the_password_shown_once(head, office, client) -> None:
    answer = head.post(reverse("office:officer-new"), officer_data(office))
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    user = User.objects.get(username="tono")
    assert user.check_password(password)
    assert Posting.objects.get(user=user).office == office
    assert "Tono Wijaya" in head.get(reverse("office:people")).content.decode()


@pytest.mark.parametrize(
    "changes",
    [{"username": "Tono Wijaya"}, {"nip": "123"}, {"email": "tono"}, {"role": "0"}, {"begins": ""}],
)
def test_new_colleague_with_mistakes(head, office, changes) -> None:
    answer = head.post(reverse("office:officer-new"), officer_data(office, **changes))
    assert answer.status_code == 422
    assert not User.objects.filter(username__iexact="tono").exists()


def test_account_that_cannot_be_posted_is_not_left_behind(head, office) -> None:
    other = unit_make(office_make())
    answer = head.post(reverse("office:officer-new"), officer_data(office, unit=other.pk))
    assert answer.status_code == 422
    assert not User.objects.filter(username="tono").exists()


def test_post_end_and_unlock_a_colleague(head, office) -> None:
    colleague = officer_make(office, username="rini")
    url = reverse("office:person", args=["rini"])
    assert head.get(url).status_code == 200
    data = {"role": role_make().pk, "begins": timezone.localdate()}
    assert head.post(url, data).status_code == 302
    assert head.post(url, data).status_code == 422
    posting = Posting.objects.filter(user=colleague).latest("pk")
    finish = reverse("office:posting-finish", args=[posting.pk])
    head.post(finish, {"last_day": "kapan"})
    posting.refresh_from_db()
    assert posting.ends is None
    head.post(finish, {"last_day": timezone.localdate()})
    posting.refresh_from_db()
    assert posting.ends == timezone.localdate()
    unlocked = head.post(reverse("office:unlock", args=["rini"]))
    colleague.refresh_from_db()
    assert colleague.check_password(unlocked.context["password"])


def test_transferred_colleague_is_found_by_name(head, office) -> None:
    free = officer_make(office_make(), username="bebas")
    people = reverse("office:people")
    assert "bebas" not in head.get(people).content.decode()
    busy = head.get(people, {"username": "bebas"})
    assert busy.context["form"].errors
    free.postings.update(ends=timezone.localdate() - timedelta(days=1))
    assert head.get(people, {"username": "bebas"}).url == reverse("office:person", args=["bebas"])


def test_people_of_another_office_are_out_of_reach(head) -> None:
    other = officer_make(username="jauh")
    posting = Posting.objects.get(user=other)
    assert head.get(reverse("office:person", args=["jauh"])).status_code == 404
    assert head.post(reverse("office:unlock", args=["jauh"])).status_code == 404
    finish = reverse("office:posting-finish", args=[posting.pk])
    assert head.post(finish, {"last_day": timezone.localdate()}).status_code == 404


def test_who_only_posts_cannot_make_governors(client, office) -> None:
    client.force_login(officer_make(office, permissions=("office.people",)))
    governor = role_make(permissions=["office.reference"])
    answer = client.post(reverse("office:officer-new"), officer_data(office, role=governor.pk))
    assert answer.status_code == 422
    assert not User.objects.filter(username="tono").exists()
    officer_make(office, username="kepala", role=governor)
    answer = client.post(reverse("office:unlock", args=["kepala"]))
    assert answer.status_code == 302


def test_second_factor_is_required_of_a_role(head, office) -> None:
    role = role_make(code="petugas-uji")
    url = reverse("office:second-factor", args=["petugas-uji"])
    assert head.post(url, {"required": "1"}).status_code == 302
    role.refresh_from_db()
    assert role.requires_mfa
    reference_load(now=timezone.now())
    head.post(url, {"required": "0"})
    role.refresh_from_db()
    assert not role.requires_mfa
    assert head.post(reverse("office:second-factor", args=["tidak-ada"])).status_code == 404


def test_second_factor_survives_a_new_load_of_the_roles(head) -> None:
    head.post(reverse("office:second-factor", args=["petugas-cetak"]), {"required": "1"})
    reference_load(now=timezone.now())
    assert Role.objects.get(code="petugas-cetak").requires_mfa
