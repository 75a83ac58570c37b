"""An office in which every list has as many lines as a test asks for."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from kanim.accounts.models import User
from kanim.appointments.models import Appointment, Slot
from kanim.cases.models import Case
from kanim.cases.services import references_set
from kanim.dossier.models import ArchiveEntry
from kanim.exchange.models import Callback, Dispatch
from kanim.insights.rules import ELEMENTS
from kanim.insights.services import rating_give
from kanim.letters.services import letter_issue
from kanim.letters.tests.factories import REGISTRATION
from kanim.office import clock
from kanim.office.access import PERMISSIONS
from kanim.office.duty import Duty, duty_of
from kanim.office.models import Office
from kanim.office.services.reference import reference_load
from kanim.office.tests.factories import officer_make, user_make
from kanim.passports.services.stock import blank_receive
from kanim.passports.tests import factories as passports
from kanim.payments.models import Bill, Payment
from kanim.tickets.defaults import counters_prepare
from kanim.tickets.models import Counter
from kanim.tickets.services import counter_take, ticket_issue
from kanim.watchlist.models import Entry
from kanim.watchlist.services import entry_propose

LANES = ("lantaskim", "tikim", "inteldakim", "kepala-kantor", "kasubsi-dokjal")
NAME = "NURUL HIDAYAH SARI"
_numbers = count(1)


class Town:
    """An office with one officer who may do everything, one applicant, and lists that grow."""

    def __init__(self) -> None:
        self.now = clock.now()
        reference_load(now=self.now)
        self.office = Office.objects.create(
            code="BJM", name="Kantor Imigrasi", city="Banjarmasin", letter_prefix="WIM.19"
        )
        self.officer: User = officer_make(
            self.office, permissions=tuple(PERMISSIONS), lanes=LANES, full_name="Semua Bisa"
        )
        self.duty: Duty = duty_of(self.officer, today=self.now.date())
        self.applicant: User = user_make(full_name="Nurul Hidayah Sari")
        self.slot = Slot.objects.create(
            office=self.office,
            service="passport",
            starts_at=self.now,
            ends_at=self.now + timedelta(hours=1),
            capacity=500,
        )
        counters_prepare(self.office.pk)
        seat = Counter.objects.filter(office=self.office).order_by("number")[1]
        counter_take(counter_id=seat.pk, duty=self.duty, now=self.now)
        self.size = 0
        self.case: Case | None = None

    def grow(self, size: int) -> None:
        """Add to every list until it has ``size`` lines."""
        while self.size < size:
            self.size += 1
            self.case = self._case()
            self._paid(self.case)
            self._visit(self.case)
            self._letters(self.case)
            self._told(self.case)
            self._people()
            self._archived()

    def _case(self) -> Case:
        made = passports.application(self.office, name=NAME)
        Case.objects.filter(pk=made.case_id).update(applicant=self.applicant)
        made.refresh_from_db()
        case = passports.case_at("check", made, now=self.now)
        references_set(case=case, values=[("name", NAME), ("nik", made.nik)])
        if self.size % 2:
            case.steps.open().update(claimed_by=self.officer, claimed_at=self.now)
        return case

    def _paid(self, case: Case) -> None:
        number = next(_numbers)
        bill = Bill.objects.create(
            case=case,
            step=case.steps.get(step="pay"),
            code=f"8{number:014}",
            payer=NAME,
            amount=350_000,
            issued_at=self.now,
            expires_at=self.now + timedelta(hours=2),
        )
        callback = Callback.objects.create(
            system="bank",
            kind="payment",
            event_id=f"uang-{number}",
            body={},
            digest="0" * 64,
            received_at=self.now,
            next_at=self.now,
        )
        Payment.objects.create(
            bill=bill,
            callback=callback,
            ntpn=f"{number:016}",
            channel="BRI",
            amount=bill.amount,
            paid_at=self.now,
            reported_at=self.now,
            verified_at=self.now,
            standing=Payment.Standing.LATE,
            next_at=self.now,
        )

    def _visit(self, case: Case) -> None:
        Appointment.objects.create(case=case, slot=self.slot, booked_at=self.now)
        machine = Duty.machine(self.office.pk)
        ticket_issue(office_id=self.office.pk, letter="A", duty=machine, now=self.now, case=case)
        scores = dict.fromkeys(ELEMENTS, 4)
        rating_give(
            case=case, scores=scores, step=None, comment="Ramah.", duty=machine, now=self.now
        )

    def _letters(self, case: Case) -> None:
        letter_issue(
            case=case,
            kind="registration",
            content=REGISTRATION,
            addressee=NAME,
            signer_title="Sistem",
            duty=self.duty,
            now=self.now,
        )

    def _told(self, case: Case) -> None:
        Dispatch.objects.create(
            system="centre",
            key=f"pesan-{next(_numbers)}",
            path="/applications",
            payload={},
            case=case,
            next_at=self.now,
            queued_at=self.now,
        )

    def _people(self) -> None:
        number = next(_numbers)
        officer_make(self.office, lanes=("lantaskim",), full_name=f"Petugas {number}")
        entry = Entry(
            reference=f"CEKAL-{number}",
            kind=Entry.Kind.PREVENTION,
            name="SRI WAHYUNI",
            requester="Kejaksaan",
            reason="Contoh.",
            begins=self.now.date(),
            ends=self.now.date() + timedelta(days=100),
        )
        entry_propose(entry=entry, duty=self.duty, now=self.now)
        blank_receive(
            book="regular",
            first=f"X{number * 10:07}",
            last=f"X{number * 10 + 1:07}",
            delivery_note=f"SJ-{number}",
            duty=self.duty,
            now=self.now,
        )

    def _archived(self) -> None:
        case = passports.application(self.office, name=NAME).case
        case.status, case.end, case.result = Case.Status.ENDED, "archived", "granted"
        case.ended_at = self.now
        case.save()
        values: dict[str, Any] = {"box": "B-1", "shelf": "R1", "number": f"{self.size:05}/2026"}
        ArchiveEntry.objects.create(
            case=case,
            office=self.office,
            year=2026,
            sequence=self.size,
            retained_until=self.now.date() + timedelta(days=3650),
            archived_by=self.officer,
            archived_at=self.now,
            **values,
        )
