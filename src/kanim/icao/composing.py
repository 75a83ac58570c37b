"""Writing a machine readable zone: ICAO Doc 9303 parts 4 to 7."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kanim.icao.check_digits import FILLER, check_digit
from kanim.icao.dates import MrzDate, to_six
from kanim.icao.formats import LAYOUTS
from kanim.icao.layouts import Format, Layout
from kanim.icao.long_numbers import SHORT, parted
from kanim.icao.names import UnableToCompose, compose_name
from kanim.icao.states import PRINTED

_SEX = {"M": "M", "F": "F", "X": FILLER, "": FILLER}
_FORBIDDEN = re.compile("[^A-Z0-9<]")
# Part 3: whatever else stands in a number, a space, a hyphen or a slash, is written as a filler.
_PUNCTUATION = re.compile(r"[\s\-./]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a zone says of a document and its holder, as ICAO Doc 9303 parts 4 to 7 list it."""

    document_code: str = "P"
    issuing_state: str
    document_number: str
    # Empty for who has none: the given names become the primary identifier.
    surname: str
    given_names: str
    nationality: str
    birth_date: MrzDate
    # M, F, or X for unspecified.
    sex: str
    expiry_date: MrzDate
    # The issuer's own: the personal number of TD3; TD1 has a second one.
    optional: str = ""
    optional2: str = ""
    # ISO 639-1, for Cyrillic letters that languages write differently.
    language: str | None = None


def compose(
    kind: Format, particulars: Particulars, *, filler_counted: bool = False
) -> tuple[str, ...]:
    """Write the lines of a zone; raise UnableToCompose, with a sentence, when a value cannot stand.

    `filler_counted` chooses how the check digit of a long number is computed (parts 5 and 6).
    """
    layout = LAYOUTS[kind]
    text = [FILLER] * (layout.lines * layout.width)
    for name, write in _WRITERS.items():
        _put(text, layout, name, write(particulars))
    width = layout.name_width
    name = compose_name(
        particulars.surname, particulars.given_names, width, language=particulars.language
    )
    _put(text, layout, "name", name)
    long = _put_number(text, layout, particulars, filler_counted=filler_counted)
    _put_checks(text, layout, long=long)
    lines = _lines(text, layout)
    if not layout.pattern.fullmatch("".join(lines)):
        raise UnableToCompose(f"“{particulars.document_code}” is no document code of a {kind}.")
    return lines


def compose_td3(particulars: Particulars) -> tuple[str, ...]:
    """Write the two lines of a passport (ICAO Doc 9303 part 4)."""
    return compose(Format.TD3, particulars)


def _coded(value: str, what: str) -> str:
    text = _PUNCTUATION.sub(FILLER, value.upper())
    if _FORBIDDEN.search(text):
        raise UnableToCompose(f"{what} “{value}” may only have letters A to Z and digits.")
    return text


def _state(code: str, what: str) -> str:
    printed = code.upper().ljust(3, FILLER)
    if printed not in PRINTED:
        raise UnableToCompose(f"{what} “{code}” is no code of ICAO Doc 9303 part 3.")
    return printed


def _sex(value: str) -> str:
    if value not in _SEX:
        raise UnableToCompose(f"Sex “{value}” is not M, F or X.")
    return _SEX[value]


_WRITERS: dict[str, Callable[[Particulars], str]] = {
    "document_code": lambda it: _coded(it.document_code, "Document code"),
    "issuing_state": lambda it: _state(it.issuing_state, "Issuing state"),
    "nationality": lambda it: _state(it.nationality, "Nationality"),
    "birth_date": lambda it: to_six(it.birth_date),
    "expiry_date": lambda it: to_six(it.expiry_date),
    "sex": lambda it: _sex(it.sex),
}

_OPTIONAL = ("optional1", "personal_number", "optional")


def _put(text: list[str], layout: Layout, name: str, value: str) -> None:
    place = layout.by_name[name]
    room = place.stop - place.start
    if len(value) > room:
        raise UnableToCompose(f"“{value}” is longer than the {room} characters of {name}.")
    text[place.start : place.start + len(value)] = value


def _put_number(
    text: list[str], layout: Layout, particulars: Particulars, *, filler_counted: bool
) -> bool:
    """Write number and optional data; tell whether the number runs on into the latter."""
    number = _coded(particulars.document_number, "Document number")
    optional = _coded(particulars.optional, "Optional data")
    name = next(name for name in _OPTIONAL if name in layout.by_name)
    if not number.strip(FILLER):
        raise UnableToCompose("A document number is needed.")
    if particulars.optional2 and "optional2" not in layout.by_name:
        raise UnableToCompose(f"{layout.format} has no second optional element.")
    long = len(number) > SHORT and layout.overflow is not None
    if long:
        number, _, begun = parted(number, filler_counted=filler_counted)
        optional = begun + optional if optional else begun.rstrip(FILLER)
    _put(text, layout, "document_number", number)
    _put(text, layout, name, optional)
    if "optional2" in layout.by_name:
        _put(text, layout, "optional2", _coded(particulars.optional2, "Optional data"))
    return long


def _put_checks(text: list[str], layout: Layout, *, long: bool) -> None:
    for check in layout.checks:
        if long and check.name == "document_number":
            continue
        covered = "".join("".join(text[start:stop]) for start, stop in check.covers)
        text[check.digit] = check_digit(covered)


def _lines(text: list[str], layout: Layout) -> tuple[str, ...]:
    joined = "".join(text)
    return tuple(joined[layout.width * at : layout.width * (at + 1)] for at in range(layout.lines))
