"""What is wrong and what is doubtful in a zone, each with the sentence that an officer reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kanim.icao.check_digits import FILLER, check_digit
from kanim.icao.dates import PartialDate
from kanim.icao.layouts import Layout, Place
from kanim.icao.names import may_be_truncated
from kanim.icao.states import PRINTED, Kind, state_of

if TYPE_CHECKING:
    from kanim.icao.zone import Zone


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a zone: a stable code, the element it is about, a sentence."""

    code: str
    field: str
    sentence: str


def problems_of(zone: "Zone") -> Iterator[Finding]:
    """Say what contradicts ICAO Doc 9303 parts 3 to 7."""
    if zone.layout is None:
        yield _unknown_size(zone.lines)
        return
    yield from _characters(zone.layout, zone.text)
    yield from _checks(zone)
    for name in ("issuing_state", "nationality"):
        raw = zone.raw(name)
        if raw not in PRINTED:
            yield Finding("unknown_state", name, f"{raw} is no code of ICAO Doc 9303 part 3.")
    for name, day in (("birth_date", zone.birth_date), ("expiry_date", zone.expiry_date)):
        if day is None:
            yield Finding("no_such_day", name, f"{zone.raw(name)} is no date.")
    for name in ("name", "document_number"):
        if not zone.raw(name).strip(FILLER):
            yield Finding("empty", name, "Nothing is written here.")


def doubts_of(zone: "Zone") -> Iterator[Finding]:
    """Say what is allowed and still worth a look."""
    if zone.layout is None:
        return
    yield from _state_doubts(zone)
    if may_be_truncated(zone.raw("name")):
        yield Finding("maybe_truncated", "name", "The name fills its element: it may go on.")
    if zone.raw("name").startswith(FILLER):
        yield Finding("leading_filler", "name", "The name begins with a filler.")
    yield from _date_doubts(zone)
    if zone.long_number and zone.long_number.filler_counted:
        sentence = "The check digit of the long number also weighs the filler within it."
        yield Finding("filler_counted", "document_number", sentence)


def _unknown_size(lines: tuple[str, ...]) -> Finding:
    sizes = ", ".join(str(len(line)) for line in lines) or "nothing"
    return Finding(
        "unknown_format",
        "",
        f"A zone has 2 lines of 44 or 36 characters or 3 lines of 30; this has {sizes}.",
    )


def _characters(layout: Layout, text: str) -> Iterator[Finding]:
    for place in layout.places:
        raw = place.of(text)
        wrong = "".join(dict.fromkeys(re.findall(f"[^{place.alphabet}]", raw)))
        if wrong:
            sentence = f"{wrong} cannot stand here: {raw}."
            yield Finding("forbidden_character", place.name, sentence)
    yield from _code(layout, layout.by_name["document_code"], text)


def _code(layout: Layout, place: Place, text: str) -> Iterator[Finding]:
    raw = place.of(text)
    second_is_kept = raw[1] == "V" and layout.first_letters != "V"
    if raw[0] in layout.first_letters and not second_is_kept:
        return
    begins = " or ".join(layout.first_letters)
    sentence = f"{raw}: the code of a {layout.format} begins with {begins}; V is for visas."
    yield Finding("document_code", place.name, sentence)


def _checks(zone: "Zone") -> Iterator[Finding]:
    if zone.layout is None:
        return
    for check, ok in zip(zone.layout.checks, zone.passed, strict=True):
        if ok:
            continue
        if zone.long_number and check.name == "document_number":
            found = zone.long_number.check_digit
            sentence = f"The check digit {found} of the long number is wrong."
        else:
            covered = "".join(zone.text[start:stop] for start, stop in check.covers)
            sentence = _wrong_digit(zone.text[check.digit], check_digit(covered))
        yield Finding("check_digit", check.name, sentence)


def _wrong_digit(found: str, right: str) -> str:
    if found == right:
        return "The check covers a character that cannot stand in a zone."
    return f"The check digit is {found} and should be {right}."


def _state_doubts(zone: "Zone") -> Iterator[Finding]:
    for name in ("issuing_state", "nationality"):
        state = state_of(zone.raw(name))
        if state and state.kind is Kind.SPECIMEN:
            yield Finding("specimen", name, f"{state.name} exists in specimens only.")
        if state and state.kind is Kind.WITHDRAWN:
            yield Finding("withdrawn_state", name, f"{state.name} is no longer issued.")


def _date_doubts(zone: "Zone") -> Iterator[Finding]:
    birth, expiry = zone.birth_date, zone.expiry_date
    for name, day in (("birth_date", birth), ("expiry_date", expiry)):
        if isinstance(day, PartialDate):
            yield Finding("partial_date", name, "The issuer did not know the whole date.")
    if isinstance(birth, date) and isinstance(expiry, date) and expiry < birth:
        sentence = "Expires before the birth: the holder may be over a hundred years old."
        yield Finding("expired_before_birth", "birth_date", sentence)
