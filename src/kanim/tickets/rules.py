"""How the queue is ordered, called and estimated. Pure: the time is passed in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

PRIORITY_HEAD_START = timedelta(minutes=20)
"""How far a person with priority goes ahead of those who came before.

UU 25/2009 Ps. 29 asks special treatment for people who need it; SOP 898 gives a priority number.
"""
LONGEST_HEAD_START = timedelta(minutes=60)
"""No class and priority together go further ahead than this: it bounds every wait."""

ELDERLY_FROM = 60  # years, UU 13/1998 Ps. 1 angka 2
CHILD_BELOW = 5  # years, the office's priority service for toddlers
KNOWN_AFTER = 5  # services of the day that weigh as much as the class's usual time

_ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_BIGGEST = 9999


def ticket_label(letter: str, number: int) -> str:
    """``B-012``: the number as printed and shown."""
    return f"{letter}-{number:03d}"


def number_words(number: int) -> str:
    """A whole number from 0 to 9999 in Indonesian words: 12 is ``dua belas``; else ValueError."""
    if not 0 <= number <= _BIGGEST:
        raise ValueError(f"only 0 to {_BIGGEST} are spoken, not {number}")
    if number < 10:
        return _ONES[number]
    if number < 20:
        return _teens(number)
    for size, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        count, rest = divmod(number, size)
        if count:
            head = f"se{name}" if count == 1 else f"{number_words(count)} {name}"
            return f"{head} {number_words(rest)}" if rest else head
    raise AssertionError(number)


def call_speech(letter: str, number: int, counter: int) -> str:
    """What the loudspeaker says: ``Nomor antrean B, dua belas, silakan menuju loket tiga.``"""
    return (
        f"Nomor antrean {letter}, {number_words(number)}, "
        f"silakan menuju loket {number_words(counter)}."
    )


def turn_of(*, issued_at: datetime, head_start: timedelta, priority: bool) -> datetime:
    """The moment that orders the queue: the earlier is called first.

    It is the time of issue less a bounded head start, so a ticket is overtaken only by tickets
    issued less than LONGEST_HEAD_START after it: nobody waits for ever, however many with
    priority come.
    """
    ahead = head_start + (PRIORITY_HEAD_START if priority else timedelta())
    return issued_at - min(ahead, LONGEST_HEAD_START)


def priority_by_age(born: date | None, today: date) -> str:
    """``elderly`` from 60, ``child`` under 5, else an empty text."""
    if born is None:
        return ""
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age >= ELDERLY_FROM:
        return "elderly"
    return "child" if age < CHILD_BELOW else ""


def service_seconds(usual_minutes: int, lately: Sequence[float]) -> float:
    """How long one service takes now, in seconds.

    ``lately`` are the seconds of the day's latest services. Their median is trusted the more of
    them there are; with none, the class's usual time counts.
    """
    usual = usual_minutes * 60.0
    if not lately:
        return usual
    known = len(lately)
    return (KNOWN_AFTER * usual + known * median(lately)) / (KNOWN_AFTER + known)


@dataclass(frozen=True, slots=True)
class OpenCounter:
    """A staffed counter: the classes that it serves and the seconds until it is free."""

    classes: Collection[int]
    free_in: float = 0.0


def waits_ahead(
    queue: Sequence[int], counters: Sequence[OpenCounter], seconds: Mapping[int, float]
) -> list[float | None]:
    """Seconds until each waiting ticket is called, or None where no open counter serves it.

    ``queue`` holds the class of each waiting ticket in the order of turns; ``seconds`` the service
    time by class. Plays the queue: each ticket in turn takes the counter that is free first among
    those that serve it.
    """
    free = [counter.free_in for counter in counters]
    waits: list[float | None] = []
    for ticket_class in queue:
        able = [place for place, counter in enumerate(counters) if ticket_class in counter.classes]
        if not able:
            waits.append(None)
            continue
        soonest = min(able, key=free.__getitem__)
        waits.append(free[soonest])
        free[soonest] += seconds[ticket_class]
    return waits


def minutes_told(seconds: float | None) -> int | None:
    """Whole minutes for people: rounded up to 5 from a quarter of an hour, never below 1."""
    if seconds is None:
        return None
    minutes = max(1, -(-int(seconds) // 60))
    return minutes if minutes <= 15 else -(-minutes // 5) * 5


def _teens(number: int) -> str:
    if number == 10:
        return "sepuluh"
    if number == 11:
        return "sebelas"
    return f"{_ONES[number - 10]} belas"
