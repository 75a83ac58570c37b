"""A problem of a definition, and what a definition may refer to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kanim.sop.schema import Row, Sop


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and in a sentence."""

    short: str
    version: str
    row: str | None
    sentence: str

    def __str__(self) -> str:
        where = f"{self.short}/{self.version}"
        return (
            f"{where}: {self.sentence}"
            if self.row is None
            else (f"{where}, row {self.row}: {self.sentence}")
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What the upper layers have registered; None where that is not known and not checked.

    ``activities`` maps the code of an activity to the outcomes that it can have.
    """

    activities: Mapping[str, Collection[str]] | None = None
    consequences: Collection[str] | None = None
    moments: Collection[str] | None = None


def problem(sop: Sop, sentence: str, row: Row | None = None) -> Problem:
    """A problem of an SOP, or of one of its rows."""
    return Problem(sop.short, str(sop.version), None if row is None else row.label, sentence)
