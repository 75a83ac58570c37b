"""Serial numbers of blanks: a letter and seven digits. Pure."""

from __future__ import annotations

import re

SERIAL = re.compile(r"[A-Z][0-9]{7}")
LARGEST = 10_000
"""Blanks of one consignment; a box holds far fewer, so more is a slip of the finger."""


def serial_normal(text: str) -> str:
    """A serial as typed or scanned, without blanks, in capitals; empty if it is none."""
    plain = "".join(text.split()).upper()
    return plain if SERIAL.fullmatch(plain) else ""


def serial_count(first: str, last: str) -> int:
    """How many serials lie between two, both included; 0 if they are no range of one letter."""
    if first[0] != last[0]:
        return 0
    return max(0, int(last[1:]) - int(first[1:]) + 1)


def serial_range(first: str, last: str) -> list[str]:
    """Every serial of a range, both ends included, in order."""
    start = int(first[1:])
    return [f"{first[0]}{start + step:07}" for step in range(serial_count(first, last))]
