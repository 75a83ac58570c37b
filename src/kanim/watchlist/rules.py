"""Pure rules: when a person may be the one on an entry. An exact search over normalised names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

TITLES = frozenset({"H", "HJ", "DR", "DRS", "IR", "TN", "NY", "NN", "SDR", "BIN", "BINTI"})


@dataclass(frozen=True, slots=True)
class Traveller:
    """What is known of a person to be screened."""

    name: str
    birth_date: date | None = None
    nik: str = ""
    document_number: str = ""
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What an entry says of its person."""

    keys: tuple[str, ...]
    birth_date: date | None
    nik: str
    document_number: str


def name_key(name: str) -> str:
    """A name without marks, titles and order: two names with one key are spelt alike."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    kept = [word for word in words if word not in TITLES] or words
    return " ".join(sorted(kept))


def agreements(traveller: Traveller, listed: Listed) -> tuple[str, ...]:
    """Which parts agree: ``nik``, ``document``, ``name``, ``birth_date``."""
    found = []
    if traveller.nik and traveller.nik == listed.nik:
        found.append("nik")
    if traveller.document_number and traveller.document_number == listed.document_number:
        found.append("document")
    if name_key(traveller.name) in listed.keys:
        found.append("name")
    if traveller.birth_date and traveller.birth_date == listed.birth_date:
        found.append("birth_date")
    return tuple(found)


def is_hit(traveller: Traveller, listed: Listed) -> bool:
    """Whether an officer must compare: one number agrees, or the name and nothing speaks against it.

    A different birth date speaks against a name; an unknown one does not.
    """
    agree = agreements(traveller, listed)
    if "nik" in agree or "document" in agree:
        return True
    dates_differ = bool(traveller.birth_date and listed.birth_date) and "birth_date" not in agree
    return "name" in agree and not dates_differ
