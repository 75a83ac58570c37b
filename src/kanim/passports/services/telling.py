"""Telling the applicant of a passport by e-mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from kanim.cases.models import Case
from kanim.letters.notices import notice_send
from kanim.passports.models import Application


def applicant_tell(
    *,
    case: Case,
    kind: str,
    context: Mapping[str, object],
    now: datetime,
    letters: Sequence[int] = (),
) -> None:
    """Queue an e-mail of a kind to the address of the application, or else of the account."""
    application = Application.objects.filter(case=case).first()
    account = case.applicant
    address = (application.email if application else "") or (account.email if account else "")
    notice_send(
        case=case,
        to=address,
        kind=kind,
        context=context,
        language=account.language if account else "id",
        now=now,
        letters=letters,
    )
