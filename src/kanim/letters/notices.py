"""Telling people by e-mail: written and queued with the change that it tells of, sent once."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.cases.models import Case
from kanim.letters.errors import UnableToDeliver, UnableToNotify
from kanim.letters.models import Notice
from kanim.letters.notice_kinds import NoticeKind, notice_kind_named
from kanim.letters.storing import pdf_read
from kanim.office.duty import Duty, actor_of
from kanim.office.models import Office
from kanim.ui.rules import clock_text

LANGUAGES = ("id", "en")


@transaction.atomic
def notice_send(
    *,
    case: Case | None,
    to: str,
    kind: str,
    context: Mapping[str, object],
    language: str,
    now: datetime,
    letters: Iterable[int] = (),
    key: str = "",
    office: Office | None = None,
) -> Notice | None:
    """Write an e-mail and queue it in the surrounding transaction; sent after it commits.

    ``context`` holds what the kind needs (``notice_kinds.py``), ``letters`` the ids of letters to
    attach. The same event has the same ``key`` (made from kind, case, address and context if it is
    not given): asked again, nothing is queued and the first row is returned. Returns None where
    there is no address. Raises UnableToNotify if the context lacks something.
    """
    if not to:
        return None
    known = notice_kind_named(kind)
    attached = sorted(letters)
    office = case.office if case else office
    full = _context(known, context, case, office)
    text, html, subject = _written(known, full, _language(language))
    row, is_new = Notice.objects.get_or_create(
        key=key or _key(kind, case, to, context, attached),
        defaults={
            "office": office,
            "case": case,
            "kind": kind,
            "to": to,
            "language": _language(language),
            "subject": subject,
            "text": text,
            "html": html,
            "queued_at": now,
        },
    )
    if is_new:
        row.letters.set(attached)
        _queue(row)
    return row


@transaction.atomic
def notice_resend(*, notice: Notice, duty: Duty, now: datetime) -> Notice:
    """Queue an e-mail again that could not be delivered. Raises UnableToNotify if it was sent."""
    locked = Notice.objects.select_for_update().get(pk=notice.pk)
    if locked.status != Notice.Status.FAILED:
        raise UnableToNotify(_("Only an e-mail that failed can be sent again."))
    locked.status = Notice.Status.QUEUED
    locked.queued_at = now
    locked.save(update_fields=["status", "queued_at"])
    _queue(locked)
    entry_write(
        actor=actor_of(duty),
        office_id=locked.office_id,
        verb="notice.resent",
        target=locked.case.target if locked.case else f"notice:{locked.pk}",
        detail={"kind": locked.kind},
        now=now,
    )
    return locked


def notice_deliver(*, notice_id: int, now: datetime) -> None:
    """Hand one e-mail to the mail server, unless it has been sent already.

    The row is locked meanwhile, so that two workers cannot send the same one; its Message-ID is
    fixed, so that mail servers recognise a repetition after a crash between sending and recording.
    Raises UnableToDeliver if the mail server does not take it, after recording that.
    """
    with transaction.atomic():
        notice = Notice.objects.select_for_update().get(pk=notice_id)
        if notice.status == Notice.Status.SENT:
            return
        failure = _attempt(notice)
        notice.attempts += 1
        notice.error = str(failure)[:300] if failure else ""
        notice.status = Notice.Status.FAILED if failure else Notice.Status.SENT
        notice.sent_at = None if failure else now
        notice.save(update_fields=["attempts", "error", "status", "sent_at"])
    if failure is not None:
        raise UnableToDeliver(str(failure)) from failure


def _attempt(notice: Notice) -> Exception | None:
    try:
        _message(notice).send()
    except (SMTPException, OSError) as failure:
        return failure
    return None


def _message(notice: Notice) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=notice.subject,
        body=notice.text,
        to=[notice.to],
        headers={"Message-ID": _message_id(notice), "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(notice.html, "text/html")
    for letter in notice.letters.order_by("id"):
        message.attach(letter.file_name, pdf_read(letter.file), "application/pdf")
    return message


def _message_id(notice: Notice) -> str:
    place = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return f"<notice.{hashlib.sha256(notice.key.encode()).hexdigest()[:32]}@{place}>"


def _queue(notice: Notice) -> None:
    from kanim.letters.tasks import deliver

    deliver.defer(notice_id=notice.pk)


def _language(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


def _key(
    kind: str, case: Case | None, to: str, context: Mapping[str, object], letters: list[int]
) -> str:
    said = json.dumps([to, context, letters], sort_keys=True, default=str)
    digest = hashlib.sha256(said.encode()).hexdigest()[:32]
    return f"{kind[:40]}:{case.number if case else '-'}:{digest}"


def _context(
    kind: NoticeKind, context: Mapping[str, object], case: Case | None, office: Office | None
) -> dict[str, object]:
    missing = sorted(name for name in kind.needs if context.get(name) in (None, "", []))
    if missing:
        raise UnableToNotify(f"the e-mail {kind.code} lacks {', '.join(missing)}")
    path = reverse("cases:case", args=[case.number]) if case else "/"
    full = {
        "office": office,
        "number": case.number if case else "",
        "name": _name(case),
        "link": f"{settings.SITE_URL}{path}",
        **context,
    }
    pay_by = full.get("pay_by")
    if isinstance(pay_by, datetime):
        full["pay_by_clock"] = clock_text(timezone.localtime(pay_by))
    return full


def _name(case: Case | None) -> str:
    if case is None:
        return ""
    if case.person is not None:
        return case.person.name
    return str(case.applicant) if case.applicant else case.title


def _written(kind: NoticeKind, context: dict[str, object], language: str) -> tuple[str, str, str]:
    """The text, the HTML and the subject in one language."""
    with translation.override(language):
        subject = str(kind.subject) % context
        given = {**context, "subject": subject, "language": language}
        text = _rendered(kind.template, given, "txt")
        html = _rendered(kind.template, given, "html")
    return text, html, " ".join(subject.split())[:200]


def _rendered(template: str, context: dict[str, object], form: str) -> str:
    layout = {"layout": f"letters/mail/layout.{form}", "row": f"letters/mail/row.{form}"}
    written: str = render_to_string(template, {**context, **layout})
    if form == "txt":
        written = "\n".join(line.strip() for line in written.splitlines())
        written = re.sub(r"\n{3,}", "\n\n", written)
    return written.strip() + "\n"
