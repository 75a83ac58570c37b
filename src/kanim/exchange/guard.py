"""Lets only the holder of an outside system's key call an API."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyHeader

from kanim.exchange.signing import SIGNATURE, BadSignature, verify
from kanim.office import clock
from kanim.office.requests import OfficeRequest


class SignedBy(APIKeyHeader):
    """Checks the signature of a request with the key of ``system``.

    Without ``system``, that of the system named in the address. The authenticated value
    (``request.auth``) is the system's name. Refused with 401 and a sentence that says why.
    """

    param_name = SIGNATURE

    def __init__(self, system: str = "") -> None:
        super().__init__()
        self.system = system

    def authenticate(self, request: HttpRequest, key: str | None) -> str:
        """The caller's name; HttpError 401 if the request is not signed by it."""
        match = request.resolver_match
        system = self.system or str(match.kwargs.get("system", "") if match else "")
        place = settings.OUTSIDE_SYSTEMS.get(system)
        if place is None:
            raise HttpError(401, f"no outside system is called {system}")
        try:
            verify(
                str(place["key"]),
                headers=request.headers,
                method=request.method or "",
                path=request.get_full_path(),
                body=request.body,
                at=int(clock.real(cast(OfficeRequest, request).now).timestamp()),
            )
        except BadSignature as refusal:
            raise HttpError(401, str(refusal)) from refusal
        return system
