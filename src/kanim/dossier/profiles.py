"""How an app above says what papers a case needs.

    @profile_of("936")
    def passport_profile(case: Case) -> Profile: ...

For SOPs whose papers do not follow from a passport profile, ``papers_of_sop`` takes a function that
gives the requirements themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from kanim.cases.models import Case
from kanim.dossier.requirements import requirements_for
from kanim.dossier.rules import Profile, Requirement

ProfileMaker = Callable[[Case], Profile]
Lister = Callable[[Case], list[Requirement]]

PROFILES: dict[str, ProfileMaker] = {}
LISTERS: dict[str, Lister] = {}


def profile_of(sop: str) -> Callable[[ProfileMaker], ProfileMaker]:
    """Register what gives the profile of a case of an SOP; ValueError if there is one already."""

    def keep(function: ProfileMaker) -> ProfileMaker:
        if PROFILES.setdefault(sop, function) is not function:
            raise ValueError(f"SOP {sop} has a profile already")
        return function

    return keep


def papers_of_sop(sop: str) -> Callable[[Lister], Lister]:
    """Register what lists the requirements of a case of an SOP; ValueError if there is one."""

    def keep(function: Lister) -> Lister:
        if LISTERS.setdefault(sop, function) is not function:
            raise ValueError(f"SOP {sop} has a list of papers already")
        return function

    return keep


def profile_for(case: Case) -> Profile | None:
    """The profile of a case, or None where its SOP has none."""
    maker = PROFILES.get(case.sop)
    return maker(case) if maker else None


def requirements_of(case: Case) -> list[Requirement]:
    """The papers that this case needs; empty where its SOP asks for none."""
    if case.sop in LISTERS:
        return LISTERS[case.sop](case)
    profile = profile_for(case)
    return requirements_for(profile) if profile else []
