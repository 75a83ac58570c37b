"""What border control (BCM) is told about a passport. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any


def passport_payload(
    *,
    number: str,
    name: str,
    birth_date: date,
    birth_place: str,
    sex: str,
    issued_on: date,
    expires_on: date,
    office: str,
    mrz: list[str],
) -> dict[str, Any]:
    """The record of a new passport; dates in ISO form, the zone as its two lines."""
    return {
        "number": number,
        "status": "valid",
        "document_code": "P",
        "issuing_state": "IDN",
        "nationality": "IDN",
        "name": name,
        "birth_date": birth_date.isoformat(),
        "birth_place": birth_place,
        "sex": sex,
        "issued_on": issued_on.isoformat(),
        "expires_on": expires_on.isoformat(),
        "issuing_office": office,
        "mrz": mrz,
    }
