"""Issuing and revoking letters."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.cases.log import serial_next
from kanim.cases.models import Case
from kanim.letters import rules
from kanim.letters.composing import Heading, letter_compose
from kanim.letters.errors import UnableToIssue, UnableToRevoke
from kanim.letters.kinds import LetterKind, kind_named
from kanim.letters.models import Letter
from kanim.letters.signers import office_signer
from kanim.letters.storing import pdf_keep
from kanim.office.duty import Duty, actor_of
from kanim.office.models import Office


@transaction.atomic
def letter_issue(
    *,
    case: Case | None,
    kind: str,
    content: Mapping[str, object],
    addressee: str,
    signer_title: str,
    duty: Duty,
    now: datetime,
) -> Letter:
    """Number, compose, sign, keep and record a letter; all or nothing.

    ``content`` holds what the kind needs (``kinds.py``): dates as ``date`` or ``datetime``, amounts
    as whole rupiah, pictures as PNG or JPEG bytes; ``subject`` replaces the kind's heading.
    ``signer_title`` is the office that signs, e.g. "Kepala Kantor"; the name is that of the person
    on duty, or the office's own where the machine writes.
    The series stays locked until the surrounding transaction ends, which keeps it without gaps:
    issue a letter late in the transaction. Raises UnableToIssue.
    """
    known = kind_named(kind)
    _content_check(known, content)
    office = _office(case, duty)
    year = timezone.localdate(now).year
    sequence = serial_next(
        rules.series_code(office=office.code, classification=known.classification, year=year)
    )
    heading = Heading(
        office=office,
        number=rules.number_text(
            prefix=office.letter_prefix, classification=known.classification, sequence=sequence
        ),
        subject=str(content.get("subject", known.heading))[:200],
        addressee=addressee,
        case_number=case.number if case else "",
        token=rules.token_make(secrets.choice),
        signer_name=str(duty.user) if duty.user else office.name,
        signer_title=signer_title,
        signer_nip=duty.user.nip if duty.user else "",
        issued_at=now,
    )
    pdf = letter_compose(known, heading, content)
    if known.signed:
        pdf = office_signer().sign(pdf, reason=heading.subject, place=office.city)
    letter = Letter.objects.create(
        office=office,
        case=case,
        kind=kind,
        classification=known.classification,
        year=year,
        sequence=sequence,
        number=heading.number,
        subject=heading.subject,
        addressee=addressee,
        file=pdf_keep(pdf, now=now),
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        token=heading.token,
        signed=known.signed,
        internal=known.internal,
        signed_by_name=heading.signer_name,
        signed_by_role=signer_title,
        issued_at=now,
        issued_by=duty.user,
    )
    _record(letter, "letter.issued", {"sha256": letter.sha256}, duty, now)
    return letter


@transaction.atomic
def letter_revoke(*, letter: Letter, reason: str, duty: Duty, now: datetime) -> Letter:
    """Say that a letter no longer counts; its verification page says so from now on.

    Raises UnableToRevoke if there is no reason or the letter has been revoked already.
    """
    if not reason.strip():
        raise UnableToRevoke(_("Write why the letter is revoked."))
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if locked.is_revoked:
        raise UnableToRevoke(_("This letter has been revoked already."))
    locked.status = Letter.Status.REVOKED
    locked.revoked_at = now
    locked.revoked_by = duty.user
    locked.revoked_reason = reason.strip()
    locked.save(update_fields=["status", "revoked_at", "revoked_by", "revoked_reason"])
    _record(locked, "letter.revoked", {"reason": locked.revoked_reason}, duty, now)
    return locked


def _content_check(kind: LetterKind, content: Mapping[str, object]) -> None:
    missing = sorted(key for key in kind.needs if content.get(key) in (None, ""))
    if missing:
        raise UnableToIssue(
            _("The letter cannot be written yet. Missing: %(missing)s.")
            % {"missing": ", ".join(missing)}
        )


def _office(case: Case | None, duty: Duty) -> Office:
    if case is not None:
        return case.office
    if duty.office_id is None:
        raise UnableToIssue(_("A letter needs an office. Sign in with a posting."))
    return Office.objects.get(pk=duty.office_id)


def _record(
    letter: Letter, verb: str, detail: Mapping[str, object], duty: Duty, now: datetime
) -> None:
    entry_write(
        actor=actor_of(duty),
        office_id=letter.office_id,
        verb=verb,
        target=letter.case.target if letter.case else letter.target,
        detail={"letter": letter.number, "kind": letter.kind, **detail},
        now=now,
    )
