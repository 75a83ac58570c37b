"""How letters are numbered, named and judged. Pure: no Django, no clock, no database."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

# No 0/O, 1/I/L: the code is also typed from paper. 16 of 31 signs are 79 bits.
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 16
PDF_LARGEST = 10 * 1024 * 1024

_MARK = re.compile(rb"kanim:([2-9A-HJKMNP-Z]{16})")

Verdict = Literal["valid", "revoked", "altered", "unknown"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found about an uploaded file.

    ``known``: it names a letter of ours. ``same``: its hash is the letter's. ``signed``: such a
    letter carries a signature. ``intact``: the signature is good, ours, and covers the whole file.
    """

    known: bool
    same: bool = False
    signed: bool = True
    intact: bool = False
    revoked: bool = False


def number_text(*, prefix: str, classification: str, sequence: int) -> str:
    """The number as printed, e.g. ``WIM.19.IMI.1-GR.02.01-27`` (ministry's letter numbering)."""
    return f"{prefix}-{classification}-{sequence}"


def series_code(*, office: str, classification: str, year: int) -> str:
    """Name of the series in which a letter is numbered: one an office, classification and year."""
    return f"letter/{office}/{classification}/{year}"


def token_make(choose: Callable[[str], str]) -> str:
    """A new verification code; ``choose`` picks one sign at random (``secrets.choice``)."""
    return "".join(choose(CODE_SIGNS) for _ in range(CODE_LENGTH))


def token_normal(text: str) -> str:
    """The code as stored, from what a person typed; empty if it cannot be a code."""
    signs = re.sub(r"[^0-9A-Z]", "", text.upper())
    is_code = len(signs) == CODE_LENGTH and set(signs) <= set(CODE_SIGNS)
    return signs if is_code else ""


def token_grouped(token: str) -> str:
    """The code in fours, as printed below the QR."""
    return "-".join(token[start : start + 4] for start in range(0, len(token), 4))


def mark_text(token: str) -> str:
    """What the signature carries so that the file names its letter even when it was altered."""
    return f"kanim:{token}"


def mark_read(pdf: bytes) -> str:
    """The code of the letter that a file claims to be, or an empty text."""
    found = _MARK.search(pdf)
    return found.group(1).decode() if found else ""


def looks_like_pdf(content: bytes) -> bool:
    """Whether the content begins and ends as a PDF does, whatever its name says."""
    return content[:1024].lstrip().startswith(b"%PDF-") and b"%%EOF" in content[-2048:]


def verdict_of(found: Findings) -> Verdict:
    """What to tell somebody who compares a file with our register.

    A file is genuine only if its hash is the one that we keep and, where the letter is signed,
    its signature holds as well. One changed byte makes it altered.
    """
    if not found.known:
        return "unknown"
    if not found.same or (found.signed and not found.intact):
        return "altered"
    return "revoked" if found.revoked else "valid"


def file_name(number: str) -> str:
    """A file name for a letter's number that every system takes."""
    return re.sub(r"[^0-9A-Za-z.-]+", "-", number).strip("-.") + ".pdf"
