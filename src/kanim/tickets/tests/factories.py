"""Valid rows for the tests of the queue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from kanim.accounts.models import User
from kanim.cases.models import Case
from kanim.office.duty import Duty
from kanim.office.models import Office, Posting, Role
from kanim.people.models import Person
from kanim.tickets.defaults import counters_prepare
from kanim.tickets.models import Counter, Ticket
from kanim.tickets.services import counter_take, ticket_issue

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # 9 o'clock in Banjarmasin
_serial = count(1)


def office(code: str = "BJM") -> Office:
    """An office with the usual classes and counters."""
    row, made = Office.objects.get_or_create(
        code=code,
        defaults={
            "name": "Kantor Imigrasi Kelas I TPI Banjarmasin",
            "city": "Banjarmasin",
            "letter_prefix": "WIM.19",
        },
    )
    if made:
        counters_prepare(row.pk)
    return row


def officer(place: Office, *permissions: str, lanes: tuple[str, ...] = ("lantaskim",)) -> User:
    """A member of the staff with a posting whose role holds the permissions."""
    number = next(_serial)
    user = User.objects.create_user(
        username=f"petugas{number}",
        email=f"petugas{number}@kanim.test",
        full_name=f"Petugas {number}",
        kind=User.Kind.STAFF,
    )
    role = Role.objects.create(
        code=f"role-{number}",
        name_id="Petugas",
        name_en="Officer",
        lanes=list(lanes),
        permissions=list(permissions or ("tickets.call",)),
    )
    Posting.objects.create(
        user=user, office=place, role=role, begins=NOW.date() - timedelta(days=9)
    )
    return user


def duty(place: Office, *permissions: str, lanes: tuple[str, ...] = ("lantaskim",)) -> Duty:
    """The duty of a new officer of the office."""
    from kanim.office.duty import duty_of

    return duty_of(officer(place, *permissions, lanes=lanes), today=NOW.date())


def seated(place: Office, number: int, now: datetime = NOW) -> Duty:
    """The duty of an officer who sits at the counter of this number."""
    who = duty(place)
    counter = Counter.objects.get(office=place, number=number)
    counter_take(counter_id=counter.pk, duty=who, now=now)
    return who


def case(place: Office, **fields: Any) -> Case:
    """A running case of a person born in 1990."""
    number = next(_serial)
    given = {
        "number": f"BJM-26-{number:06d}",
        "sop": "936",
        "pins": {},
        "person": Person.objects.create(
            name=f"Warga {number}", birth_date=datetime(1990, 1, 2).date()
        ),
        "lanes": ["lantaskim", "pemohon"],
        "opened_at": NOW,
        "title": f"Warga {number}",
    }
    return Case.objects.create(office=place, **{**given, **fields})


def ticket(place: Office, letter: str = "A", *, now: datetime = NOW, **fields: Any) -> Ticket:
    """A waiting ticket."""
    return ticket_issue(
        office_id=place.pk, letter=letter, duty=Duty.machine(place.pk), now=now, **fields
    )
