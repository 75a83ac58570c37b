"""How the visual zone of the biodata page writes names, dates and sex. Pure."""

from __future__ import annotations

from datetime import date

# Doc 9303 part 3, 3.5: the month in the national language, a stroke, and English where they differ.
_MONTHS = (
    ("JAN", "JAN"), ("FEB", "FEB"), ("MAR", "MAR"), ("APR", "APR"), ("MEI", "MAY"), ("JUN", "JUN"),
    ("JUL", "JUL"), ("AGU", "AUG"), ("SEP", "SEP"), ("OKT", "OCT"), ("NOV", "NOV"), ("DES", "DEC"),
)  # fmt: skip
_SEX = {"M": "L/M", "F": "P/F"}


def page_date(day: date) -> str:
    """A date as the visual zone prints it: ``17 AGU/AUG 1990``, ``12 JAN 1990``."""
    national, english = _MONTHS[day.month - 1]
    month = national if national == english else f"{national}/{english}"
    return f"{day.day:02} {month} {day.year}"


def page_sex(sex: str) -> str:
    """Sex in both languages: ``L/M`` (laki-laki/male), ``P/F`` (perempuan/female), else ``X``."""
    return _SEX.get(sex, "X")


def page_text(text: str) -> str:
    """A text in capitals with single spaces."""
    return " ".join(text.upper().split())


def name_parts(full_name: str) -> tuple[str, str]:
    """A full name as primary and secondary identifier of the machine readable zone.

    Indonesian law knows no family name. The last word is taken as the primary identifier, which
    carriers ask for as surname; who has one name has only the primary (Doc 9303 part 3, 4.6).
    """
    words = full_name.split()
    return (words[-1], " ".join(words[:-1])) if words else ("", "")
