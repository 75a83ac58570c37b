"""Latin letters with diacritics: ICAO Doc 9303 part 3, section 6, table A.

Most lose their mark, which decomposition tells; the ones here do not.
"""

LATIN: dict[str, str] = {
    "Ä": "AE",
    "Å": "AA",
    "Æ": "AE",
    "Ð": "D",
    "Ö": "OE",
    "Ø": "OE",
    "Ü": "UE",
    "Þ": "TH",
    "ß": "SS",
    "ẞ": "SS",
    "Đ": "D",
    "Ħ": "H",
    "ı": "I",
    "ĸ": "Q",
    "Ł": "L",
    "Ŋ": "N",
    "Œ": "OE",
    "Ŧ": "T",
    # Not in table A, but on keyboards of states that issue passports.
    "Ə": "E",
    "Ɛ": "E",
    "Ɔ": "O",
    "Ɓ": "B",
    "Ɗ": "D",
    "Ƙ": "K",
    "Ɖ": "D",
}

# Table A leaves these to the issuer, so a reader that compares names must allow every one.
CHOICES: dict[str, tuple[str, ...]] = {
    "Ä": ("AE", "A"),
    "Ñ": ("N", "NXX"),
    "Ö": ("OE", "O"),
    "Ü": ("UE", "UXX", "U"),
}
