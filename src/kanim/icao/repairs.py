"""Suggestions for one misread character: what OCR confuses, weighed by checks and alphabets.

A suggestion is only made when it settles something: a character that cannot stand where it stands,
a check digit, or an unknown state. Nothing is applied here; an officer compares with the document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kanim.icao.dates import MrzDate
from kanim.icao.layouts import Layout, Place
from kanim.icao.states import PRINTED

if TYPE_CHECKING:
    from kanim.icao.zone import Zone

# What looks alike in OCR-B, the likeliest first. Written once for each pair of a group.
_ALIKE = (
    "0O", "0D", "0Q", "OQ", "OD", "1I", "1L", "1T", "IL", "2Z", "4A", "5S", "6G", "7T", "7Y", "8B",
    "17", "38", "56", "68", "39", "89", "06", "08", "09", "27", "49", "CG", "CO", "EF", "BE", "HN",
    "MN", "MW", "PR", "BR", "UV", "VY", "XK", "IT", "DB",
)  # fmt: skip
# A filler is read as one of these; hardly ever one of these as a filler.
_READ_FOR_FILLER = "KCLX"
_COMPOSITE = "composite"


def _confusions() -> dict[str, str]:
    table: dict[str, str] = {}
    for pair in _ALIKE:
        one, other = pair[0], pair[1]
        table[one] = table.get(one, "") + other
        table[other] = table.get(other, "") + one
    for letter in _READ_FOR_FILLER:
        table[letter] = table.get(letter, "") + "<"
    return table


CONFUSED_WITH = _confusions()


@dataclass(frozen=True, slots=True)
class Repair:
    """One character that may have been misread, and what it would settle."""

    field: str
    line: int
    column: int
    found: str
    suggested: str
    # What it settles: names of checks, or "alphabet" or "state".
    settles: tuple[str, ...]


def repaired(lines: tuple[str, ...], repair: Repair) -> tuple[str, ...]:
    """Give the lines with one suggestion taken; both numbers of a repair count from 1."""
    changed = list(lines)
    line, at = changed[repair.line - 1], repair.column - 1
    changed[repair.line - 1] = f"{line[:at]}{repair.suggested}{line[at + 1 :]}"
    return tuple(changed)


def repairs_of(zone: "Zone") -> Iterator[Repair]:
    """Suggest every change of one character that settles a problem and makes no new one."""
    if zone.layout is None or zone.valid:
        return
    alphabet = list(_by_alphabet(zone, zone.layout))
    yield from alphabet
    touched = {repair.field for repair in alphabet}
    yield from _by_checks(zone, zone.layout, touched)
    yield from _by_state(zone, zone.layout, touched)


def _allowed(layout: Layout) -> list[tuple[str, str]]:
    """Say of every position which element it is in and which characters may stand there."""
    allowed = [("", "0-9")] * (layout.lines * layout.width)
    for check in layout.checks:
        allowed[check.digit] = (check.name, "0-9")
    for place in layout.places:
        size = place.stop - place.start
        allowed[place.start : place.stop] = [(place.name, place.alphabet)] * size
    return allowed


def _at(zone: "Zone", position: int, field: str, put: str, settles: tuple[str, ...]) -> Repair:
    line, column = divmod(position, len(zone.lines[0]))
    return Repair(field, line + 1, column + 1, zone.text[position], put, settles)


def _with(zone: "Zone", position: int, put: str) -> "Zone":
    from kanim.icao.parsing import parse

    line, column = divmod(position, len(zone.lines[0]))
    lines = list(zone.lines)
    lines[line] = f"{lines[line][:column]}{put}{lines[line][column + 1 :]}"
    return parse(lines, on=zone.on)


def _by_alphabet(zone: "Zone", layout: Layout) -> Iterator[Repair]:
    loose = {check.digit for check in layout.checks if check.may_be_filler or layout.overflow}
    for position, (field, alphabet) in enumerate(_allowed(layout)):
        found = zone.text[position]
        if re.match(f"[{alphabet}]", found) or (position in loose and found == "<"):
            continue
        yield from _into_alphabet(zone, position, field, alphabet)


def _into_alphabet(zone: "Zone", position: int, field: str, alphabet: str) -> Iterator[Repair]:
    """Suggest what settles a check too; when nothing does, the likeliest character alone."""
    found = zone.text[position]
    possible = [put for put in CONFUSED_WITH.get(found, "") if re.match(f"[{alphabet}]", put)]
    made = [_at(zone, position, field, put, _settled(zone, position, put)) for put in possible]
    yield from [repair for repair in made if len(repair.settles) > 1] or made[:1]


def _settled(zone: "Zone", position: int, put: str) -> tuple[str, ...]:
    after = _with(zone, position, put).checks
    settled = (name for name, ok in zone.checks.items() if after.get(name) and not ok)
    return ("alphabet", *settled)


def _by_checks(zone: "Zone", layout: Layout, touched: set[str]) -> Iterator[Repair]:
    failed = [check for check, ok in zip(layout.checks, zone.passed, strict=True) if not ok]
    positions = {at for check in failed for at in check.covered()}
    allowed = _allowed(layout)
    for position in sorted(positions):
        field, alphabet = allowed[position]
        if field in touched:
            continue
        for put in CONFUSED_WITH.get(zone.text[position], ""):
            settles = _settles(zone, position, put, field) if re.match(f"[{alphabet}]", put) else ()
            if settles:
                yield _at(zone, position, field, put, settles)


def _settles(zone: "Zone", position: int, put: str, field: str) -> tuple[str, ...]:
    """Name the checks that a change puts right; none when it explains too little.

    It must put right the element's own check and, unless another element is wrong too, the
    composite. It may upset no check and leave no date without a day.
    """
    after = _with(zone, position, put)
    before, now = zone.checks, after.checks
    if after.format is not zone.format or any(before[name] and not now[name] for name in before):
        return ()
    if not now.get(field, True) or _loses_day(zone.birth_date, after.birth_date):
        return ()
    if _loses_day(zone.expiry_date, after.expiry_date):
        return ()
    still_failing = {name for name, ok in now.items() if not ok}
    own_failing = still_failing - {_COMPOSITE}
    if still_failing and not own_failing:
        return ()
    settled = tuple(name for name in before if now[name] and not before[name])
    return () if settled == (_COMPOSITE,) and own_failing else settled


def _loses_day(before: MrzDate | None, after: MrzDate | None) -> bool:
    return before is not None and after is None


def _by_state(zone: "Zone", layout: Layout, touched: set[str]) -> Iterator[Repair]:
    for name in ("issuing_state", "nationality"):
        raw = zone.raw(name)
        if raw in PRINTED or name in touched:
            continue
        yield from _known_states(zone, layout.by_name[name], raw)


def _known_states(zone: "Zone", place: Place, raw: str) -> Iterator[Repair]:
    for at, letter in enumerate(raw):
        for put in CONFUSED_WITH.get(letter, ""):
            if f"{raw[:at]}{put}{raw[at + 1 :]}" in PRINTED:
                yield _at(zone, place.start + at, place.name, put, ("state",))
