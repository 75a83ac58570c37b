"""The catalogue: all SOPs of the office, in all their versions.

A directory of ``<short>/<version>.yaml``, beside files of words that the SOPs share.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kanim.sop.loader import load_sop, load_texts
from kanim.sop.reading import Place
from kanim.sop.schema import Sop, Text

DIRECTORY = Path(__file__).parent / "catalog"


class UnknownSop(LookupError):
    """The catalogue has no such SOP, or none that was in force."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every version of every SOP, and the words that they share."""

    directory: Path
    sops: tuple[Sop, ...]
    lanes: dict[str, Text]
    units: dict[str, Text]
    outcomes: dict[str, Text]

    def all(self) -> tuple[Sop, ...]:
        """All versions of all SOPs, by short name and then by version."""
        return self.sops

    def newest(self) -> tuple[Sop, ...]:
        """The newest version of each SOP, by short name."""
        return tuple({sop.short: sop for sop in self.sops}.values())

    def current(self, short: str, on: date) -> Sop:
        """The version that is in force on a day."""
        for sop in reversed(self.versions(short)):
            if sop.version <= on:
                return sop
        raise UnknownSop(f"SOP {short} was not yet in force on {on}")

    def version(self, short: str, version: date) -> Sop:
        """One version, as a running case has pinned it."""
        for sop in self.versions(short):
            if sop.version == version:
                return sop
        raise UnknownSop(f"SOP {short} has no version of {version}")

    def versions(self, short: str) -> tuple[Sop, ...]:
        """All versions of one SOP, oldest first."""
        found = tuple(sop for sop in self.sops if sop.short == short)
        if not found:
            raise UnknownSop(f"there is no SOP {short}; 'kanim sop list' names them all")
        return found

    def title(self, short: str) -> Text | None:
        """The title of the newest version of an SOP; None if there is no such SOP."""
        found = [sop.title for sop in self.sops if sop.short == short]
        return found[-1] if found else None

    def find(self, handle: str) -> Sop:
        """The newest version by short name (``936``) or full number, in any case."""
        wanted = handle.casefold()
        for sop in reversed(self.sops):
            if wanted in (sop.short.casefold(), sop.number.casefold()):
                return sop
        raise UnknownSop(f"there is no SOP {handle}; 'kanim sop list' names them all")


def load(directory: Path | None = None) -> Catalog:
    """The catalogue in a directory, Kanim's own by default; read once per process."""
    return _load((directory or DIRECTORY).resolve())


@cache
def _load(directory: Path) -> Catalog:
    return Catalog(
        directory=directory,
        sops=tuple(_load_version(path) for path in sorted(directory.glob("*/*.yaml"))),
        lanes=load_texts(directory / "lanes.yaml"),
        units=load_texts(directory / "units.yaml"),
        outcomes=load_texts(directory / "outcomes.yaml"),
    )


def _load_version(path: Path) -> Sop:
    sop = load_sop(path)
    if path.stem != str(sop.version):
        place = Place(f"{path.parent.name}/{path.name}")
        raise place.error(f"the file says that it is the version of {sop.version}")
    return sop
