"""Check digits: ICAO Doc 9303 part 3, section 4.9.

A digit counts as itself, A to Z as 10 to 35 and the filler as 0; the weights 7, 3, 1 repeat from
the left; the remainder by 10 is the digit.
"""

from operator import mul

FILLER = "<"
DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# Longer than any stretch that a check covers; `map` stops at the shorter of its two arguments.
_WEIGHTS = bytes((7, 3, 1)) * 30


def _table() -> bytes:
    table = bytearray(256)
    for value, character in enumerate(DIGITS + LETTERS):
        table[ord(character)] = value
    return bytes(table)


# What is not of the alphabet counts as 0 here; whoever asks looks at the alphabet by itself.
_VALUES = _table()


def to_values(text: str) -> bytes:
    """Give each character the value that Doc 9303 part 3 assigns to it, one byte each."""
    return text.encode("ascii", "replace").translate(_VALUES)


def digit_of(values: bytes) -> str:
    """Compute the check digit of values that `to_values` gave (Doc 9303 part 3)."""
    return DIGITS[sum(map(mul, values, _WEIGHTS)) % 10]


def check_digit(text: str) -> str:
    """Compute the check digit of a text of A to Z, 0 to 9 and `<` (Doc 9303 part 3)."""
    return digit_of(to_values(text))
