"""Changes to what the office knows about persons."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.office.duty import Duty, actor_of
from kanim.people.models import DualNational, Person, TravelDocument
from kanim.people.rules import name_tidy


class UnableToRecord(Exception):
    """Nothing changed; the message says what to do."""


@transaction.atomic
def person_upsert(
    *,
    name: str,
    now: datetime,
    nik: str = "",
    niora: str = "",
    birth_place: str = "",
    birth_date: date | None = None,
    sex: str = "",
    nationality: str = "IDN",
    verified: bool = False,
    duty: Duty | None = None,
) -> Person:
    """The person of this NIK or NIORA: found, or made.

    What an applicant types makes a person but does not change one that is known: only data that an
    officer has compared with the papers (``verified``) replace what was recorded. A value that is
    left empty replaces nothing. Without NIK and NIORA a new person is made.
    """
    given = {
        "nik": nik,
        "niora": niora,
        "name": name_tidy(name),
        "birth_place": birth_place.strip(),
        "birth_date": birth_date,
        "sex": sex,
        "nationality": nationality,
    }
    key = {"nik": nik} if nik else {"niora": niora}
    if not any(key.values()):
        person, made = Person.objects.create(**given), True
    else:
        person, made = Person.objects.select_for_update().get_or_create(**key, defaults=given)
    changed = [] if made or not verified else _apply(person, given)
    if made or changed:
        _audit(duty, "person.recorded" if made else "person.changed", person, changed, now)
    return person


@transaction.atomic
def document_record(
    *,
    person: Person,
    number: str,
    now: datetime,
    kind: str = "P",
    issuing_state: str = "IDN",
    issued_at: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
    duty: Duty | None = None,
) -> TravelDocument:
    """Record a travel document of a person, or complete what is known of it.

    UnableToRecord if the number belongs to somebody else.
    """
    key = {"issuing_state": issuing_state.upper(), "number": "".join(number.split()).upper()}
    given: dict[str, Any] = {
        "kind": kind,
        "issued_at": issued_at,
        "issued_on": issued_on,
        "expires_on": expires_on,
    }
    document, made = TravelDocument.objects.select_for_update().get_or_create(
        **key, defaults={**given, "person": person}
    )
    if document.person_id != person.pk:
        raise UnableToRecord(_("This document number belongs to another person. Check the number."))
    changed = [] if made else _apply(document, given)
    if made or changed:
        verb = "document.recorded" if made else "document.changed"
        _audit(duty, verb, person, [document.number, *changed], now)
    return document


@transaction.atomic
def document_status_change(
    *, document: TravelDocument, status: str, now: datetime, duty: Duty | None = None
) -> None:
    """Say that a document is replaced, lost, damaged or cancelled (TravelDocument.Status)."""
    document.status = TravelDocument.Status(status)
    document.save(update_fields=["status"])
    _audit(duty, f"document.{status}", document.person, [document.number], now)


@transaction.atomic
def dual_national_register(
    *,
    person: Person,
    other_nationality: str,
    register_number: str,
    registered_on: date,
    now: datetime,
    duty: Duty | None = None,
) -> DualNational:
    """Enter a child of dual nationality into the register (Permenkumham 22/2012).

    UnableToRecord if the child is in it already.
    """
    if DualNational.objects.filter(person=person).exists():
        raise UnableToRecord(_("This child is in the register of dual nationality already."))
    entry = DualNational.objects.create(
        person=person,
        other_nationality=other_nationality,
        register_number=register_number,
        registered_on=registered_on,
    )
    _audit(duty, "dual-national.registered", person, [register_number], now)
    return entry


def _apply(row: Person | TravelDocument, given: dict[str, Any]) -> list[str]:
    changed = [name for name, value in given.items() if value and getattr(row, name) != value]
    for name in changed:
        setattr(row, name, given[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def _audit(duty: Duty | None, verb: str, person: Person, what: list[str], now: datetime) -> None:
    acting = duty or Duty.machine()
    entry_write(
        actor=actor_of(acting),
        office_id=acting.office_id,
        verb=verb,
        target=f"person:{person.pk}",
        detail={"what": what},
        now=now,
    )
