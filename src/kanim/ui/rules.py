"""How figures, days and waiting times are written. Pure: the time is passed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

SOON = 0.8  # of the allowed time; from here a countdown is amber

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
        *("Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
}

State = Literal["calm", "soon", "late"]


def _known(language: str) -> str:
    return "id" if language.startswith("id") else "en"


def day_text(day: date, language: str = "id") -> str:
    """`Sel, 24 Nov 2026`: short enough for a table, with the weekday that people plan by."""
    known = _known(language)
    weekday = _DAYS[known][day.weekday()][:3]
    month = _MONTHS[known][day.month - 1][:3]
    return f"{weekday}, {day.day} {month} {day.year}"


def day_text_long(day: date, language: str = "id") -> str:
    """`Selasa, 24 November 2026`: as letters and public pages write it."""
    known = _known(language)
    weekday = _DAYS[known][day.weekday()]
    month = _MONTHS[known][day.month - 1]
    return f"{weekday}, {day.day} {month} {day.year}"


def date_text(day: date, language: str = "id") -> str:
    """`18 Agustus 1979`: a date that is compared with a paper, where no weekday stands."""
    known = _known(language)
    return f"{day.day} {_MONTHS[known][day.month - 1]} {day.year}"


def clock_text(moment: datetime, language: str = "id") -> str:
    """`10.30` in Indonesian, `10:30` in English."""
    separator = "." if _known(language) == "id" else ":"
    return f"{moment.hour:02}{separator}{moment.minute:02}"


def group_digits(code: str, size: int | None = None) -> list[str]:
    """Cut a code into groups that can be said aloud.

    A 15-digit billing code becomes five threes; an NTPN or NIK of 16 becomes four fours.
    What already has its own separators is left as it is.
    """
    code = code.strip()
    if not code.isalnum() or len(code) <= (size or 4):
        return [code] if code else []
    step = size or (4 if len(code) % 4 == 0 else 3 if len(code) % 3 == 0 else 4)
    groups = [code[start : start + step] for start in range(0, len(code), step)]
    if len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return groups


def rupiah_text(amount: int) -> str:
    """`Rp1.350.000`: the official spelling, without a space."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


@dataclass(frozen=True, slots=True)
class Remaining:
    state: State
    seconds: int  # negative once it is late


def remaining(*, started: datetime, due: datetime, now: datetime) -> Remaining:
    allowed = (due - started).total_seconds()
    left = (due - now).total_seconds()
    state: State = "calm"
    if left <= 0:
        state = "late"
    elif allowed > 0 and (allowed - left) / allowed >= SOON:
        state = "soon"
    return Remaining(state, round(left))


def split_duration(span: timedelta) -> list[tuple[int, str]]:
    """The two largest units: `[(1, "hour"), (20, "minute")]`; below a minute, seconds."""
    seconds = abs(round(span.total_seconds()))
    if seconds < 60:
        return [(seconds, "second")]
    parts = []
    for length, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        count, seconds = divmod(seconds, length)
        parts.append((count, unit))
    while not parts[0][0]:
        parts.pop(0)
    return [part for part in parts[:2] if part[0]]


def page_window(current: int, last: int, around: int = 1) -> list[int | None]:
    """The page numbers to show; None stands for a gap."""
    wanted = {1, last, *range(current - around, current + around + 1)}
    shown: list[int | None] = []
    previous = 0
    for page in sorted(page for page in wanted if 1 <= page <= last):
        if page - previous == 2:
            shown.append(page - 1)
        elif page - previous > 2:
            shown.append(None)
        shown.append(page)
        previous = page
    return shown
