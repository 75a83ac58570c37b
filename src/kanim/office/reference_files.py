"""The reference data that come with the program: YAML files read into typed rows. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "reference"


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role with its lanes and permissions."""

    code: str
    name_id: str
    name_en: str
    lanes: tuple[str, ...]
    permissions: tuple[str, ...]
    requires_mfa: bool


@dataclass(frozen=True, slots=True)
class TariffLine:
    """A tariff in rupiah per unit, from a day."""

    code: str
    effective_from: date
    amount: int
    unit: str
    name_id: str
    name_en: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting from a day, for every office."""

    code: str
    effective_from: date
    kind: str
    unit: str
    value: Any
    title_id: str
    title_en: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class RegulationLine:
    """A regulation, and the code of the one that repealed it."""

    code: str
    name: str
    topic_id: str
    topic_en: str
    in_force_from: date | None
    repealed_by: str | None
    note: str
    confidence: str


@lru_cache(maxsize=1)
def roles_read() -> tuple[RoleLine, ...]:
    """The roles of the office."""
    return tuple(
        RoleLine(
            code=code,
            name_id=row["name"]["id"],
            name_en=row["name"]["en"],
            lanes=tuple(row["lanes"]),
            permissions=tuple(row["permissions"]),
            requires_mfa=row.get("requires_mfa", False),
        )
        for code, row in _read("roles").items()
    )


def tariffs_read() -> list[TariffLine]:
    """The tariffs."""
    return [
        TariffLine(
            code=row["code"],
            effective_from=row["from"],
            amount=row["amount"],
            unit=row["unit"],
            name_id=row["name"]["id"],
            name_en=row["name"]["en"],
            source=row["source"],
            confidence=row["c"],
        )
        for row in _read("tariffs")
    ]


def settings_read() -> list[SettingLine]:
    """The settings."""
    return [
        SettingLine(
            code=row["code"],
            effective_from=row["from"],
            kind=row["kind"],
            unit=row.get("unit", ""),
            value=row["value"],
            title_id=row["title"]["id"],
            title_en=row["title"]["en"],
            source=row["source"],
            confidence=row["c"],
        )
        for row in _read("settings")
    ]


def regulations_read() -> list[RegulationLine]:
    """The registry of regulations."""
    return [
        RegulationLine(
            code=row["code"],
            name=row["name"],
            topic_id=row["topic"]["id"],
            topic_en=row["topic"]["en"],
            in_force_from=row.get("from"),
            repealed_by=row.get("repealed_by"),
            note=row.get("note", ""),
            confidence=row["c"],
        )
        for row in _read("regulations")
    ]


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
