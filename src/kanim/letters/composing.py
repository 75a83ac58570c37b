"""From what a letter says to its PDF: texts as Indonesian offices write them, and QR codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from kanim.letters import rules
from kanim.letters.kinds import LetterKind
from kanim.office.models import Office
from kanim.ui.paper import render_pdf
from kanim.ui.rules import clock_text, day_text_long, group_digits, rupiah_text

# Content under these names is an amount in rupiah, or a code that people say aloud.
AMOUNTS = frozenset({"fee", "amount", "charge"})
CODES = frozenset({"billing_code", "ntpn"})


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around the content of a letter."""

    office: Office
    number: str
    subject: str
    addressee: str
    case_number: str
    token: str
    signer_name: str
    signer_title: str
    signer_nip: str
    issued_at: datetime


def letter_compose(kind: LetterKind, heading: Heading, content: Mapping[str, object]) -> bytes:
    """The letter as PDF, not yet signed. Letters are in Indonesian, whoever has them written."""
    with translation.override("id"):
        inputs = _inputs(kind, heading, content)
    return render_pdf(kind.template, inputs, made_at=heading.issued_at)


def verification_url(token: str) -> str:
    """The public page that says whether a letter is genuine; the QR code leads there."""
    return str(settings.SITE_URL) + reverse("letters:verify", args=[token])


def status_url(case_number: str) -> str:
    """The public page that says how far a case is; the kiosk takes it for a check-in as well."""
    return str(settings.SITE_URL) + reverse("cases:status", args=[case_number])


def printed(value: Any, name: str = "") -> Any:
    """A value as the letter prints it: days, amounts and codes in the office's way of writing.

    Pictures (bytes), plain numbers and None stay as they are.
    """
    if isinstance(value, Mapping):
        return {key: printed(item, key) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [printed(item) for item in value]
    if isinstance(value, date):
        return _dated(value)
    return _lone(value, name)


def _dated(value: date) -> str:
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{day_text_long(local.date())} pukul {clock_text(local)} {local.tzname()}"
    return _day(value)


def _lone(value: Any, name: str) -> Any:
    if name in AMOUNTS and isinstance(value, int):
        return rupiah_text(value)
    if name in CODES and value is not None:
        return " ".join(group_digits(str(value)))
    return value if value is None or isinstance(value, (int, float, bytes)) else str(value)


def qr_svg(text: str) -> str:
    """A QR code as SVG."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, border=0, dark="#12284b"
    )
    return out.getvalue().decode()


def _day(day: date) -> str:
    return day_text_long(day).partition(", ")[2]


def _inputs(kind: LetterKind, heading: Heading, content: Mapping[str, object]) -> dict[str, object]:
    url = verification_url(heading.token)
    issued = timezone.localtime(heading.issued_at)
    return {
        "office": {
            "name": heading.office.name,
            "address": " ".join(heading.office.address.split()),
            "city": heading.office.city,
        },
        "number": heading.number,
        "subject": heading.subject,
        "addressee": heading.addressee,
        "case": heading.case_number,
        "date": _day(issued.date()),
        "signed": kind.signed,
        "signed_at": f"{_day(issued.date())} {clock_text(issued)} {issued.tzname()}",
        "signer": {
            "name": heading.signer_name,
            "title": heading.signer_title,
            "nip": heading.signer_nip,
        },
        "mark": rules.mark_text(heading.token),
        "verify": {
            "place": url.partition("://")[2].removesuffix(f"{heading.token}/").rstrip("/"),
            "code": rules.token_grouped(heading.token),
            "qr": qr_svg(url),
        },
        "status_qr": qr_svg(status_url(heading.case_number)) if heading.case_number else "",
        "content": printed(content),
    }
