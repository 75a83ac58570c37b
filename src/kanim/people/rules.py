"""Pure rules about persons: what a NIK says, and what speaks against it."""

from __future__ import annotations

from datetime import date

FEMALE_DAYS = 40


def nik_birth_digits(birth_date: date, sex: str) -> str:
    """The six digits that a NIK holds for a birth date: DDMMYY, the day plus 40 for women."""
    day = birth_date.day + (FEMALE_DAYS if sex == "F" else 0)
    return f"{day:02d}{birth_date:%m%y}"


def nik_agrees(nik: str, birth_date: date, sex: str) -> bool:
    """Whether the NIK's digits 7 to 12 are those of the birth date and sex."""
    return nik[6:12] == nik_birth_digits(birth_date, sex)
