"""The signed protocol, written a second time from its description (README.md), not from Kanim's code."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TOLERANCE = 300
TIMEOUT = 10


class Untrusted(Exception):
    """A request without a right signature; the text says what is wrong."""


class NoAnswer(Exception):
    """Kanim could not be reached."""


def var_folder() -> Path:
    """Where state and secrets are kept: KANIM_VAR, or ``var`` in the working directory."""
    return Path(os.environ.get("KANIM_VAR", "var")).resolve()


def shared_key(system: str) -> str:
    """The key that Kanim and a system share: the environment's, or the file that Kanim made."""
    named = os.environ.get(f"KANIM_SECRET_OUTSIDE_{system.upper()}")
    if named:
        return named
    path = var_folder() / "secrets" / f"outside-{system}"
    if not path.exists():
        raise SystemExit(f"No key at {path}: start Kanim once, or set KANIM_VAR.")
    return path.read_text().strip()


def kanim_url() -> str:
    """Where Kanim's API is, without a slash at the end."""
    return os.environ.get("KANIM_URL", "http://localhost:8000").rstrip("/")


def signature(key: str, method: str, path: str, stamp: str, nonce: str, body: bytes) -> str:
    """``v1=`` and the HMAC of the six lines."""
    text = "\n".join(["v1", method, path, stamp, nonce, hashlib.sha256(body).hexdigest()])
    return "v1=" + hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def check(key: str, method: str, path: str, headers: Mapping[str, str], body: bytes) -> str:
    """The nonce of a request from Kanim; Untrusted if it is not signed with our key."""
    stamp = headers.get("Kanim-Timestamp", "")
    nonce = headers.get("Kanim-Nonce", "")
    if not stamp.isdigit() or abs(int(stamp) - time.time()) > TOLERANCE:
        raise Untrusted("Kanim-Timestamp is missing or too far off")
    wanted = signature(key, method, path, stamp, nonce, body)
    if not hmac.compare_digest(wanted, headers.get("Kanim-Signature", "")):
        raise Untrusted("the signature does not fit")
    return nonce


def call(
    key: str, method: str, url: str, nonce: str, payload: dict[str, Any] | None = None
) -> tuple[int, dict[str, Any]]:
    """Send a signed request; the status and the JSON object of the answer. NoAnswer if none came."""
    parts = urlsplit(url)
    body = json.dumps(payload).encode() if payload is not None else b""
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    stamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "Kanim-Timestamp": stamp,
        "Kanim-Nonce": nonce,
        "Kanim-Signature": signature(key, method, path, stamp, nonce, body),
    }
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        found = json.loads(answer.read() or b"{}")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer(f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()
    return answer.status, found if isinstance(found, dict) else {"answer": found}
