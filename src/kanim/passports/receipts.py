"""Recognising the receipt of an application from what is scanned or typed."""

from __future__ import annotations

from kanim.cases.models import Case
from kanim.cases.rules import plain_number
from kanim.letters.models import Letter
from kanim.letters.rules import token_normal

KIND = "receipt"


def is_receipt_of(case: Case, text: str) -> bool:
    """Whether a scan or a typed number is that of the case's receipt.

    It may be the case number, the receipt's letter number, or the address in its QR code. One query.
    """
    last = text.strip().rstrip("/").rpartition("/")[2]
    typed = plain_number(text)
    if case.number in (typed, plain_number(last)):
        return True
    token = token_normal(last)
    for letter in Letter.objects.filter(case=case, kind=KIND, status=Letter.Status.ISSUED):
        if typed == plain_number(letter.number) or (token and token == letter.token):
            return True
    return False
