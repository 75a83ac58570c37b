"""What hypothesis draws: documents that ICAO Doc 9303 can print in full."""

from datetime import timedelta

from hypothesis import strategies as st

from kanim.icao import STATES, Format, Particulars
from kanim.icao.check_digits import DIGITS, LETTERS
from kanim.icao.formats import LAYOUTS
from kanim.icao.tests.cases import ON

CODES = {Format.TD1: "I", Format.TD2: "C", Format.TD3: "P", Format.MRVA: "V", Format.MRVB: "V"}
ROOM = {Format.TD1: 15, Format.TD2: 7, Format.TD3: 14, Format.MRVA: 16, Format.MRVB: 8}

formats = st.sampled_from(list(Format))
words = st.text(LETTERS, min_size=1, max_size=9)
states = st.sampled_from(sorted(STATES))
births = st.integers(0, 36_000).map(lambda days: ON - timedelta(days=days))
expiries = st.integers(-18_000, 18_000).map(lambda days: ON + timedelta(days=days))


def coded(least: int, most: int):
    return st.text(LETTERS + DIGITS, min_size=least, max_size=most)


@st.composite
def names(draw, width: int):
    surname = draw(words)
    given = draw(st.lists(words, max_size=3))
    while given and len(surname) + 2 + len("<".join(given)) > width:
        given.pop()
    return surname, " ".join(given)


@st.composite
def documents(draw, kind: Format, *, longest: int = 9):
    surname, given = draw(names(LAYOUTS[kind].name_width))
    number = draw(coded(1, longest))
    return Particulars(
        document_code=CODES[kind] + draw(st.sampled_from(["", "A", "D", "O"])),
        issuing_state=draw(states),
        document_number=number,
        surname=surname,
        given_names=given,
        nationality=draw(states),
        birth_date=draw(births),
        sex=draw(st.sampled_from("MFX")),
        expiry_date=draw(expiries),
        optional=draw(coded(0, ROOM[kind])) if len(number) <= 9 else "",
        optional2=draw(coded(0, 11)) if kind is Format.TD1 else "",
    )


@st.composite
def composed(draw):
    """Draw a format, a document and how a long number of it is weighed."""
    kind = draw(formats)
    longest = {Format.TD1: 22, Format.TD2: 15}.get(kind, 9)
    return kind, draw(documents(kind, longest=longest)), draw(st.booleans())
