"""Recording what an officer found about the papers, and asking for what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kanim.accounts.models import User
from kanim.cases.models import Case
from kanim.dossier import rules
from kanim.dossier.errors import UnableToConcludeCheck
from kanim.dossier.models import Check, CheckItem, Paper
from kanim.dossier.profiles import requirements_of
from kanim.dossier.rules import Requirement
from kanim.letters.notices import notice_send
from kanim.office.duty import Duty

Decision = Check.Decision


@dataclass(frozen=True, slots=True)
class Found:
    """What was found about one required paper."""

    finding: str
    note: str = ""


@transaction.atomic
def check_record(
    *,
    case: Case,
    decision: str,
    findings: Mapping[str, Found],
    duty: Duty,
    now: datetime,
    due_at: datetime | None = None,
    waiver: str = "",
    old_passport: str = "",
    remark: str = "",
) -> Check:
    """Record a round of checking with its decision; the papers take over what was found.

    UnableToConcludeCheck if the decision does not fit: complete with papers lacking and no
    ``waiver``, incomplete with nothing lacking or no ``due_at``, damaged or lost without saying
    which.
    """
    wanted = requirements_of(case)
    lacking = rules.lacking(wanted, {code: found.finding for code, found in findings.items()})
    _refuse_contradiction(decision, lacking, waiver, due_at, old_passport)
    check = Check.objects.create(
        case=case,
        decision=decision,
        due_at=due_at if decision == Decision.INCOMPLETE else None,
        waiver=waiver if lacking else "",
        old_passport=old_passport if decision == Decision.DAMAGED_OR_LOST else "",
        remark=remark,
        checked_by=_person(duty),
        checked_at=now,
    )
    CheckItem.objects.bulk_create(
        _item(check, one, findings[one.code], one in lacking)
        for one in wanted
        if one.code in findings
    )
    for one in wanted:
        if one.code in findings:
            _papers_take_over(case, one, findings[one.code], duty, now)
    return check


def papers_request(*, check: Check, kind: str, now: datetime) -> None:
    """Tell the applicant by e-mail which papers are missing and until when.

    ``kind`` is ``papers_requested`` or ``papers_reminder``. A case without an applicant's account
    is told at the counter only.
    """
    applicant = check.case.applicant
    if applicant is None or check.due_at is None:
        return
    language = applicant.language
    notice_send(
        case=check.case,
        to=applicant.email,
        kind=kind,
        context={
            "papers": [_line(item, language) for item in check.items.filter(is_lacking=True)],
            "due": check.due_at,
        },
        language=language,
        now=now,
    )


@transaction.atomic
def papers_review(
    *, case: Case, verdicts: Mapping[int, Found], duty: Duty, now: datetime
) -> list[Paper]:
    """Mark each current scan clear or unclear; returns those that must be scanned again.

    ``verdicts`` are by paper id, with finding ``clear`` or ``unclear``.
    """
    unclear = []
    for paper in Paper.objects.current().filter(case=case).select_for_update():
        verdict = verdicts.get(paper.pk, Found(Paper.State.UNCLEAR))
        is_clear = verdict.finding == Paper.State.CLEAR
        if not is_clear:
            unclear.append(paper)
        seen = paper.state == Paper.State.ORIGINAL_SEEN
        state = paper.state if is_clear and seen else Paper.State(verdict.finding)
        _mark(paper, state, verdict.note, duty, now)
    return unclear


def _refuse_contradiction(
    decision: str,
    lacking: list[Requirement],
    waiver: str,
    due_at: datetime | None,
    old_passport: str,
) -> None:
    sentence = ""
    if decision in {Decision.COMPLETE, Decision.COMPLETED} and lacking and not waiver:
        sentence = _(
            "Papers are still missing. Decide “incomplete”, or say why they may be missing."
        )
    elif decision == Decision.INCOMPLETE and not lacking:
        sentence = _("Nothing is missing. Decide “complete”, or mark the paper that has a problem.")
    elif decision == Decision.INCOMPLETE and due_at is None:
        sentence = _("Say until when the papers must be completed.")
    elif decision == Decision.DAMAGED_OR_LOST and not old_passport:
        sentence = _("Say whether the old passport is damaged or lost.")
    if sentence:
        raise UnableToConcludeCheck(sentence)


def _item(check: Check, wanted: Requirement, found: Found, is_lacking: bool) -> CheckItem:
    return CheckItem(
        check_round=check,
        requirement=wanted.code,
        title_id=wanted.title.id,
        title_en=wanted.title.en,
        finding=found.finding,
        note=found.note,
        is_lacking=is_lacking,
    )


def _papers_take_over(
    case: Case, wanted: Requirement, found: Found, duty: Duty, now: datetime
) -> None:
    state = {
        "original": Paper.State.ORIGINAL_SEEN,
        "problem": Paper.State.UNCLEAR,
    }.get(found.finding)
    if state is None:
        return
    for paper in Paper.objects.current().filter(case=case, kind__in=wanted.kinds):
        _mark(paper, state, found.note, duty, now)


def _mark(paper: Paper, state: str, remark: str, duty: Duty, now: datetime) -> None:
    paper.state, paper.remark = state, remark[:300]
    paper.checked_by, paper.checked_at = duty.user, now
    paper.save(update_fields=["state", "remark", "checked_by", "checked_at"])


def _line(item: CheckItem, language: str) -> str:
    title = item.title(language)
    return f"{title} ({item.note})" if item.note else title


def _person(duty: Duty) -> User:
    if duty.user is None:
        raise TypeError("papers are checked by a person")
    return duty.user
