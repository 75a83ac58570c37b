"""The five layouts of ICAO Doc 9303 parts 4 to 7, and how a zone is told by its size."""

from kanim.icao.layouts import Alphabet, Check, Format, Layout, Place, layout_from

_VISA = "V"
# Part 5 and 6, document code: A, C or I begins every card; the second letter is the issuer's.
_CARD = "ACI"

TD1 = layout_from(
    Format.TD1,
    lines=3,
    width=30,
    first_letters=_CARD,
    overflow="optional1",
    places=(
        Place("document_code", 0, 2, Alphabet.CODE),
        Place("issuing_state", 2, 5, Alphabet.LETTERS),
        Place("document_number", 5, 14, Alphabet.CODE),
        Place("optional1", 15, 30, Alphabet.CODE),
        Place("birth_date", 30, 36, Alphabet.DIGITS),
        Place("sex", 37, 38, Alphabet.SEX),
        Place("expiry_date", 38, 44, Alphabet.DIGITS),
        Place("nationality", 45, 48, Alphabet.LETTERS),
        Place("optional2", 48, 59, Alphabet.CODE),
        Place("name", 60, 90, Alphabet.LETTERS),
    ),
    checks=(
        Check("document_number", ((5, 14),), 14),
        Check("birth_date", ((30, 36),), 36),
        Check("expiry_date", ((38, 44),), 44),
        Check("composite", ((5, 30), (30, 37), (38, 45), (48, 59)), 59),
    ),
)


def _two_lines(width: int, last: str, last_stop: int) -> tuple[Place, ...]:
    """Place what TD2, TD3 and both visas have in common: only the width and the end differ."""
    return (
        Place("document_code", 0, 2, Alphabet.CODE),
        Place("issuing_state", 2, 5, Alphabet.LETTERS),
        Place("name", 5, width, Alphabet.LETTERS),
        Place("document_number", width, width + 9, Alphabet.CODE),
        Place("nationality", width + 10, width + 13, Alphabet.LETTERS),
        Place("birth_date", width + 13, width + 19, Alphabet.DIGITS),
        Place("sex", width + 20, width + 21, Alphabet.SEX),
        Place("expiry_date", width + 21, width + 27, Alphabet.DIGITS),
        Place(last, width + 28, last_stop, Alphabet.CODE),
    )


def _three_checks(width: int) -> tuple[Check, ...]:
    return (
        Check("document_number", ((width, width + 9),), width + 9),
        Check("birth_date", ((width + 13, width + 19),), width + 19),
        Check("expiry_date", ((width + 21, width + 27),), width + 27),
    )


TD2 = layout_from(
    Format.TD2,
    lines=2,
    width=36,
    first_letters=_CARD,
    overflow="optional",
    places=_two_lines(36, "optional", 71),
    checks=(*_three_checks(36), Check("composite", ((36, 46), (49, 56), (57, 71)), 71)),
)

TD3 = layout_from(
    Format.TD3,
    lines=2,
    width=44,
    first_letters="P",
    places=_two_lines(44, "personal_number", 86),
    checks=(
        *_three_checks(44),
        Check("personal_number", ((72, 86),), 86, may_be_filler=True),
        Check("composite", ((44, 54), (57, 64), (65, 87)), 87),
    ),
)

MRVA = layout_from(
    Format.MRVA,
    lines=2,
    width=44,
    first_letters=_VISA,
    places=_two_lines(44, "optional", 88),
    checks=_three_checks(44),
)

MRVB = layout_from(
    Format.MRVB,
    lines=2,
    width=36,
    first_letters=_VISA,
    places=_two_lines(36, "optional", 72),
    checks=_three_checks(36),
)

LAYOUTS = {layout.format: layout for layout in (TD1, TD2, TD3, MRVA, MRVB)}

_BY_SIZE = {(2, 44): (TD3, MRVA), (2, 36): (TD2, MRVB), (3, 30): (TD1, TD1)}


def layout_for(lines: tuple[str, ...]) -> Layout | None:
    """Tell the format by the number and width of the lines, and visas by their V (part 7)."""
    width = len(lines[0]) if lines else 0
    for line in lines:
        if len(line) != width:
            return None
    pair = _BY_SIZE.get((len(lines), width))
    if pair is None:
        return None
    return pair[lines[0][0] == _VISA]
