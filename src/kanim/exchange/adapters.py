"""How a message leaves the office. Every outside system is behind one small interface.

``settings.OUTSIDE_SYSTEMS`` names for each system its ``url``, the shared ``key``, whether it is a
simulator, and optionally an ``adapter``: the dotted path of a class with the signature of `SignedHttp`,
for a system that speaks another protocol.
"""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from kanim.exchange.signing import sign
from kanim.office import clock

TIMEOUT = 10
"""Seconds to wait for an outside system."""

_LONGEST_ANSWER = 1024 * 1024


class OutsideUnreachable(Exception):
    """The system did not answer, or answered what nobody can read; try again later."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an outside system answered: the HTTP status and the JSON object."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether the request succeeded."""
        return 200 <= self.status < 300


class Outside(Protocol):
    """An outside system."""

    def send(self, *, path: str, payload: dict[str, Any], key: str, now: datetime) -> Answer:
        """Send one message, named by ``key``; OutsideUnreachable if nothing came back."""


class SignedHttp:
    """Speaks signed JSON over HTTP (see `kanim.exchange.signing`)."""

    def __init__(self, *, url: str, key: str) -> None:
        self.url = urlsplit(url)
        self.key = key

    def send(self, *, path: str, payload: dict[str, Any], key: str, now: datetime) -> Answer:
        """Post one message."""
        place = self.url.path.rstrip("/") + path
        body = json.dumps(payload, ensure_ascii=False).encode()
        at = int(clock.real(now).timestamp())
        headers = sign(self.key, method="POST", path=place, body=body, nonce=key, at=at)
        headers["Content-Type"] = "application/json"
        try:
            return self._exchange(place, body, headers)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise OutsideUnreachable(f"{type(error).__name__}: {error}") from error

    def _exchange(self, place: str, body: bytes, headers: dict[str, str]) -> Answer:
        secure = self.url.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(self.url.hostname or "", self.url.port, timeout=TIMEOUT)
        try:
            connection.request("POST", place, body, headers)
            reply = connection.getresponse()
            text = reply.read(_LONGEST_ANSWER)
        finally:
            connection.close()
        found = json.loads(text) if text else {}
        return Answer(reply.status, found if isinstance(found, dict) else {"answer": found})


def outside_named(system: str) -> Outside:
    """The adapter of a system that the settings name; LookupError for another."""
    place = settings.OUTSIDE_SYSTEMS.get(system)
    if place is None:
        raise LookupError(f"settings.OUTSIDE_SYSTEMS names no system {system}")
    made = import_string(str(place.get("adapter", "kanim.exchange.adapters.SignedHttp")))
    adapter: Outside = made(url=place["url"], key=place["key"])
    return adapter
