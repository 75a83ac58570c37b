"""Any name in the letters A to Z: ICAO Doc 9303 part 3, section 6; section 4.6 for punctuation."""

import re
from itertools import islice, product
from unicodedata import combining, normalize

from kanim.icao import arabic
from kanim.icao.check_digits import LETTERS
from kanim.icao.cyrillic import BY_LANGUAGE, CYRILLIC, UKRAINIAN_INITIALS
from kanim.icao.latin import CHOICES, LATIN

# Part 3: an apostrophe is left out and a hyphen becomes a filler. The rest is how names are typed.
_LEFT_OUT = frozenset("'’‘ʼʹʾʿ`´·.\u200c\u200d\u200e\u200f")
_PARTS_WORDS = re.compile(r"[\s\-‐‑–—,/<]+")
_MOST_VARIANTS = 32


class UnableToTransliterate(ValueError):
    """A character has no transliteration in ICAO Doc 9303 part 3."""


def transliterate(text: str, *, language: str | None = None) -> str:
    """Write a name in A to Z and single spaces, as ICAO Doc 9303 part 3 section 6 recommends.

    `language` is the ISO 639-1 code for Cyrillic letters that languages write differently.
    """
    words = _words(text)
    return " ".join(filter(None, (_word(word, language) for word in words)))


def transliterations(text: str, *, language: str | None = None) -> tuple[str, ...]:
    """Give every form that part 3 allows, the recommended one first: MÜLLER, also MULLER.

    At most 32, enough for three letters with a choice in one name.
    """
    plain = normalize("NFC", text).upper()
    options = [CHOICES.get(character, (character,)) for character in plain]
    forms = ("".join(choice) for choice in islice(product(*options), _MOST_VARIANTS))
    return tuple(dict.fromkeys(transliterate(form, language=language) for form in forms))


def _words(text: str) -> list[str]:
    text = normalize("NFC", normalize("NFKC", text).upper())
    return _PARTS_WORDS.sub(" ", arabic.part_servant(text)).split()


def _word(word: str, language: str | None) -> str:
    kept = "".join(character for character in word if character not in _LEFT_OUT)
    if kept and all(map(arabic.is_arabic, kept)):
        return arabic.encode_word(kept)
    own = BY_LANGUAGE.get(language or "", {})
    first = UKRAINIAN_INITIALS if language == "uk" else {}
    return "".join(
        (first.get(letter) if at == 0 else None) or own.get(letter) or _letter(letter)
        for at, letter in enumerate(kept)
    )


def _letter(letter: str) -> str:
    if letter in LETTERS:
        return letter
    known = LATIN.get(letter, CYRILLIC.get(letter, arabic.LETTERS.get(letter)))
    if known is not None:
        return known
    if combining(letter) or letter in arabic.NOT_ENCODED:
        return ""
    base = normalize("NFD", letter)[0]
    if base in LETTERS or base in CYRILLIC:
        return base if base in LETTERS else CYRILLIC[base]
    raise UnableToTransliterate(
        f"ICAO Doc 9303 has no transliteration for “{letter}”. Enter the name in Latin letters."
    )
