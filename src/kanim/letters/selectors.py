"""Reading letters and e-mails; comparing an uploaded file with the register."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kanim.cases.models import Case
from kanim.letters import rules
from kanim.letters.models import Letter, Notice
from kanim.letters.signatures import Signature, signature_inspect
from kanim.office.duty import Duty


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict about a file, the letter that it claims to be, and what its signature says."""

    verdict: rules.Verdict
    letter: Letter | None
    signature: Signature


def letters_of(case: Case, duty: Duty | None = None) -> QuerySet[Letter]:
    """The letters of a case, oldest first; only what ``duty`` may see if it is given. One query."""
    letters = Letter.objects.visible_to(duty) if duty else Letter.objects.all()
    return letters.filter(case=case).order_by("issued_at", "id")


def letters_registered(
    *, duty: Duty, year: int, search: str = "", kind: str = ""
) -> QuerySet[Letter]:
    """The year's register as far as the duty may see it, newest first.

    ``search`` looks into number, addressee, subject and case number.
    """
    found = Letter.objects.visible_to(duty).filter(year=year).select_related("case")
    if kind:
        found = found.filter(kind=kind)
    if search:
        found = found.filter(
            Q(number__icontains=search)
            | Q(addressee__icontains=search)
            | Q(subject__icontains=search)
            | Q(case__number__icontains=search)
        )
    return found.order_by("-issued_at", "-id")


def letter_years(duty: Duty) -> list[int]:
    """The years of which the office has letters, newest first."""
    years = Letter.objects.filter(office=duty.office_id).order_by("-year")
    return list(years.values_list("year", flat=True).distinct())


def letter_by_token(token: str) -> Letter | None:
    """The letter of a verification code, as typed; None if there is none."""
    code = rules.token_normal(token)
    if not code:
        return None
    return Letter.objects.select_related("office").filter(token=code).first()


def file_compare(pdf: bytes, *, letter: Letter | None = None) -> Comparison:
    """Judge a file by hash and signature, against ``letter`` or the letter that it names."""
    digest = hashlib.sha256(pdf).hexdigest()
    claimed = letter or _letter_claimed(pdf, digest)
    if claimed is None:
        return Comparison("unknown", None, Signature())
    signature = signature_inspect(pdf, moment=claimed.issued_at)
    verdict = rules.verdict_of(
        rules.Findings(
            known=True,
            same=claimed.sha256 == digest,
            signed=claimed.signed,
            intact=signature.holds,
            revoked=claimed.is_revoked,
        )
    )
    return Comparison(verdict, claimed, signature)


def notices_listed(*, duty: Duty, status: str = "") -> QuerySet[Notice]:
    """E-mails that the duty may see, newest first."""
    found = Notice.objects.visible_to(duty).select_related("case")
    if status:
        found = found.filter(status=status)
    return found.order_by("-queued_at", "-id")


def _letter_claimed(pdf: bytes, digest: str) -> Letter | None:
    known = Letter.objects.select_related("office")
    return known.filter(sha256=digest).first() or known.filter(token=rules.mark_read(pdf)).first()
