"""Valid persons and documents for tests, through the ORM."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from kanim.people.models import DualNational, Person, TravelDocument

_numbers = count(1)


def person_make(**fields: Any) -> Person:
    number = next(_numbers)
    return Person.objects.create(
        **{
            "nik": f"637101170590{number:04}",
            "name": f"WARGA {number}",
            "birth_place": "BANJARMASIN",
            "birth_date": date(1990, 5, 17),
            "sex": "M",
            **fields,
        }
    )


def document_make(person: Person | None = None, **fields: Any) -> TravelDocument:
    number = next(_numbers)
    return TravelDocument.objects.create(
        person=person or person_make(),
        **{
            "number": f"C{number:07}",
            "issued_at": "BANJARMASIN",
            "issued_on": date(2021, 3, 1),
            "expires_on": date(2026, 3, 1),
            **fields,
        },
    )


def dual_national_make(person: Person | None = None, **fields: Any) -> DualNational:
    number = next(_numbers)
    return DualNational.objects.create(
        person=person or person_make(birth_date=date(2012, 2, 29)),
        **{
            "other_nationality": "AUS",
            "register_number": f"ABG-{number}",
            "registered_on": date(2020, 1, 6),
            **fields,
        },
    )
