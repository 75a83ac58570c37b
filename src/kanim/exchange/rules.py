"""When an undelivered message is tried again, and what an outside system's answer means."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)
GIVE_UP_AFTER = 200
"""Attempts, about two days: longer than any announced maintenance of the centre or a bank."""

# Refusals that another attempt may overcome (RFC 9110: too early, time-out, busy).
_WORTH_REPEATING = frozenset({401, 408, 421, 425, 429})

Verdict = Literal["accepted", "sent", "again", "failed"]


def wait_after(attempts: int) -> timedelta:
    """How long to wait after the given number of failed attempts (1 or more): 5 s doubling to 15 min."""
    doublings: int = min(max(attempts, 1) - 1, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def verdict_of(status: int, attempts: int) -> Verdict:
    """What an HTTP status means for a message: taken for good, taken for later, again, or refused."""
    if status == 202:
        return "sent"
    if 200 <= status < 300:
        return "accepted"
    if attempts >= GIVE_UP_AFTER:
        return "failed"
    if status >= 500 or status in _WORTH_REPEATING or status == 0:
        return "again"
    return "failed"
