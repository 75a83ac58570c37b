"""The list of requirements and kinds of paper, read once from ``requirements.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kanim.dossier.rules import Profile, Requirement, requirements_matching
from kanim.sop.schema import Text

OTHER = "lain"
FACTS = frozenset(Profile(age=30).facts())


class UnusableRequirements(Exception):
    """``requirements.yaml`` names something that does not exist."""


@cache
def paper_kinds() -> dict[str, Text]:
    """Titles of the kinds of paper by code."""
    return {code: Text(**title) for code, title in _read()["kinds"].items()}


@cache
def all_requirements() -> tuple[Requirement, ...]:
    """Every requirement of the list. UnusableRequirements if one names an unknown kind or fact."""
    return tuple(_requirement(row) for row in _read()["requirements"])


def requirements_for(profile: Profile) -> list[Requirement]:
    """The papers that an applicant of this profile brings, in the order of the list."""
    return requirements_matching(profile, all_requirements())


@cache
def _read() -> dict[str, Any]:
    source = Path(__file__).with_name("requirements.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(source))


def _requirement(row: dict[str, Any]) -> Requirement:
    unknown = set(row["any_of"]) - set(paper_kinds()) or set(row.get("when", {})) - FACTS
    if unknown:
        raise UnusableRequirements(f"{row['code']}: unknown {sorted(unknown)}")
    return Requirement(
        code=row["code"],
        title=Text(**row["title"]),
        kinds=tuple(row["any_of"]),
        legal=row["legal"],
        confidence=row["c"],
        hint=Text(**row["hint"]) if "hint" in row else None,
        original=row.get("original", True),
        when=tuple(row.get("when", {}).items()),
    )
