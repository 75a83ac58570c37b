"""Reading a machine readable zone: ICAO Doc 9303 parts 3 to 7.

What is asked for by every caller is computed at once, what few ask for (problems, doubts, repairs)
when it is asked for. Nothing that was read is ever changed.
"""

from collections.abc import Sequence
from datetime import date

from kanim.icao.check_digits import DIGITS, FILLER, digit_of, to_values
from kanim.icao.formats import layout_for
from kanim.icao.layouts import Layout
from kanim.icao.long_numbers import LongNumber, long_number_of
from kanim.icao.zone import Zone

# What readers hand over as one text: a passport, an ID card, a visa or card of two lines.
_JOINED = {88: (2, 44), 90: (3, 30), 72: (2, 36)}


def parse(lines: str | Sequence[str], *, on: date) -> Zone:
    """Read the lines of a zone as printed (ICAO Doc 9303 parts 3 to 7).

    `on` is the day of reading, which decides the century of the years. Any text is read, a wrong
    one too: `valid`, `problems` and `doubts` of the result say what is the matter.
    """
    given = tuple(lines.split()) if isinstance(lines, str) else tuple(lines)
    stripped = tuple(line.strip() for line in given)
    if len(stripped) == 1 and len(stripped[0]) in _JOINED:
        stripped = _cut(stripped[0])
    layout = layout_for(stripped)
    if layout is None:
        return _of_no_format(stripped, on)
    text = "".join(stripped)
    well_formed = layout.pattern.fullmatch(text) is not None
    number = _long_number(layout, text) if layout.overflow else None
    passed = _passed(layout, text, number)
    if not well_formed:
        passed = _legal_only(layout, text, passed)
    return Zone(
        layout=layout,
        lines=stripped,
        text=text,
        on=on,
        passed=passed,
        long_number=number,
        well_formed=well_formed,
    )


def _of_no_format(lines: tuple[str, ...], on: date) -> Zone:
    return Zone(
        layout=None,
        lines=lines,
        text="".join(lines),
        on=on,
        passed=(),
        long_number=None,
        well_formed=False,
    )


def _cut(text: str) -> tuple[str, ...]:
    lines, width = _JOINED[len(text)]
    return tuple(text[width * at : width * (at + 1)] for at in range(lines))


def _long_number(layout: Layout, text: str) -> LongNumber | None:
    digit = layout.checks[0].digit
    if text[digit] != FILLER or layout.overflow is None:
        return None
    number = layout.by_name["document_number"].of(text)
    return long_number_of(number, FILLER, layout.by_name[layout.overflow].of(text))


def _passed(layout: Layout, text: str, number: LongNumber | None) -> tuple[bool, ...]:
    values = to_values(text)
    passed = []
    for check in layout.checks:
        if len(check.covers) == 1:
            start, stop = check.covers[0]
            digit = digit_of(values[start:stop])
        else:
            digit = digit_of(b"".join([values[start:stop] for start, stop in check.covers]))
        found = text[check.digit]
        empty = check.may_be_filler and found == FILLER and _is_empty(text, check.covers[0])
        passed.append(found == digit or empty)
    if number is not None:
        passed[0] = number.passed
    return tuple(passed)


def _is_empty(text: str, covers: tuple[int, int]) -> bool:
    return not text[covers[0] : covers[1]].strip(FILLER)


def _legal_only(layout: Layout, text: str, passed: tuple[bool, ...]) -> tuple[bool, ...]:
    """Fail a check that covers a character outside the alphabet, which has no value at all."""
    legal = {at for at, character in enumerate(text) if character in _LEGAL}
    return tuple(
        ok and legal.issuperset(check.covered())
        for check, ok in zip(layout.checks, passed, strict=True)
    )


_LEGAL = frozenset(DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + FILLER)
