"""How Kanim and an outside system prove to each other who sent a message and that it is whole.

Three headers go with a request:

    Kanim-Timestamp   seconds since 1970, within five minutes of the receiver's clock
    Kanim-Nonce       the message's own key: event id or idempotency key, 8 to 120 characters
    Kanim-Signature   v1=<hex HMAC-SHA256 with the shared key>

What is signed is the lines ``v1``, method, path with query, timestamp, nonce and the hex SHA-256 of the
body, joined by a line feed. A message repeated within the tolerance is harmless, because whoever
receives it keeps its nonce and does nothing twice.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

TIMESTAMP = "Kanim-Timestamp"
NONCE = "Kanim-Nonce"
SIGNATURE = "Kanim-Signature"
TOLERANCE = 300
"""Seconds that the clocks of the two sides may differ."""

_NONCE_LENGTH = range(8, 121)


class BadSignature(Exception):
    """The message cannot be trusted; the text says why, for the other side's engineer."""


def sign(key: str, *, method: str, path: str, body: bytes, nonce: str, at: int) -> dict[str, str]:
    """The three headers for a request. ``at`` is in seconds since 1970."""
    return {
        TIMESTAMP: str(at),
        NONCE: nonce,
        SIGNATURE: "v1=" + _digest(key, method, path, str(at), nonce, body),
    }


def verify(
    key: str, *, headers: Mapping[str, str], method: str, path: str, body: bytes, at: int
) -> str:
    """The nonce of a trusted request; BadSignature if it is not from the holder of ``key``."""
    stamp, nonce = headers.get(TIMESTAMP, ""), headers.get(NONCE, "")
    given = headers.get(SIGNATURE, "")
    if not (stamp and nonce and given):
        raise BadSignature(f"send the headers {TIMESTAMP}, {NONCE} and {SIGNATURE}")
    if not (stamp.isascii() and stamp.isdigit()) or abs(int(stamp) - at) > TOLERANCE:
        raise BadSignature(f"{TIMESTAMP} is more than {TOLERANCE} seconds off; set your clock")
    if len(nonce) not in _NONCE_LENGTH:
        raise BadSignature(f"{NONCE} has 8 to 120 characters")
    wanted = "v1=" + _digest(key, method, path, stamp, nonce, body)
    if not hmac.compare_digest(wanted.encode(), given.encode()):
        raise BadSignature("the signature does not fit the request")
    return nonce


def _digest(key: str, method: str, path: str, stamp: str, nonce: str, body: bytes) -> str:
    lines = ["v1", method.upper(), path, stamp, nonce, hashlib.sha256(body).hexdigest()]
    return hmac.new(key.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()
