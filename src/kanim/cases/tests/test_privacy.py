"""What people must not learn from the pages of a case, and who is recorded as having seen what."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from kanim.accounts.models import User
from kanim.audit.models import Entry
from kanim.cases.models import Case
from kanim.cases.services import sitting_submit
from kanim.cases.tests import factories as make
from kanim.cases.tests.factories import NOW
from kanim.office.views_log import VIEWED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def refused_book(applicant: User, officer: User) -> Case:
    """A case that stands at a step aside, whose title says more than the borrower may know."""
    case = make.library_case(applicant=applicant, title="Buku")
    for said in ({}, {"search-outcome": "missing"}):
        case.refresh_from_db()
        sitting_submit(
            step_id=case.steps.open().get().pk,
            duty=make.duty(officer),
            data=said,
            files={},
            version=case.version,
            now=NOW,
        )
    assert case.steps.open().get().step == "reserve"
    return case


def test_an_applicant_learns_the_row_and_not_the_step_inside():
    borrower, officer = make.applicant(), make.librarian()
    case = refused_book(borrower, officer)
    page = signed_in(borrower).get(reverse("cases:case", args=[case.number])).content.decode()
    assert "Cari buku" in page
    assert "Pesan buku" not in page
    public = Client().get(reverse("cases:status", args=[case.number])).content.decode()
    assert "Cari buku" in public
    assert "Pesan buku" not in public
    assert "Buku" not in public.replace("buku", "")


def test_the_diagram_of_a_running_case_is_the_offices():
    borrower, officer = make.applicant(), make.librarian()
    case = make.library_case(applicant=borrower)
    address = reverse("cases:diagram", args=[case.number, "pinjam"])
    assert signed_in(officer).get(address).status_code == 200
    assert signed_in(borrower).get(address).status_code == 403


def test_every_reading_of_a_case_is_recorded_alike_in_every_language():
    officer = make.librarian(permissions=["cases.search"])
    first, second = make.library_case(title="Satu"), make.library_case(title="Dua")
    client = signed_in(officer)
    for language in ("id", "en"):
        client.cookies["django_language"] = language
        client.get(reverse("cases:case", args=[first.number]))
    client.get(reverse("cases:search"), {"q": first.number[:10]})
    details = [
        json.loads(entry.detail)
        for entry in Entry.objects.filter(verb=VIEWED, actor=f"user:{officer.pk}").order_by("pk")
    ]
    assert [detail["purpose"] for detail in details] == [
        "case.handling", "case.handling", "case.search",
    ]  # fmt: skip
    assert set(details[-1]["shown"]) == {first.number, second.number}


def test_a_step_is_not_handed_to_what_is_no_person():
    officer = make.librarian(permissions=["cases.reassign"])
    case = make.library_case()
    address = reverse("cases:reassign", args=[case.steps.get().pk])
    for nobody in ("", "siapa", "999999999"):
        assert signed_in(officer).post(address, {"to": nobody}).status_code == 404


def test_the_year_of_a_number_is_the_offices_own():
    """On new year's morning in Banjarmasin it is still the old year in Greenwich."""
    case = make.library_case(now=datetime(2026, 12, 31, 16, 30, tzinfo=UTC))
    assert case.number.startswith("BJM-27-")
