"""Billing codes, until when they can be paid, and what a reported payment is worth.

Sources: SIMPONI billing codes have 15 digits and never outlive the budget year, 31 December
(facts §6; the structure ``8`` + date + six digits is inferred from one sample); an NTPN has 16
characters; M-Paspor bills are paid within two hours (SOP 936 row 2).
"""

from __future__ import annotations

import hmac
import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

USUAL_LIFE = timedelta(days=7)
"""How long a billing code can be paid where the SOP sets no deadline (facts §6)."""

IN_FLIGHT = timedelta(hours=24)
"""How long a step waits for the treasury to confirm a payment that was made in time."""

CLOCK_SKEW = timedelta(minutes=5)
"""How far a bank's clock may be ahead of ours."""

_NTPN = re.compile(r"[0-9A-Z]{16}")
_CODE = re.compile(r"8[0-9]{14}")
_HALF = 1000
_ROUNDS = 4

SERIALS = _HALF * _HALF
"""Codes that one day has."""

Standing = Literal["settled", "late", "surplus"]


def billing_code(on: date, serial: int, key: str) -> str:
    """The billing code of the day's n-th bill: ``8``, YYYYMMDD and six digits.

    Different serials (0 to 999,999) give different digits, in an order that nobody can guess without
    ``key``: a four-round Feistel network over two halves of three digits.
    """
    left, right = divmod(serial % SERIALS, _HALF)
    for number in range(_ROUNDS):
        left, right = right, (left + _mixed(key, f"{on:%Y%m%d}/{number}/{right}")) % _HALF
    return f"8{on:%Y%m%d}{left:03d}{right:03d}"


def _mixed(key: str, text: str) -> int:
    return int.from_bytes(hmac.digest(key.encode(), text.encode(), "sha256")[:8], "big")


def is_billing_code(text: str) -> bool:
    """Whether the text has the form of a billing code."""
    return _CODE.fullmatch(text) is not None


def is_ntpn(text: str) -> bool:
    """Whether the text has the form of an NTPN, the state's receipt number."""
    return _NTPN.fullmatch(text) is not None


def payable_until(issued_at: datetime, due_at: datetime | None, tz: tzinfo) -> datetime:
    """Until when a bill can be paid: the step's deadline, and never beyond 31 December."""
    wanted = due_at or issued_at + USUAL_LIFE
    year = issued_at.astimezone(tz).year
    return min(wanted, datetime.combine(date(year, 12, 31), time(23, 59, 59), tz))


def standing_of(*, bill_state: str, paid_in_time: bool, settled_before: bool) -> Standing:
    """What verified money is: it settles the bill, came too late, or came twice."""
    if settled_before:
        return "surplus"
    return "settled" if bill_state == "open" and paid_in_time else "late"
