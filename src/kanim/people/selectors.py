"""Finding persons, their documents, and children of dual nationality."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet

from kanim.office.duty import Duty
from kanim.people.models import DualNational, Person, TravelDocument
from kanim.people.rules import NIK_DIGITS, birthday, name_tidy

SHORTEST_NAME = 3


def person_of_nik(nik: str) -> Person | None:
    """The person of a NIK (16 digits), if known."""
    return Person.objects.filter(nik=nik).first() if nik else None


def persons_found(text: str, *, duty: Duty, limit: int = 20) -> list[Person]:
    """Persons by NIK, NIORA, document number or name, the most similar first. One query.

    Names are found by similar words, so that a misspelling or a missing part does no harm.
    """
    wanted = text.strip()
    code = re.sub(r"[\s.\-]", "", wanted).upper()
    persons: QuerySet[Person] = Person.objects.visible_to(duty)
    if re.search(r"\d", code):
        numbered = Q(nik=code) | Q(niora=code) | Q(documents__number=code)
        if code.isdigit() and len(code) < NIK_DIGITS:
            numbered |= Q(nik__startswith=code)
        return list(persons.filter(numbered).distinct().order_by("name", "pk")[:limit])
    if len(wanted) < SHORTEST_NAME:
        return []
    name = name_tidy(wanted)
    return list(
        persons.filter(name__trigram_word_similar=name)
        .annotate(likeness=TrigramWordSimilarity(name, "name"))
        .order_by("-likeness", "name", "pk")[:limit]
    )


def document_numbered(number: str, issuing_state: str = "IDN") -> TravelDocument | None:
    """The travel document of this number, with its person, if known. One query."""
    key = "".join(number.split()).upper()
    documents: QuerySet[TravelDocument] = TravelDocument.objects.select_related("person")
    return documents.filter(number=key, issuing_state=issuing_state).first()


def documents_of(person: Person) -> list[TravelDocument]:
    """A person's travel documents, newest first."""
    return list(person.documents.order_by("-issued_on", "-pk"))


@dataclass(frozen=True, slots=True)
class DualStatus:
    """A child in the register of dual nationality, and until when it must choose."""

    entry: DualNational
    chooses_from: date | None
    chooses_until: date | None


def dual_status_of(
    person: Person, *, choice_age: int = 18, limit_age: int = 21
) -> DualStatus | None:
    """Whether a person is in the register of dual nationality. One query.

    The ages are settings: ``passport.dual_choice_age`` and ``passport.dual_limit_age``.
    """
    entry = DualNational.objects.select_related("person").filter(person=person).first()
    if entry is None:
        return None
    born = person.birth_date
    return DualStatus(
        entry,
        chooses_from=birthday(born, choice_age) if born else None,
        chooses_until=birthday(born, limit_age) if born else None,
    )
