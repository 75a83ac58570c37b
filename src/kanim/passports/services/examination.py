"""Examination about a lost or damaged passport: minutes, opinion, decision (SOP BAP)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case
from kanim.letters.models import Letter
from kanim.letters.services import letter_issue
from kanim.office.duty import Duty
from kanim.office.rules import add_months
from kanim.office.selectors import UnableToFindTariff, tariff_on
from kanim.passports.models import Examination, ExaminationAnswer
from kanim.ui.rules import day_text_long


class UnableToDecide(UnableToPerform):
    """The examination is not ready for a decision."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an examination is about, as the examiner recorded it."""

    subject: str
    event: str
    event_on: date | None
    police_report: str
    is_force_majeure: bool
    answers: Sequence[tuple[str, str]]
    signature: bytes | None


@transaction.atomic
def examination_record(
    *, case: Case, finding: Finding, duty: Duty, signer_title: str, now: datetime
) -> Examination:
    """Keep an examination with its questions and answers, and issue the minutes of it."""
    examination = Examination.objects.create(
        case=case,
        subject=finding.subject,
        event=finding.event,
        event_on=finding.event_on,
        police_report=finding.police_report,
        is_force_majeure=finding.is_force_majeure,
        examiner=duty.user,
        examined_at=now,
    )
    ExaminationAnswer.objects.bulk_create(
        ExaminationAnswer(examination=examination, position=place, question=asked, answer=said)
        for place, (asked, said) in enumerate(finding.answers, start=1)
    )
    examination.minutes = _minutes(examination, finding, duty, signer_title, now)
    examination.save(update_fields=["minutes"])
    return examination


@transaction.atomic
def examination_opine(
    *, examination: Examination, opinion: str, recommended: str, duty: Duty, now: datetime
) -> None:
    """Keep the examiner's opinion and recommendation for the head of the office."""
    examination.opinion, examination.recommended = opinion, recommended
    examination.opined_by, examination.opined_at = duty.user, now
    examination.save(update_fields=["opinion", "recommended", "opined_by", "opined_at"])


@transaction.atomic
def examination_decide(
    *,
    examination: Examination,
    decision: str,
    reason: str,
    months: int | None,
    duty: Duty,
    signer_title: str,
    now: datetime,
) -> Letter:
    """Decide: approved, postponed for 6 to 24 months, or refused; returns the signed letter.

    Permenkumham 8/2014 as amended by 18/2022. Raises UnableToDecide without an opinion, or without
    the length of a postponement.
    """
    if not examination.opinion:
        raise UnableToDecide(_("The examiner has not written an opinion yet."))
    is_postponed = decision == Examination.Decision.POSTPONED
    if is_postponed and months is None:
        raise UnableToDecide(_("Say for how many months the replacement is postponed."))
    examination.decision, examination.decision_reason = decision, reason
    examination.postponed_months = months if is_postponed else None
    examination.decided_by, examination.decided_at = duty.user, now
    examination.save(
        update_fields=[
            "decision", "decision_reason", "postponed_months", "decided_by", "decided_at",
        ]
    )  # fmt: skip
    return _decision_letter(examination, duty, signer_title, now)


def postponed_until(examination: Examination) -> date | None:
    """The last day of a postponement."""
    if examination.postponed_months is None or examination.decided_at is None:
        return None
    decided = timezone.localdate(examination.decided_at)
    return add_months(decided, examination.postponed_months)


def charge_of(examination: Examination, on: date) -> int | None:
    """The charge for the lost or damaged book on a day, in rupiah (PP 45/2024); None if none."""
    if examination.subject not in (Examination.Subject.LOST, Examination.Subject.DAMAGED):
        return None
    code = f"passport.{examination.subject}"
    if examination.is_force_majeure:
        code = "passport.lost.force_majeure"
    try:
        return int(tariff_on(code, on).amount)
    except UnableToFindTariff:
        return None


# Letters are in Indonesian whatever language the officer's page is in.
_SUBJECTS = {
    Examination.Subject.LOST: "paspor hilang",
    Examination.Subject.DAMAGED: "paspor rusak",
    Examination.Subject.DATA: "perubahan data paspor",
}
_LETTERS = {
    Examination.Decision.APPROVED: "approval",
    Examination.Decision.POSTPONED: "postponement",
    Examination.Decision.REFUSED: "refusal",
}


def _minutes(
    examination: Examination, finding: Finding, duty: Duty, signer_title: str, now: datetime
) -> Letter:
    case = examination.case
    name = _name(case)
    return letter_issue(
        case=case,
        kind="minutes",
        content={
            "title": "Berita Acara Pemeriksaan",
            "subject": f"Berita Acara Pemeriksaan {_subject(examination)}",
            "paragraphs": _paragraphs(examination, name, now),
            "questions": [list(pair) for pair in finding.answers],
            "closing": [
                (
                    "Demikian berita acara pemeriksaan ini dibuat dengan sebenarnya. Setelah dibacakan "
                    "kembali, yang diperiksa menyatakan setuju dan membubuhkan tanda tangan."
                )
            ],
            "signatories": _signatories(name, finding),
        },
        addressee=name,
        signer_title=signer_title,
        duty=duty,
        now=now,
    )


def _paragraphs(examination: Examination, name: str, now: datetime) -> list[str]:
    case = examination.case
    day = day_text_long(timezone.localdate(now))
    identity = f", NIK {case.person.nik}" if case.person and case.person.nik else ""
    texts = [
        (
            f"Pada hari {day}, bertempat di {case.office.name}, telah diperiksa {name}{identity}, "
            f"sehubungan dengan {_subject(examination)} pada permohonan nomor {case.number}."
        ),
        f"Peristiwa: {examination.event}",
    ]
    if examination.event_on:
        texts.append(f"Tanggal peristiwa: {day_text_long(examination.event_on)}.")
    if examination.police_report:
        texts.append(f"Surat keterangan kepolisian nomor {examination.police_report}.")
    if examination.is_force_majeure:
        texts.append("Peristiwa terjadi karena keadaan kahar.")
    return [*texts, "Atas pertanyaan pemeriksa, yang diperiksa menjawab sebagai berikut:"]


def _signatories(name: str, finding: Finding) -> list[dict[str, object]]:
    """Who signs by hand; the examiner signs electronically, below."""
    examined: dict[str, object] = {"role": "Yang diperiksa", "name": name}
    if finding.signature:
        examined["signature"] = finding.signature
    return [examined]


def _decision_letter(
    examination: Examination, duty: Duty, signer_title: str, now: datetime
) -> Letter:
    case = examination.case
    name = _name(case)
    content: dict[str, object] = {
        "name": name,
        "birth_date": case.person.birth_date if case.person else None,
        "application_kind": f"Penggantian karena {_subject(examination)}",
        "minutes_number": examination.minutes.number if examination.minutes else None,
        "reason": examination.decision_reason,
    }
    if examination.decision == Examination.Decision.POSTPONED:
        content["period"] = f"{examination.postponed_months} bulan"
        content["until"] = postponed_until(examination)
    if examination.decision == Examination.Decision.APPROVED:
        # A charge of nothing (force majeure) is not mentioned.
        content["charge"] = charge_of(examination, timezone.localdate(now)) or None
    return letter_issue(
        case=case,
        kind=_LETTERS[Examination.Decision(examination.decision)],
        content=content,
        addressee=name,
        signer_title=signer_title,
        duty=duty,
        now=now,
    )


def _subject(examination: Examination) -> str:
    return _SUBJECTS[Examination.Subject(examination.subject)]


def _name(case: Case) -> str:
    return case.person.name if case.person else case.title
