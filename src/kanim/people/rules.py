"""What a NIK says, and how names are compared. Pure.

A NIK has 16 digits: 6 of the area of first registration (province, regency, district), 6 of the
birth date as DDMMYY (a woman's day plus 40), 4 of a serial number. It never changes: neither when
its holder moves nor when a birth date is corrected.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

NIK_DIGITS = 16
WOMAN = 40
CENTURY = 100

NikFault = Literal["length", "date", "serial"]
Doubt = Literal["birth_date", "sex", "area"]

# Codes of the provinces (Kemendagri), those of Papua since 2022 included.
PROVINCES = frozenset(
    {*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77)}
    | {81, 82, *range(91, 98)}
)


class UnableToReadNik(ValueError):
    """The text is not a NIK; ``fault`` says why."""

    def __init__(self, fault: NikFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK and what it says about its holder."""

    text: str
    birth_date: date
    sex: Literal["M", "F"]

    @property
    def province(self) -> str:
        """Two digits of the province of first registration; 63 is South Kalimantan."""
        return self.text[:2]

    @property
    def regency(self) -> str:
        """Four digits of the regency or city; 6371 is Banjarmasin."""
        return self.text[:4]


def nik_read(text: str, *, on: date) -> Nik:
    """Read a NIK; spaces, dots and dashes are ignored. UnableToReadNik if it cannot be one.

    ``on`` is the day of reading: two digits of a year mean the latest year that is not after it.
    """
    digits = re.sub(r"[\s.\-]", "", text)
    if not re.fullmatch(r"[0-9]{16}", digits):
        raise UnableToReadNik("length")
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    sex: Literal["M", "F"] = "F" if day > WOMAN else "M"
    born = _latest(day - WOMAN if sex == "F" else day, month, year, on)
    if born is None:
        raise UnableToReadNik("date")
    if digits[12:] == "0000":
        raise UnableToReadNik("serial")
    return Nik(digits, born, sex)


def nik_birth_digits(birth_date: date, sex: str) -> str:
    """The six digits that a NIK holds for a birth date: DDMMYY, the day plus 40 for women."""
    day = birth_date.day + (WOMAN if sex == "F" else 0)
    return f"{day:02d}{birth_date:%m%y}"


def nik_agrees(nik: str, birth_date: date, sex: str) -> bool:
    """Whether the NIK's digits 7 to 12 are those of the birth date and sex."""
    return nik[6:12] == nik_birth_digits(birth_date, sex)


def nik_doubts(nik: Nik, *, birth_date: date | None = None, sex: str = "") -> list[Doubt]:
    """Where a NIK and what its holder says differ. None of it proves a NIK wrong.

    ``birth_date`` and ``sex`` deserve a look at the family card; ``area`` (a province that does
    not exist) is worth a note only.
    """
    doubts: list[Doubt] = []
    if birth_date is not None and not nik_agrees(nik.text, birth_date, nik.sex):
        doubts.append("birth_date")
    if sex and sex != nik.sex:
        doubts.append("sex")
    if int(nik.province) not in PROVINCES:
        doubts.append("area")
    return doubts


def name_tidy(name: str) -> str:
    """A name as it is kept: one space between words, plain apostrophes, capital letters."""
    plain = unicodedata.normalize("NFKC", name).translate({0x2018: "'", 0x2019: "'", 0x02BC: "'"})
    return " ".join(plain.split()).upper()


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: letters and what stands between them, no digit or sign.

    What is refused here could not be printed in the machine readable zone (ICAO Doc 9303-3, 4.6).
    """
    signs = [c for c in name_tidy(text) if not unicodedata.category(c).startswith(("L", "M"))]
    has_letter = len(signs) < len(name_tidy(text))
    return has_letter and set(signs) <= set(" .,'-/()")


def name_key(name: str) -> str:
    """What two spellings of one name share: letters only, without marks, in capitals."""
    bare = unicodedata.normalize("NFKD", name_tidy(name))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", " ", letters.replace("'", "")).split())


def age_on(birth_date: date, on: date) -> int:
    """Completed years of age; who is born on 29 February comes of age on 1 March."""
    before = (on.month, on.day) < (birth_date.month, birth_date.day)
    return on.year - birth_date.year - before


def birthday(birth_date: date, age: int) -> date:
    """The day on which an age is completed."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:
        return date(birth_date.year + age, 3, 1)


def _latest(day: int, month: int, year: int, on: date) -> date | None:
    for century in (on.year // CENTURY, on.year // CENTURY - 1):
        try:
            born = date(century * CENTURY + year, month, day)
        except ValueError:
            continue
        if born <= on:
            return born
    return None
