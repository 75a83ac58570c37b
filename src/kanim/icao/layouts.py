"""Where each data element stands: ICAO Doc 9303 parts 4 (TD3), 5 (TD1), 6 (TD2) and 7 (visas).

Positions count from 0 in the lines joined to one text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """The machine readable zones that ICAO Doc 9303 parts 4 to 7 define."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRVA = "MRVA"
    MRVB = "MRVB"


class Alphabet(StrEnum):
    """The characters that a data element may hold, as a class of a regular expression."""

    CODE = "A-Z0-9<"
    LETTERS = "A-Z<"
    DIGITS = "0-9<"
    DIGIT = "0-9"
    SEX = "MF<"


@dataclass(frozen=True, slots=True)
class Place:
    """One data element and where it stands."""

    name: str
    start: int
    stop: int
    alphabet: Alphabet

    def of(self, text: str) -> str:
        """Cut the raw characters of this element."""
        return text[self.start : self.stop]


@dataclass(frozen=True, slots=True)
class Check:
    """One check digit: what it covers, and where the digit itself stands."""

    name: str
    covers: tuple[tuple[int, int], ...]
    digit: int
    # Part 4: when the personal number is left empty the digit may be 0 or a filler.
    may_be_filler: bool = False

    def covered(self) -> Iterator[int]:
        """Give the positions that this check covers, its own digit included."""
        for start, stop in self.covers:
            yield from range(start, stop)
        yield self.digit


@dataclass(frozen=True, slots=True)
class Layout:
    """One format: size, data elements, check digits."""

    format: Format
    lines: int
    width: int
    first_letters: str
    places: tuple[Place, ...]
    checks: tuple[Check, ...]
    # Parts 5 and 6: a document number over nine characters runs on into this element.
    overflow: str | None
    pattern: re.Pattern[str]
    by_name: dict[str, Place]

    @property
    def name_width(self) -> int:
        """How many characters the name element holds."""
        place = self.by_name["name"]
        return place.stop - place.start


def layout_from(
    kind: Format,
    *,
    lines: int,
    width: int,
    first_letters: str,
    places: tuple[Place, ...],
    checks: tuple[Check, ...],
    overflow: str | None = None,
) -> Layout:
    """Complete a layout with the pattern that a text without a forbidden character matches."""
    classes = [f"[{Alphabet.DIGIT}]"] * (lines * width)
    for place in places:
        size = place.stop - place.start
        classes[place.start : place.stop] = [f"[{place.alphabet}]"] * size
    for check in checks:
        loose = check.may_be_filler or (overflow and check.name == "document_number")
        classes[check.digit] = f"[{Alphabet.DIGITS if loose else Alphabet.DIGIT}]"
    # Part 3: V as second letter is kept for visas, so it never follows A, C or I.
    classes[0] = f"[{first_letters}]"
    if first_letters != "V":
        classes[1] = "[A-UW-Z0-9<]"
    return Layout(
        kind,
        lines,
        width,
        first_letters,
        places,
        checks,
        overflow,
        re.compile("".join(classes)),
        {place.name: place for place in places},
    )
