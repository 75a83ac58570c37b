"""What a demo office works with: service hours, blanks, queues, and a watchlist of invented people."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from kanim.accounts.models import User
from kanim.appointments.models import SlotTemplate
from kanim.appointments.planning import slots_generate
from kanim.office.duty import Duty, duty_of
from kanim.office.models import Office
from kanim.passports.models import Blank
from kanim.passports.services.stock import blank_receive
from kanim.tickets.defaults import classes_prepare, counters_prepare
from kanim.watchlist.models import Entry
from kanim.watchlist.services import entry_approve, entry_propose

WORKDAYS = range(5)
HOURS = [(8, 9), (9, 10), (10, 11), (11, 12), (13, 14), (14, 15)]
PLACES = 10
STOCK = {"regular": ("C1000001", "C1000200"), "electronic": ("E2000001", "E2000200")}

LISTED = [
    ("CEKAL-2026-0001", "MUHAMMAD RIZAL TANJUNG", "1985-03-14", "Kejaksaan Agung"),
    ("CEKAL-2026-0002", "SRI WAHYUNI", "", "Kementerian Keuangan"),
]
"""Invented people; the second has no birth date, so that her namesakes must be compared."""


def demo_work_make(office: Office, now: datetime) -> None:
    """Give the office what it needs to work; what exists stays as it is."""
    for other in Office.objects.all():
        _hours_make(other, now)
        classes_prepare(other.pk)
        counters_prepare(other.pk)
    keeper = _duty("agus", now)
    for book, (first, last) in STOCK.items():
        if not Blank.objects.filter(serial=first).exists():
            blank_receive(
                book=book,
                first=first,
                last=last,
                delivery_note="DEMO/1",
                duty=keeper,
                now=now,
            )
    for row in LISTED:
        _listed_make(*row, now)


def _hours_make(office: Office, now: datetime) -> None:
    for weekday in WORKDAYS:
        for begins, ends in HOURS:
            SlotTemplate.objects.get_or_create(
                office=office,
                service="passport",
                weekday=weekday,
                starts=time(begins),
                defaults={"ends": time(ends), "capacity": PLACES},
            )
    slots_generate(office_id=office.pk, now=now)


def _listed_make(reference: str, name: str, born: str, requester: str, now: datetime) -> None:
    if Entry.objects.filter(reference=reference).exists():
        return
    today = timezone.localdate(now)
    entry = Entry(
        reference=reference,
        kind=Entry.Kind.PREVENTION,
        name=name,
        birth_date=born or None,
        nationality="IDN",
        requester=requester,
        reason="Data contoh untuk kantor peraga.",
        legal_basis="UU 63/2024 Pasal 97",
        begins=today,
        ends=today + timedelta(days=180),
    )
    entry_propose(entry=entry, duty=_duty("arif", now), now=now)
    entry_approve(entry_id=entry.pk, duty=_duty("bambang", now), now=now)


def _duty(username: str, now: datetime) -> Duty:
    user = User.objects.get(username=username)
    return duty_of(user, today=timezone.localdate(now))
