"""Comparing what the reader saw with the zone that was printed. Pure: no Django, no clock.

SOP 936 row 6: the zone of every passport is read back with an MRTD reader before lamination.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from kanim.icao import parse
from kanim.icao.formats import LAYOUTS
from kanim.icao.layouts import Format

WIDTH = 44
MISSING = "·"
"""Shown where one side has no character."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One character of the zone: as printed and as read."""

    printed: str
    read: str

    @property
    def same(self) -> bool:
        """Whether the reader saw what was printed."""
        return self.printed == self.read


@dataclass(frozen=True, slots=True)
class Comparison:
    """A reading beside the printed zone, with the data elements in which they differ."""

    lines: tuple[tuple[Cell, ...], ...]
    elements: tuple[str, ...]
    wrong_size: bool
    valid: bool

    @property
    def matches(self) -> bool:
        """Whether every character is the same."""
        return not self.wrong_size and all(cell.same for line in self.lines for cell in line)

    @property
    def differences(self) -> int:
        """How many characters differ."""
        return sum(not cell.same for line in self.lines for cell in line)


def lines_read(text: str) -> list[str]:
    """The lines in what a reader typed: by line ends, or one text of 88 characters cut in two.

    Readers send blanks and small letters in between; neither is ever part of a zone.
    """
    lines = [stripped for line in text.splitlines() if (stripped := "".join(line.split()).upper())]
    if len(lines) == 1 and len(lines[0]) == 2 * WIDTH:
        return [lines[0][:WIDTH], lines[0][WIDTH:]]
    return lines


def compare(printed: Sequence[str], text: str, *, on: date) -> Comparison:
    """Hold a reading against the printed zone, character by character."""
    read = lines_read(text)
    zone = parse(read, on=on)
    lines = tuple(
        tuple(
            Cell(mine or MISSING, theirs or MISSING)
            for mine, theirs in zip_longest(line, seen, fillvalue="")
        )
        for line, seen in zip_longest(printed, read, fillvalue="")
    )
    return Comparison(
        lines=lines,
        elements=tuple(_elements(lines)),
        wrong_size=[len(line) for line in read] != [len(line) for line in printed],
        valid=zone.valid,
    )


def _elements(lines: Sequence[Sequence[Cell]]) -> list[str]:
    """Names of the data elements that hold a difference, in their order."""
    wrong = {
        number * WIDTH + place
        for number, line in enumerate(lines)
        for place, cell in enumerate(line)
        if not cell.same and place < WIDTH
    }
    places = LAYOUTS[Format.TD3].places
    return [place.name for place in places if wrong & set(range(place.start, place.stop))]
