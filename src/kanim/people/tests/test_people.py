from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from kanim.audit.models import Entry
from kanim.office.duty import Duty, actor_of
from kanim.office.tests.factories import applicant_duty_make, duty_make
from kanim.people.models import Person, TravelDocument
from kanim.people.selectors import (
    document_numbered,
    documents_of,
    dual_status_of,
    person_of_nik,
    persons_found,
)
from kanim.people.services import (
    UnableToRecord,
    document_record,
    document_status_change,
    dual_national_register,
    person_upsert,
)
from kanim.people.tests.factories import document_make, dual_national_make, person_make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
NIK = "6371015705900001"


def test_person_is_made_once_and_named_tidily() -> None:
    person = person_upsert(nik=NIK, name="  siti  rahmah", birth_date=date(1990, 5, 17), now=NOW)
    assert person.name == "SITI RAHMAH"
    assert person_upsert(nik=NIK, name="Siti Rahmah", now=NOW) == person
    assert person_of_nik(NIK) == person
    assert Entry.objects.filter(target=f"person:{person.pk}").count() == 1


def test_only_verified_data_replace_what_is_known() -> None:
    duty = duty_make()
    person = person_upsert(nik=NIK, name="Siti Rahmah", birth_place="Martapura", now=NOW)
    person_upsert(nik=NIK, name="Orang Lain", birth_place="Jakarta", now=NOW)
    person.refresh_from_db()
    assert (person.name, person.birth_place) == ("SITI RAHMAH", "Martapura")
    person_upsert(nik=NIK, name="Siti Rahmah binti Ali", verified=True, duty=duty, now=NOW)
    person.refresh_from_db()
    assert (person.name, person.birth_place) == ("SITI RAHMAH BINTI ALI", "Martapura")
    entry = Entry.objects.get(verb="person.changed")
    assert (entry.actor, entry.detail) == (actor_of(duty), '{"what": ["name"]}')


def test_persons_without_numbers_are_each_their_own() -> None:
    first = person_upsert(name="John Smith", nationality="AUS", now=NOW)
    second = person_upsert(name="John Smith", nationality="AUS", now=NOW)
    assert first != second
    assert person_upsert(name="J", niora="N1", now=NOW) == person_upsert(
        name="K", niora="N1", now=NOW
    )


def test_documents_are_recorded_and_completed() -> None:
    person = person_make()
    document = document_record(person=person, number="c 1234567", now=NOW)
    assert document.number == "C1234567"
    same = document_record(person=person, number="C1234567", expires_on=date(2030, 1, 1), now=NOW)
    assert same == document
    known = document_numbered("c1234567")
    assert known is not None
    assert known.expires_on == date(2030, 1, 1)
    with pytest.raises(UnableToRecord):
        document_record(person=person_make(), number="C1234567", now=NOW)
    document_status_change(document=document, status="lost", now=NOW)
    assert documents_of(person)[0].status == TravelDocument.Status.LOST


def test_document_that_expires_before_issue_is_refused() -> None:
    with pytest.raises(IntegrityError):
        document_make(issued_on=date(2026, 1, 1), expires_on=date(2026, 1, 1))


def test_register_of_dual_nationality() -> None:
    child = person_make(birth_date=date(2012, 2, 29))
    assert dual_status_of(child) is None
    dual_national_register(
        person=child,
        other_nationality="AUS",
        register_number="ABG-01",
        registered_on=date(2026, 1, 5),
        now=NOW,
    )
    status = dual_status_of(child)
    assert status is not None
    assert (status.chooses_from, status.chooses_until) == (date(2030, 3, 1), date(2033, 3, 1))
    with pytest.raises(UnableToRecord):
        dual_national_register(
            person=child,
            other_nationality="AUS",
            register_number="ABG-02",
            registered_on=date(2026, 1, 5),
            now=NOW,
        )
    with pytest.raises(IntegrityError):
        dual_national_make(other_nationality="IDN")


def test_finding_persons(django_assert_num_queries) -> None:
    duty = duty_make()
    nurul = person_make(name="NURUL HIDAYAH", nik="6371015705900001")
    other = person_make(name="AHMAD FAUZI", nik="6372011705880002")
    document_make(nurul, number="C7654321")
    for text in ("6371 0157 0590 0001", "637101", "c7654321", "nurul hidayat", "Hidayah"):
        with django_assert_num_queries(1):
            assert persons_found(text, duty=duty) == [nurul], text
    assert persons_found("fauzi", duty=duty) == [other]
    assert persons_found("f", duty=duty) == []
    assert persons_found("", duty=duty) == []


def test_persons_are_shown_to_the_staff_only() -> None:
    person_make(name="NURUL HIDAYAH")
    for duty in (applicant_duty_make(), Duty.nobody()):
        assert persons_found("nurul", duty=duty) == []
        assert not Person.objects.visible_to(duty).exists()
    assert Person.objects.visible_to(Duty.machine()).count() == 1
