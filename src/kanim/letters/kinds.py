"""The registry of letters that the office writes. Upper apps add their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAPER = Path(__file__).parent / "paper"
"""Folder of the shared Typst templates; ``letterhead.typ`` is what other templates import."""

TRAVEL_DOCUMENTS = "GR.02.01"
REVOCATION = "GR.04.08"


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter: its template, file classification, and what its content must hold.

    ``heading`` is what the letter itself says in its subject line: letters are in Indonesian.
    """

    code: str
    title: str | Promise
    heading: str
    template: Path
    classification: str
    signed: bool
    needs: frozenset[str]
    internal: bool


KINDS: dict[str, LetterKind] = {}


def letter_kind(
    code: str,
    title: str | Promise,
    template: Path,
    classification: str,
    signed: bool = True,
    *,
    heading: str = "",
    needs: Iterable[str] = (),
    internal: bool = False,
) -> LetterKind:
    """Register a kind of letter and return it.

    ``title`` names it in lists; ``heading`` is its subject as printed (Indonesian), replaced by
    ``content["subject"]`` where given. ``needs`` are the keys that the content must hold. An
    ``internal`` letter is not shown to the applicant.
    ValueError if the code is taken.
    """
    if code in KINDS:
        raise ValueError(f"letter kind {code} is registered twice")
    kind = LetterKind(
        code=code,
        title=title,
        heading=heading or str(title),
        template=template,
        classification=classification,
        signed=signed,
        needs=frozenset(needs),
        internal=internal,
    )
    KINDS[code] = kind
    return kind


def kind_named(code: str) -> LetterKind:
    """The registered kind; LookupError if there is none."""
    try:
        return KINDS[code]
    except KeyError:
        raise LookupError(f"no letter is called {code}") from None


letter_kind(
    "registration",
    _("Registration slip"),
    PAPER / "registration.typ",
    TRAVEL_DOCUMENTS,
    signed=False,
    heading="Bukti Pendaftaran dan Surat Pengantar",
    needs=["name", "billing_code", "fee", "pay_by", "schedule"],
)
# SOP 936 row 5: the receipt states these four things.
letter_kind(
    "receipt",
    _("Receipt of the application"),
    PAPER / "receipt.typ",
    TRAVEL_DOCUMENTS,
    heading="Tanda Bukti Permohonan",
    needs=["name", "birth_date", "application_kind", "document_kind", "fee"],
)
letter_kind(
    "biodata",
    _("Biodata sheet"),
    PAPER / "biodata.typ",
    TRAVEL_DOCUMENTS,
    heading="Lembar Biodata Pemohon",
    needs=["name", "items", "signature"],
)
letter_kind(
    "refusal",
    _("Letter of refusal"),
    PAPER / "refusal.typ",
    TRAVEL_DOCUMENTS,
    heading="Penolakan Permohonan",
    needs=["name", "application_kind", "reason"],
)
letter_kind(
    "postponement",
    _("Letter of postponement"),
    PAPER / "postponement.typ",
    TRAVEL_DOCUMENTS,
    heading="Penundaan Permohonan",
    needs=["name", "application_kind", "reason", "period", "until"],
)
letter_kind(
    "approval",
    _("Letter of approval"),
    PAPER / "approval.typ",
    TRAVEL_DOCUMENTS,
    heading="Persetujuan Penggantian Paspor",
    needs=["name", "application_kind", "reason"],
)
letter_kind(
    "cancellation",
    _("Notice of cancellation"),
    PAPER / "cancellation.typ",
    REVOCATION,
    heading="Pemberitahuan Pembatalan Paspor",
    needs=["name", "document_number", "reason"],
)
letter_kind(
    "minutes",
    _("Minutes (berita acara)"),
    PAPER / "minutes.typ",
    TRAVEL_DOCUMENTS,
    heading="Berita Acara",
    needs=["title", "paragraphs", "signatories"],
    internal=True,
)
