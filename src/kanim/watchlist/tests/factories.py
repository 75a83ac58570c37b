"""Valid entries of the watchlist, and cases whose person is searched for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from kanim.cases.models import Case
from kanim.office.duty import Duty
from kanim.office.models import Office
from kanim.office.tests.factories import duty_make, office_make, user_make
from kanim.people.models import Person
from kanim.watchlist.models import Entry
from kanim.watchlist.services import entry_approve, entry_propose

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
REASON = "Tersangka tindak pidana perpajakan."
_numbers = count(1)

__all__ = ["NOW", "REASON", "duty_make", "office_make", "user_make"]


def proposed(duty: Duty | None = None, **fields: Any) -> Entry:
    """An entry that nobody has approved yet."""
    number = next(_numbers)
    values = {
        "reference": f"CEKAL-{number}",
        "kind": Entry.Kind.PREVENTION,
        "name": "Muhammad Rizal Tanjung",
        "requester": "Kejaksaan Agung",
        "reason": REASON,
        "begins": date(2026, 10, 1),
        "ends": date(2027, 3, 1),
    }
    entry = Entry(**{**values, **fields})
    return entry_propose(entry=entry, duty=duty or duty_make(), now=NOW)


def listed(**fields: Any) -> Entry:
    """An entry that a second person has brought into force."""
    return entry_approve(entry_id=proposed(**fields).pk, duty=duty_make(), now=NOW)


def case(office: Office | None = None, **person: Any) -> Case:
    """A case about a person, without a run of its SOP."""
    number = next(_numbers)
    values = {"nik": f"{6371010101800000 + number}", "name": "RIZAL TANJUNG", "sex": "M"}
    known = Person.objects.create(**{**values, **person})
    return Case.objects.create(
        office=office or office_make(),
        number=f"BJM-26-{number:06}-X",
        sop="936",
        pins={"936": "2026-02-05"},
        person=known,
        title=known.name,
        lanes=["inteldakim"],
        opened_at=NOW,
    )
