"""Which papers an applicant needs, and when a check of them is consistent.

SOP WIM.19.GR.01.02-936, row 4 and narrative 1.c; PP 31/2013 Pasal 49; Permenkumham 8/2014
Pasal 4 as changed by 18/2022. The list itself is data: ``requirements.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kanim.sop.schema import Text

OldPassport = Literal["present", "lost", "damaged"]
Finding = Literal["original", "copy", "problem", "missing"]

ADULT_AGE = 17
# A book of 2009 or later was issued with biometrics: e-KTP and old passport are enough.
BIOMETRIC_SINCE = 2009
LONGEST_DELAY_DAYS = 90


@dataclass(frozen=True, slots=True)
class Profile:
    """What about an applicant decides the papers. ``age`` in full years on the day of applying."""

    age: int
    application: Literal["new", "replacement"] = "new"
    old_passport_year: int | None = None
    name_changed: bool = False
    naturalised: bool = False
    dual_national: bool = False
    married: bool = False
    old_passport: OldPassport = "present"
    adult_age: int = ADULT_AGE

    def facts(self) -> dict[str, bool]:
        """The facts that ``when`` of a requirement may name."""
        child = self.age < self.adult_age and not self.married
        replacement = self.application == "replacement"
        whole = replacement and self.old_passport == "present"
        recent = self.old_passport_year is not None and self.old_passport_year >= BIOMETRIC_SINCE
        return {
            "child": child,
            "replacement": replacement,
            "lost": replacement and self.old_passport == "lost",
            "damaged": replacement and self.old_passport == "damaged",
            "name_changed": self.name_changed,
            "naturalised": self.naturalised,
            "dual_national": self.dual_national,
            "married": self.married,
            # The short list of a replacement; a change of data brings the full list back.
            "short": whole and recent and not child and not self.name_changed,
        }


@dataclass(frozen=True, slots=True)
class Requirement:
    """One paper that is asked for; any of ``kinds`` satisfies it."""

    code: str
    title: Text
    kinds: tuple[str, ...]
    legal: str
    confidence: str
    hint: Text | None = None
    original: bool = True
    when: tuple[tuple[str, bool], ...] = ()


def requirements_matching(
    profile: Profile, requirements: Iterable[Requirement]
) -> list[Requirement]:
    """The requirements whose conditions this applicant meets, in the order of the list."""
    facts = profile.facts()
    return [one for one in requirements if all(facts[name] is wanted for name, wanted in one.when)]


def is_satisfied(requirement: Requirement, finding: Finding | str) -> bool:
    """Whether what the officer found is enough: the original, or a copy where that is enough."""
    return finding == "original" or (finding == "copy" and not requirement.original)


def lacking(requirements: Sequence[Requirement], findings: Mapping[str, str]) -> list[Requirement]:
    """What is missing, has a problem, or was shown only as a copy."""
    return [one for one in requirements if not is_satisfied(one, findings.get(one.code, "missing"))]


def is_due_day(day: date, today: date) -> bool:
    """Whether papers may be asked for until this day: tomorrow at the earliest, within 90 days."""
    return 1 <= (day - today).days <= LONGEST_DELAY_DAYS


def retention_end(archived: date, years: int) -> date:
    """The last day of the year in which the retention ends (archives are weeded by whole years)."""
    return date(archived.year + years, 12, 31)


def index_number(sequence: int, year: int) -> str:
    """How the archive writes an index number: ``00042/2026``."""
    return f"{sequence:05}/{year}"
