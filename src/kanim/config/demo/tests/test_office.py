from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress

from kanim.accounts.models import User
from kanim.audit.models import Entry
from kanim.config.demo.office import (
    APPLICANTS,
    STAFF,
    demo_accounts,
    demo_office_make,
    demo_password,
)
from kanim.office.duty import duty_of
from kanim.office.models import Office, Posting
from kanim.office.reference_files import roles_read

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Makassar"))


def test_demo_office_is_complete_and_made_once() -> None:
    office = demo_office_make(NOW)
    entries = Entry.objects.count()
    assert demo_office_make(NOW) == office
    assert Entry.objects.count() == entries
    assert Office.objects.count() == 2
    assert User.objects.count() == len(demo_accounts()) == len(STAFF) + len(APPLICANTS)
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == len(demo_accounts())
    held = Posting.objects.filter(office=office).values_list("role__code", flat=True)
    assert set(held) == {role.code for role in roles_read()}


def test_every_account_signs_in(client, monkeypatch) -> None:
    monkeypatch.setenv("KANIM_DEMO_PASSWORD", "sandi-uji-sendiri")
    demo_office_make(NOW)
    for name in ("siti", "nurul@warga.example"):
        data = {"login": name, "password": demo_password()}
        response = client.post("/masuk/login/", data)
        assert response.status_code == 302, response.content.decode()
        client.logout()


def test_lanes_of_the_section_heads() -> None:
    demo_office_make(NOW)
    head = duty_of(User.objects.get(username="ratna"), today=date(2026, 11, 24))
    assert head.lanes == {"kasi-lalintalkim", "kasubsi-dokjal", "lantaskim"}
    assert duty_of(User.objects.get(username="admin"), today=NOW.date()).lanes == frozenset()
    second = duty_of(User.objects.get(username="rudi"), today=NOW.date())
    assert second.office_id == Office.objects.get(code="KTB").pk
