"""Arabic letters: ICAO Doc 9303 part 3, section 6, table C and appendix B.

X is an escape: it stands before the Latin letters that it turns into another Arabic letter, so that
a zone can be read back into the name as it is written. MXHMD is محمد.
"""

import re

# The letters of Arabic, and those that Persian, Urdu and Pashto add.
_PLAIN = dict(zip("ابتجدرزسعغفقكلمنهويپ", "ABTJDRZSEGFQKLMNHWYP", strict=True))
# Code, then letter.
_ESCAPED_TABLE = """
    XE ء  XAA آ  XAE أ  U ؤ  I إ  XI ئ  XTH ث  XH ح  XKH خ
    XDH ذ  XSH ش  XSS ص  XDZ ض  XTT ط  XZZ ظ  XAY ى  XXA ٱ  XXT ٹ
    XRT ټ  XKE ځ  XXH څ  XC چ  XXD ڈ  XDR ډ  XXR ڑ  XRR ړ  XRX ږ
    XJ ژ  XXS ښ  XKK ک  XXK ګ  XNG ڭ  XGG گ  XNN ں  XXN ڼ  XDO ھ
    XYH ۀ  XXG ہ  XGE ۂ  XTG ۃ  XYA ی  XXY ۍ  Y ې  XYB ے  XBE ۓ
"""
_ESCAPED = dict(zip(_ESCAPED_TABLE.split()[1::2], _ESCAPED_TABLE.split()[::2], strict=True))
_TEH_MARBUTA = "ة"
_SHADDA = "\u0651"
# Vowel marks, tatweel and the letters that table C leaves out.
NOT_ENCODED = frozenset("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0652\u0670ڜڢڧڨ")

LETTERS: dict[str, str] = {**_PLAIN, **_ESCAPED, _TEH_MARBUTA: "XTA"}

# Y is the yeh of every Arabic name; the Pashto ې shares the code and is not read back.
_SCRIPT: dict[str, str] = {code: letter for letter, code in LETTERS.items() if letter != "ې"}
_SCRIPT["XAH"] = _TEH_MARBUTA
_TOKEN = re.compile("|".join(sorted(_SCRIPT, key=len, reverse=True)))
_WHOLE = re.compile(f"(?:{_TOKEN.pattern})+")

# Appendix B writes the servant of a name of God as a component of its own: EBD<ALEZYZ.
_SERVANT = re.compile("(^|[^\u0621-\u06d3])عبدال(?=[\u0621-\u06d3]{2})")


def is_arabic(character: str) -> bool:
    """Tell whether table C of ICAO Doc 9303 part 3, or its notes, speak of this character."""
    return character in LETTERS or character in NOT_ENCODED or character == _SHADDA


def part_servant(text: str) -> str:
    """Write عبدالعزيز as two words, as appendix B of ICAO Doc 9303 part 3 does."""
    return _SERVANT.sub(r"\1عبد ال", text)


def encode_word(word: str) -> str:
    """Transliterate one word by table C of ICAO Doc 9303 part 3; a shadda doubles its letter."""
    codes: list[str] = []
    letters = [letter for letter in word if letter not in NOT_ENCODED]
    for at, letter in enumerate(letters):
        if letter == _SHADDA:
            codes += codes[-1:]
        elif letter == _TEH_MARBUTA and at == len(letters) - 1:
            codes.append("XAH")
        else:
            codes.append(LETTERS[letter])
    return "".join(codes)


def to_script(name: str, *, known: bool = False) -> str | None:
    """Read a transliterated name back into Arabic script (ICAO Doc 9303 part 3, appendix B).

    None when any word of it is not made of table C, as in MAXIM<OLEG, or when it has no escape,
    which alone tells it from other short names; `known` says that it is a transliteration.
    """
    words = name.replace("<", " ").split()
    if not words or not all(_WHOLE.fullmatch(word) for word in words):
        return None
    codes = [_TOKEN.findall(word) for word in words]
    if not known and not any(len(code) > 1 for word in codes for code in word):
        return None
    return " ".join("".join(_SCRIPT[code] for code in word) for word in codes)


def without_escapes(name: str) -> str:
    """Leave out the X of every escape, as appendix B advises operators: MXHMD is seen as MHMD.

    A name that is no transliteration is given back as it is.
    """
    if to_script(name) is None:
        return name
    return _TOKEN.sub(lambda code: code[0].lstrip("X"), name)
