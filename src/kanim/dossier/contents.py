"""What belongs to the dossier of a case, and whether it is there.

Apps above add lines with ``dossier_content``. What was done decides what is needed: a case in which
a photograph was taken has one in its dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kanim.biometrics.models import Fingerprint, Photograph, Signature, State
from kanim.cases.models import Case, Step
from kanim.dossier.selectors import wanted_of
from kanim.letters.selectors import letters_of


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a dossier; ``count`` of what is there, ``needed`` if it must be there."""

    label: str | Promise
    count: int
    needed: bool = True

    @property
    def is_gap(self) -> bool:
        """Whether it is needed and missing."""
        return self.needed and self.count == 0

    def as_data(self) -> dict[str, Any]:
        """As the archive entry remembers it."""
        return {"label": str(self.label), "count": self.count, "needed": self.needed}


Content = Callable[[Case], list[Line]]
CONTENTS: list[Content] = []


def dossier_content(function: Content) -> Content:
    """Register what adds lines to the dossier of a case."""
    CONTENTS.append(function)
    return function


def contents_of(case: Case) -> list[Line]:
    """All lines: papers, biometrics, letters, and what upper apps add."""
    return [*_papers(case), *_biometrics(case), _letters(case), *_added(case)]


def gaps(contents: list[Line]) -> list[Line]:
    """What is needed and missing."""
    return [line for line in contents if line.is_gap]


def _papers(case: Case) -> list[Line]:
    language = get_language() or "id"
    return [
        Line(
            wanted.requirement.title.in_language(language),
            len(wanted.papers) or int(wanted.is_satisfied),
            needed=not wanted.is_waived,
        )
        for wanted in wanted_of(case)
    ]


def _biometrics(case: Case) -> list[Line]:
    done = set(
        case.steps.filter(closing=Step.Closing.DONE, activity__startswith="biometrics.")
        .values_list("activity", flat=True)
        .distinct()
    )
    current = {"case": case, "state": State.CURRENT}
    return [
        Line(
            _("Photograph"),
            Photograph.objects.filter(**current).count(),
            "biometrics.photograph" in done,
        ),
        Line(
            _("Fingerprints"),
            Fingerprint.objects.filter(**current).count(),
            "biometrics.fingerprint" in done,
        ),
        Line(
            _("Signature"), Signature.objects.filter(**current).count(), "biometrics.sign" in done
        ),
    ]


def _letters(case: Case) -> Line:
    return Line(_("Letters"), letters_of(case).count(), needed=False)


def _added(case: Case) -> list[Line]:
    return [line for function in CONTENTS for line in function(case)]
