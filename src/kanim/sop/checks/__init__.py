"""What must hold for an SOP before it may run: checked at start, by a test and by a command."""

from __future__ import annotations

from kanim.sop import released
from kanim.sop.catalog import Catalog
from kanim.sop.checks.calls import call_problems
from kanim.sop.checks.names import name_problems, text_problems
from kanim.sop.checks.problems import Known, Problem
from kanim.sop.checks.references import registry_problems, target_problems
from kanim.sop.checks.ways import way_problems
from kanim.sop.schema import Sop

__all__ = ["Known", "Problem", "check_catalog", "check_sop", "sentences"]


def sentences(catalog: Catalog, known: Known | None = None) -> list[str]:
    """What keeps the program from starting: wrong definitions and changed released versions."""
    return [*map(str, check_catalog(catalog, known)), *released.changes(catalog)]


def check_catalog(catalog: Catalog, known: Known | None = None) -> list[Problem]:
    """Everything that is wrong with any version in a catalogue."""
    return [problem for sop in catalog.all() for problem in check_sop(sop, catalog, known)]


def check_sop(sop: Sop, catalog: Catalog, known: Known | None = None) -> list[Problem]:
    """Everything that is wrong with one SOP; nothing if it may run."""
    known = known or Known()
    broken = [*name_problems(sop), *target_problems(sop)]
    problems = [
        *broken,
        *text_problems(sop),
        *registry_problems(sop, catalog, known),
        *call_problems(sop, catalog),
    ]
    # The ways through an SOP can be followed only where all its arrows lead somewhere.
    return problems if broken else [*problems, *way_problems(sop)]
