"""From the scanned letter to the number in the hand, through the real SOP 936."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kanim.accounts.models import User
from kanim.appointments.models import Slot
from kanim.appointments.services import appointment_book
from kanim.cases.services import case_open, step_complete
from kanim.office.duty import Duty, duty_of
from kanim.office.models import Tariff
from kanim.office.services import reference_load
from kanim.passports.models import Application
from kanim.payments.prices import PRICES, BillLine
from kanim.tickets.models import Ticket
from kanim.tickets.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def expected(monkeypatch):
    """A case whose applicant has paid and is expected today."""
    place, now = make.office(), timezone.now()
    reference_load(now=now)
    monkeypatch.setitem(PRICES, "936", lambda case, day: [BillLine("uji.paspor")])
    Tariff.objects.create(
        code="uji.paspor",
        name_id="Paspor",
        name_en="Passport",
        amount=350_000,
        unit="permohonan",
        source="uji",
        confidence="R",
        effective_from=date(2020, 1, 1),
    )
    applicant = User.objects.create_user(username="budi", email="budi@kanim.test")
    theirs = duty_of(applicant, today=now.date())
    case = case_open(sop="936", office=place, duty=theirs, applicant=applicant, now=now)
    Application.objects.create(case=case, kind="new", name="BUDI SANTOSO")
    slot = Slot.objects.create(
        office=place,
        service="passport",
        starts_at=now + timedelta(minutes=1),
        ends_at=now + timedelta(hours=1),
        capacity=5,
    )
    appointment_book(case=case, slot_id=slot.pk, now=now)
    for outcome in ("submitted", "booked", "paid"):
        step = case.steps.open().get()
        both = Duty(applicant, None, lanes=theirs.lanes | {step.lane})
        step_complete(step_id=step.pk, duty=both, outcome=outcome, now=now)
    return case


def test_a_scan_at_the_kiosk_checks_in_and_prints_a_number(client, expected):
    client.force_login(make.officer(expected.office, "kiosk.run", lanes=()))
    kiosk = reverse("tickets:kiosk", args=[expected.office.code])
    scanned = f"https://kanim.test/status/{expected.number}/"
    page = client.post(kiosk, {"number": scanned}, follow=True).content.decode()
    assert "A-001" in page
    step = expected.steps.get(step="arrive")
    assert (step.outcome, expected.steps.open().get().step) == ("arrived", "check")
    assert "A-001" in step.note

    again = client.post(kiosk, {"number": expected.number}, follow=True).content.decode()
    assert "A-001" in again
    assert Ticket.objects.count() == 1


def test_checked_papers_lead_to_the_biometrics_queue(client, expected):
    client.force_login(make.officer(expected.office, "kiosk.run", lanes=()))
    client.post(reverse("tickets:kiosk", args=[expected.office.code]), {"number": expected.number})
    step = expected.steps.open().get()
    officer = make.duty(expected.office)
    step_complete(step_id=step.pk, duty=officer, outcome="complete", now=timezone.now())
    ticket = Ticket.objects.get(ticket_class__letter="B")
    assert (ticket.label, ticket.case) == ("B-001", expected)
    assert expected.steps.open().get().step == "photograph"
