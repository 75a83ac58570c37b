"""A blank that failed: recorded, decided about, cut before a witness (SOP Pembatalan)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kanim.cases.errors import UnableToPerform
from kanim.letters.models import Letter
from kanim.letters.services import letter_issue
from kanim.office.duty import Duty
from kanim.passports.models import Passport, ProductionFailure
from kanim.passports.services.production import passport_cancel


class UnableToCancel(UnableToPerform):
    """The failed blank is not at this stage of its cancellation."""


@transaction.atomic
def failure_record(
    *, failure: ProductionFailure, record: str, duty: Duty, signer_title: str, now: datetime
) -> Letter:
    """Write the minutes (berita acara) of a failure. Returns the signed minutes."""
    failure.record = record
    failure.recorded_by, failure.recorded_at = duty.user, now
    failure.save(update_fields=["record", "recorded_by", "recorded_at"])
    return _minutes(
        failure,
        title="Berita Acara Kegagalan Produksi Paspor",
        paragraphs=[
            (
                f"Blangko paspor nomor {failure.blank.serial} gagal pada tahap "
                f"{_stage(failure)} dalam penyelesaian permohonan {failure.case.number}."
            ),
            f"Laporan petugas: {failure.description}",
            f"Kronologi: {record}",
        ],
        signatories=[],
        duty=duty,
        signer_title=signer_title,
        now=now,
    )


@transaction.atomic
def failure_decide(
    *,
    failure: ProductionFailure,
    passport: Passport,
    decision: str,
    reason: str,
    duty: Duty,
    now: datetime,
) -> None:
    """Order a replacement, or stop the application; then the blank is void at once."""
    if not failure.record:
        raise UnableToCancel(_("The failure has not been recorded yet. Write the minutes first."))
    failure.decision, failure.decision_reason = decision, reason
    failure.decided_by, failure.decided_at = duty.user, now
    failure.save(update_fields=["decision", "decision_reason", "decided_by", "decided_at"])
    if decision == ProductionFailure.Decision.STOP:
        passport_cancel(passport=passport, reason=_void_reason(failure), duty=duty, now=now)


@transaction.atomic
def blank_destroy(
    *,
    failure: ProductionFailure,
    passport: Passport,
    witness: str,
    duty: Duty,
    signer_title: str,
    now: datetime,
) -> Letter:
    """Record that the blank was cut before a witness; passport and blank are void from now on."""
    if failure.decision != ProductionFailure.Decision.REPLACE:
        raise UnableToCancel(_("The head of the office has not ordered this blank to be cut."))
    failure.destroyed_by, failure.destroyed_at, failure.witness = duty.user, now, witness
    failure.save(update_fields=["destroyed_by", "destroyed_at", "witness"])
    passport_cancel(passport=passport, reason=_void_reason(failure), duty=duty, now=now)
    return _minutes(
        failure,
        title="Berita Acara Pengguntingan Blangko Paspor",
        paragraphs=[
            (
                f"Blangko paspor nomor {failure.blank.serial} yang gagal pada tahap {_stage(failure)} "
                "telah digunting sehingga tidak dapat dipakai lagi dan dinyatakan batal."
            ),
            (
                f"Dasar: perintah Kepala Kantor atas permohonan {failure.case.number} "
                f"({failure.decision_reason})."
            ),
        ],
        signatories=[{"role": "Saksi", "name": witness}],
        duty=duty,
        signer_title=signer_title,
        now=now,
    )


# Letters are in Indonesian whatever language the officer's page is in.
_STAGES = {
    ProductionFailure.Stage.PRINT: "pencetakan",
    ProductionFailure.Stage.MRZ: "pembacaan MRZ",
    ProductionFailure.Stage.LAMINATION: "laminasi",
    ProductionFailure.Stage.QUALITY: "uji kualitas",
    ProductionFailure.Stage.ENDORSEMENT: "pengesahan",
}


def _stage(failure: ProductionFailure) -> str:
    return _STAGES[ProductionFailure.Stage(failure.stage)]


def _void_reason(failure: ProductionFailure) -> str:
    return f"Gagal pada tahap {_stage(failure)}: {failure.description}"


def _minutes(
    failure: ProductionFailure,
    *,
    title: str,
    paragraphs: list[str],
    signatories: list[dict[str, str]],  # by hand; the officer signs electronically
    duty: Duty,
    signer_title: str,
    now: datetime,
) -> Letter:
    return letter_issue(
        case=failure.case,
        kind="minutes",
        content={
            "title": title,
            "subject": title,
            "paragraphs": paragraphs,
            "signatories": signatories,
        },
        addressee="Kepala Kantor",
        signer_title=signer_title,
        duty=duty,
        now=now,
    )
