"""Keeping what is taken: first as a draft that survives a failed form, then with the step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.biometrics import rules
from kanim.biometrics.errors import (
    UnableToAcceptFingerprints,
    UnableToAcceptPhotograph,
    UnableToAcceptSignature,
    UnableToReadPicture,
)
from kanim.biometrics.examining import examined_finger, examined_photograph, examined_signature
from kanim.biometrics.models import Fingerprint, Photograph, Signature, State
from kanim.biometrics.pictures import UnreadablePicture
from kanim.biometrics.sentences import FINGERS, advices
from kanim.cases.models import Case
from kanim.office.duty import Duty, actor_of

FILE = "file"
Kept = TypeVar("Kept", Photograph, Fingerprint, Signature)


@transaction.atomic
def photograph_try(
    *, case: Case, content: bytes, duty: Duty, now: datetime, device: str = FILE
) -> Photograph:
    """Measure a photograph and keep its portrait as the case's draft; each call is one try.

    UnableToReadPicture if it is no picture. A failing photograph is kept too, with its findings.
    """
    try:
        seen = examined_photograph(content)
    except UnreadablePicture as reason:
        raise UnableToReadPicture.because(reason) from None
    draft = _draft(Photograph, case, duty, now, content, device)
    draft.image = seen.portrait
    draft.findings = [asdict(finding) for finding in seen.findings]
    draft.acceptable = rules.is_acceptable(seen.findings)
    draft.save()
    bad = [finding.code for finding in seen.findings if finding.level == "bad"]
    _log("photograph.tried", case, duty, now, {"try": draft.tries, "bad": bad})
    return draft


@transaction.atomic
def photograph_accept(
    *, case: Case, duty: Duty, now: datetime, override_reason: str = ""
) -> Photograph:
    """Make the draft the case's photograph.

    UnableToAcceptPhotograph if there is none, or if it fails and either the tries do not yet allow
    an exception or no reason is given.
    """
    draft = Photograph.objects.select_for_update().filter(case=case, state=State.DRAFT).first()
    if draft is None:
        raise UnableToAcceptPhotograph(_("Take the photograph first."))
    reason = "" if draft.acceptable else override_reason.strip()
    if not draft.acceptable and not (reason and rules.may_override(draft.tries)):
        raise UnableToAcceptPhotograph(" ".join(advices(draft.judged)))
    draft.override_reason = reason
    _make_current(draft, Photograph.objects.filter(case=case, state=State.CURRENT))
    if reason:
        detail = {"reason": reason, "tries": draft.tries}
        _log("photograph.overridden", case, duty, now, detail)
    return draft


@transaction.atomic
def fingerprint_try(
    *, case: Case, finger: int, content: bytes, duty: Duty, now: datetime, device: str = FILE
) -> Fingerprint:
    """Measure a print and keep it as the finger's draft, unless an earlier try was better.

    UnableToReadPicture if it is no picture of a fitting size.
    """
    try:
        image, quality = examined_finger(content)
    except UnreadablePicture as reason:
        raise UnableToReadPicture.because(reason) from None
    draft = _draft(Fingerprint, case, duty, now, content, device, finger=finger)
    if draft.missing or draft.quality is None or quality >= draft.quality:
        draft.image, draft.quality, draft.missing = image, quality, ""
    draft.save()
    return draft


@transaction.atomic
def finger_excuse(
    *, case: Case, finger: int, reason: str, duty: Duty, now: datetime
) -> Fingerprint | None:
    """Note why a finger has no print; an empty reason takes the note back."""
    if not reason:
        Fingerprint.objects.filter(
            case=case, finger=finger, state=State.DRAFT, missing__gt=""
        ).delete()
        return None
    draft = _draft(Fingerprint, case, duty, now, b"", "", finger=finger)
    draft.image, draft.quality, draft.tries = None, None, 0
    draft.missing = Fingerprint.Missing(reason)
    draft.save()
    return draft


@transaction.atomic
def fingerprints_accept(*, case: Case, duty: Duty, now: datetime) -> list[Fingerprint]:
    """Make the ten drafts the case's fingerprints.

    UnableToAcceptFingerprints names the first finger that still lacks both print and reason, or
    whose print is poor and may be tried again.
    """
    drafts = {
        draft.finger: draft
        for draft in Fingerprint.objects.select_for_update().filter(case=case, state=State.DRAFT)
    }
    for finger, name in FINGERS.items():
        _finger_check(drafts.get(finger), str(name))
    current = Fingerprint.objects.filter(case=case, state=State.CURRENT)
    current.update(state=State.REPLACED)
    for draft in drafts.values():
        draft.state = State.CURRENT
        draft.save(update_fields=["state"])
    qualities: Mapping[str, Any] = {
        str(finger): draft.missing or draft.quality for finger, draft in sorted(drafts.items())
    }
    _log("fingerprints.taken", case, duty, now, qualities)
    return list(drafts.values())


@transaction.atomic
def signature_try(
    *, case: Case, content: bytes, duty: Duty, now: datetime, device: str = FILE
) -> Signature:
    """Keep a signature as the case's draft.

    UnableToReadPicture if it is no picture, UnableToAcceptSignature if the ink is no signature.
    """
    try:
        image = examined_signature(content)
    except UnreadablePicture as reason:
        raise UnableToReadPicture.because(reason) from None
    if image is None:
        raise UnableToAcceptSignature(
            _("This is no signature yet. Let the applicant sign in full inside the box.")
        )
    draft = _draft(Signature, case, duty, now, content, device)
    draft.image = image
    draft.save()
    return draft


@transaction.atomic
def signature_accept(*, case: Case, duty: Duty, now: datetime) -> Signature:
    """Make the draft the case's signature; UnableToAcceptSignature if there is none."""
    draft = Signature.objects.select_for_update().filter(case=case, state=State.DRAFT).first()
    if draft is None:
        raise UnableToAcceptSignature(_("Let the applicant sign in the box first."))
    _make_current(draft, Signature.objects.filter(case=case, state=State.CURRENT))
    return draft


def _draft(
    model: type[Kept],
    case: Case,
    duty: Duty,
    now: datetime,
    content: bytes,
    device: str,
    **which: int,
) -> Kept:
    """The draft row to fill, locked, with one more try counted. The same picture is no new try."""
    # Two uploads at once take turns at the case: there may be no row yet that they could lock.
    Case.objects.select_for_update(no_key=True).only("pk").get(pk=case.pk)
    found = model.objects.select_for_update()
    draft = found.filter(case=case, state=State.DRAFT, **which).first()
    draft = draft or model(case=case, **which)
    mark = sha256(content).hexdigest() if content else ""
    if mark != draft.source_sha256 or draft.tries == 0:
        draft.tries += 1
    draft.source_sha256, draft.device = mark, device[:80]
    draft.person_id, draft.taken_by, draft.taken_at = case.person_id, _taker(duty), now
    return draft


def _taker(duty: Duty) -> Any:
    if duty.user is None:
        raise TypeError("biometrics are taken by a person")
    return duty.user


def _make_current(draft: Any, before: Any) -> None:
    before.update(state=State.REPLACED)
    draft.state = State.CURRENT
    draft.save()


def _finger_check(draft: Fingerprint | None, name: str) -> None:
    if draft is None:
        raise UnableToAcceptFingerprints(
            _("%(finger)s: take the print, or say why there is none.") % {"finger": name}
        )
    if draft.missing or draft.quality is None:
        return
    if rules.finger_verdict(draft.quality, draft.tries) == "again":
        raise UnableToAcceptFingerprints(
            _("%(finger)s: the print is not clear (quality %(quality)s of 100). Take it again.")
            % {"finger": name, "quality": draft.quality}
        )


def _log(verb: str, case: Case, duty: Duty, now: datetime, detail: Mapping[str, Any]) -> None:
    entry_write(
        actor=actor_of(duty),
        office_id=case.office_id,
        verb=verb,
        target=case.target,
        detail=detail,
        now=now,
    )
