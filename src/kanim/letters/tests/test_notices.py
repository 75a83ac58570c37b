"""E-mails: queued with the change, sent once, failures seen."""

from datetime import UTC, date, datetime
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from kanim.letters import notice_kinds, notices
from kanim.letters.errors import UnableToDeliver, UnableToNotify
from kanim.letters.models import Notice
from kanim.letters.notices import notice_deliver, notice_resend, notice_send
from kanim.letters.tasks import RETRY
from kanim.letters.tests.factories import NOW, case_make, head_make, letter_make

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
DAY = date(2026, 12, 1)
CONTEXTS = {
    "registered": {
        "billing_code": "820261124123456",
        "amount": 950_000,
        "pay_by": MOMENT,
        "schedule": MOMENT,
    },
    "expired": {},
    "paid": {"ntpn": "A1B2C3D4E5F6G7H8", "schedule": MOMENT},
    "papers_requested": {"papers": ["KTP asli", "Buku nikah <asli>"], "due": DAY},
    "papers_reminder": {"papers": ["KTP asli"], "due": DAY},
    "refused": {"reason": "Data tidak benar."},
    "postponed": {"reason": "Lalai.", "until": DAY},
    "ready": {"ready_from": DAY, "until": DAY},
    "uncollected_warning": {"until": DAY},
    "cancelled": {"reason": "Tidak diambil.", "document_number": "X1234567"},
    "ended": {"result": "Selesai"},
}


def send(kind: str = "expired", **fields) -> Notice:
    values = {
        "case": fields.pop("case", None) or case_make(),
        "to": "siti@example.org",
        "kind": kind,
        "context": CONTEXTS[kind],
        "language": "id",
        "now": NOW,
    }
    notice = notice_send(**{**values, **fields})
    assert notice is not None
    return notice


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name__endswith="letters.tasks.deliver").count()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", sorted(CONTEXTS))
def test_every_kind_is_written_in_both_languages(kind: str, language: str) -> None:
    notice = send(kind, language=language)
    assert notice.case.number in notice.subject
    assert "Siti Rahmawati" in notice.text
    assert f"/perkara/{notice.case.number}/" in notice.text
    assert ("Yth." in notice.text) == (language == "id")
    assert "<" not in notice.text.replace("Buku nikah <asli>", "")
    assert f'lang="{language}"' in notice.html
    assert "\n\n\n" not in notice.text


def test_standard_kinds_are_all_tried_here() -> None:
    assert set(CONTEXTS) <= set(notice_kinds.NOTICE_KINDS)
    standard = {
        code
        for code, kind in notice_kinds.NOTICE_KINDS.items()
        if kind.template.startswith("letters/")
    }
    assert standard == set(CONTEXTS)


def test_figures_are_written_for_people() -> None:
    notice = send("registered")
    assert "820 261 124 123 456" in notice.text
    assert "Rp950.000" in notice.text
    assert "Kamis, 26 November 2026, 09.00 WITA" in notice.text
    assert "09.00" in notice.subject
    english = send("registered", language="en")
    assert "Thursday, 26 November 2026, 09:00 WITA" in english.text


def test_html_escapes_and_text_does_not() -> None:
    notice = send("papers_requested")
    assert "Buku nikah <asli>" in notice.text
    assert "Buku nikah &lt;asli&gt;" in notice.html


def test_the_same_event_is_queued_once() -> None:
    case = case_make()
    first, again = send(case=case), send(case=case)
    assert first == again
    assert jobs() == 1
    other = send("refused", case=case)
    assert other != first
    assert send("refused", case=case, context={"reason": "Lain."}) != other
    assert send("refused", case=case, context={"reason": "Baru."}, key="a") == send(
        "refused", case=case, context={"reason": "Beda."}, key="a"
    )


def test_a_rolled_back_change_tells_nobody() -> None:
    case = case_make()
    with pytest.raises(RuntimeError), transaction.atomic():
        send(case=case)
        raise RuntimeError
    assert jobs() == 0
    assert not Notice.objects.exists()


def test_delivery_happens_once_with_its_letters() -> None:
    case = case_make()
    letter = letter_make(case)
    notice = send("refused", case=case, letters=[letter.pk])
    notice_deliver(notice_id=notice.pk, now=NOW)
    notice_deliver(notice_id=notice.pk, now=NOW)
    (message,) = mail.outbox
    assert message.to == ["siti@example.org"]
    assert message.alternatives[0][1] == "text/html"
    ((name, content, kind),) = message.attachments
    assert (name, kind) == (letter.file_name, "application/pdf")
    assert content.startswith(b"%PDF-")
    assert message.extra_headers["Message-ID"].startswith("<notice.")
    notice.refresh_from_db()
    assert (notice.status, notice.attempts, notice.sent_at) == ("sent", 1, NOW)


def test_a_failure_is_recorded_and_tried_again(monkeypatch) -> None:
    notice = send()

    def refuse(*args, **kwargs):
        raise SMTPServerDisconnected("Connection unexpectedly closed")

    with monkeypatch.context() as patched:
        patched.setattr(notices.EmailMultiAlternatives, "send", refuse)
        with pytest.raises(UnableToDeliver):
            notice_deliver(notice_id=notice.pk, now=NOW)
    notice.refresh_from_db()
    assert (notice.status, notice.attempts) == ("failed", 1)
    assert "unexpectedly closed" in notice.error
    notice_deliver(notice_id=notice.pk, now=NOW)
    notice.refresh_from_db()
    assert (notice.status, notice.attempts, notice.error) == ("sent", 2, "")
    assert len(mail.outbox) == 1


def test_resending_is_for_failed_ones() -> None:
    notice = send()
    duty = head_make(notice.office)
    with pytest.raises(UnableToNotify):
        notice_resend(notice=notice, duty=duty, now=NOW)
    Notice.objects.filter(pk=notice.pk).update(status="failed")
    assert notice_resend(notice=notice, duty=duty, now=NOW).status == "queued"
    assert jobs() == 2


def test_missing_context_and_missing_address() -> None:
    with pytest.raises(UnableToNotify, match="ntpn"):
        send("paid", context={"schedule": MOMENT})
    values = {"kind": "expired", "context": {}, "language": "id", "now": NOW}
    assert notice_send(case=case_make(), to="", **values) is None
    assert notice_send(case=None, to="a@example.org", **values).office is None


def test_an_unknown_language_is_written_in_indonesian() -> None:
    assert send(language="nl").language == "id"


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(ValueError):
        notice_kinds.notice_kind("paid", "x", "y")
    with pytest.raises(LookupError):
        notice_kinds.notice_kind_named("unknown")


def test_the_queue_waits_longer_each_time() -> None:
    assert RETRY.max_attempts == 7
