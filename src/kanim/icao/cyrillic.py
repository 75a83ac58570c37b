"""Cyrillic letters: ICAO Doc 9303 part 3, section 6, table B.

The table is Russian's with the letters of its neighbours; some languages differ in a few letters.
"""

CYRILLIC: dict[str, str] = {
    **dict(zip("АБВГДЕЁЗИІЇЙЈКЛМНОПРСТУЎФЫЭ", "ABVGDEEZIIIIJKLMNOPRSTUUFYE", strict=True)),
    "Ђ": "D",
    "Ѓ": "G",
    "Є": "IE",
    "Ѕ": "DZ",
    "Љ": "LJ",
    "Њ": "NJ",
    "Ћ": "C",
    "Ќ": "K",
    "Џ": "DZ",
    "Ж": "ZH",
    "Х": "KH",
    "Ц": "TS",
    "Ч": "CH",
    "Ш": "SH",
    "Щ": "SHCH",
    "Ъ": "IE",
    # The soft sign is not encoded.
    "Ь": "",
    "Ю": "IU",
    "Я": "IA",
    "Ѣ": "IE",
    "Ѫ": "U",
    "Ѵ": "Y",
    "Ґ": "G",
    "Һ": "C",
}

# By ISO 639-1 language.
BY_LANGUAGE: dict[str, dict[str, str]] = {
    "be": {"Г": "H", "Ё": "IO"},
    "bg": {"Щ": "SHT"},
    "mk": {"Ѓ": "GJ", "Ќ": "KJ", "Х": "H", "Ц": "C", "Џ": "DJ"},
    "sr": {"Г": "H", "Ж": "Z", "Х": "H", "Ц": "C", "Ч": "C", "Ш": "S"},
    "uk": {"Г": "H", "И": "Y"},
}

# Table B: Ukrainian writes these four, and Й, otherwise at the beginning of a word.
UKRAINIAN_INITIALS: dict[str, str] = {"Є": "YE", "Ї": "YI", "Й": "Y", "Ю": "YU", "Я": "YA"}
