"""Pure rules of cases: numbers, countdowns, who comes first."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Urgency = Literal["none", "calm", "soon", "late"]

AMBER = 0.8
"""Share of the standard time or deadline after which the countdown turns amber."""


def check_character(text: str) -> str:
    """The check character of a number, by ISO 7064 MOD 37,36 over its letters and digits.

    Notices every single altered character, and swaps of neighbours but for one in a hundred.
    """
    product = 36
    for character in text:
        if character not in ALPHABET:
            continue
        total = (product + ALPHABET.index(character)) % 36 or 36
        product = (total * 2) % 37
    return ALPHABET[(37 - product) % 36]


def case_number(office_code: str, year: int, serial: int) -> str:
    """A case number such as ``BJM-26-000123-K``."""
    body = f"{office_code}-{year % 100:02d}-{serial:06d}"
    return f"{body}-{check_character(body)}"


def is_case_number(text: str) -> bool:
    """Whether the text has the form of a case number and the right check character."""
    body, _, check = text.strip().upper().rpartition("-")
    return bool(body) and len(check) == 1 and check_character(body) == check


def plain_number(text: str) -> str:
    """A number as a person typed it, brought to the form in which it is kept."""
    return "".join(text.split()).upper()


def urgency(
    opened_at: datetime, due_at: datetime | None, standard_seconds: int | None, now: datetime
) -> Urgency:
    """How a step's countdown looks.

    The deadline counts if there is one; otherwise a step is late once it has waited longer than
    its standard time, which an officer sees but nobody is refused for.
    """
    limit = due_at
    if limit is None and standard_seconds:
        limit = opened_at + timedelta(seconds=standard_seconds)
    if limit is None:
        return "none"
    if now >= limit:
        return "late"
    used = (now - opened_at) / (limit - opened_at)
    return "soon" if used >= AMBER else "calm"


def shifted(moment: datetime | None, waited: timedelta) -> datetime | None:
    """A deadline after a hold: as much later as the case waited."""
    return None if moment is None else moment + waited
