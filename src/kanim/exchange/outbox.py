"""Messages to outside systems: queued with what causes them, delivered until taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from kanim.audit.services import entry_write
from kanim.cases.models import Case, Step
from kanim.exchange.adapters import Answer, OutsideUnreachable, outside_named
from kanim.exchange.handlers import answer_handlers
from kanim.exchange.jobs import job_queue
from kanim.exchange.models import Dispatch
from kanim.exchange.rules import verdict_of, wait_after
from kanim.office.duty import Duty, actor_of

LEASE = timedelta(minutes=2)
"""How long a worker that is sending keeps others from it; longer than any time-out."""


def dispatch_queue(
    *,
    system: str,
    key: str,
    path: str,
    payload: dict[str, Any],
    case: Case | None = None,
    step: Step | None = None,
    now: datetime,
) -> Dispatch:
    """Queue one message in the caller's transaction. The same key queues nothing a second time."""
    outside_named(system)
    dispatch, is_new = Dispatch.objects.get_or_create(
        key=key,
        defaults={
            "system": system,
            "path": path,
            "payload": payload,
            "case": case,
            "step": step,
            "next_at": now,
            "queued_at": now,
        },
    )
    if is_new:
        job_queue(task="exchange.deliver", dispatch_id=dispatch.pk)
    return dispatch


def dispatch_deliver(*, dispatch_id: int, now: datetime) -> None:
    """Send a message if it waits and is due; whoever claims it first sends it.

    The claim is committed before anything is sent, so a worker that is killed delays the message by
    the lease and never sends it at the same time as another.
    """
    claimed = Dispatch.objects.filter(
        pk=dispatch_id, state=Dispatch.State.WAITING, next_at__lte=now
    ).update(attempts=F("attempts") + 1, next_at=now + LEASE)
    if not claimed:
        return
    dispatch = Dispatch.objects.select_related("case").get(pk=dispatch_id)
    try:
        answer = outside_named(dispatch.system).send(
            path=dispatch.path, payload=dispatch.payload, key=dispatch.key, now=now
        )
    except OutsideUnreachable as error:
        answer = Answer(0, {"detail": str(error)})
    _answer_record(dispatch, answer, now)


def _answer_record(dispatch: Dispatch, answer: Answer, now: datetime) -> None:
    verdict = verdict_of(answer.status, dispatch.attempts)
    if verdict == "again":
        _later(dispatch, _error_text(answer), now)
        return
    try:
        with transaction.atomic():
            _verdict_keep(dispatch.pk, verdict, answer, now)
    except Exception as error:  # noqa: BLE001  an upper app's failure must not lose the answer's message
        _later(dispatch, f"{type(error).__name__}: {error}", now)


def _verdict_keep(dispatch_id: int, verdict: str, answer: Answer, now: datetime) -> None:
    dispatch = Dispatch.objects.select_for_update().get(pk=dispatch_id)
    # A result may overtake the answer to its own message; then nothing is left to record.
    if dispatch.state != Dispatch.State.WAITING:
        return
    dispatch.state = Dispatch.State(verdict)
    if verdict == Dispatch.State.FAILED:
        dispatch.last_error = _error_text(answer)
        dispatch.save(update_fields=["state", "last_error"])
        return
    dispatch.sent_at = now
    dispatch.last_error = ""
    dispatch.answer = answer.body
    if verdict == Dispatch.State.ACCEPTED:
        dispatch.answered_at = now
    dispatch.save(update_fields=["state", "sent_at", "last_error", "answer", "answered_at"])
    _disclosure_write(dispatch, now)
    if verdict == Dispatch.State.ACCEPTED:
        for handler in answer_handlers(dispatch.system, dispatch.path):
            handler(dispatch, answer, now)


def _later(dispatch: Dispatch, error: str, now: datetime) -> None:
    moment = now + wait_after(dispatch.attempts)
    with transaction.atomic():
        waiting = Dispatch.objects.filter(pk=dispatch.pk, state=Dispatch.State.WAITING)
        if waiting.update(last_error=error[:2000], next_at=moment):
            job_queue(task="exchange.deliver", at=moment, dispatch_id=dispatch.pk)


def _error_text(answer: Answer) -> str:
    detail = str(answer.body.get("detail") or answer.body or "")
    return (f"HTTP {answer.status}: {detail}" if answer.status else detail)[:2000]


def _disclosure_write(dispatch: Dispatch, now: datetime) -> None:
    # Personal data left the office: UU 27/2022 wants to know to whom and when.
    entry_write(
        actor="machine",
        office_id=dispatch.case.office_id if dispatch.case else None,
        verb="exchange.sent",
        target=dispatch.target,
        detail={"system": dispatch.system, "path": dispatch.path, "key": dispatch.key},
        now=now,
    )


@transaction.atomic
def dispatch_retry(*, dispatch: Dispatch, duty: Duty, now: datetime) -> bool:
    """Send a failed or waiting message now. False if it was taken meanwhile."""
    again = Dispatch.objects.filter(
        pk=dispatch.pk, state__in=[Dispatch.State.FAILED, Dispatch.State.WAITING]
    ).update(state=Dispatch.State.WAITING, attempts=0, next_at=now)
    if not again:
        return False
    job_queue(task="exchange.deliver", dispatch_id=dispatch.pk)
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb="exchange.retried",
        target=dispatch.target,
        detail={"system": dispatch.system, "key": dispatch.key},
        now=now,
    )
    return True


def overdue(now: datetime) -> list[int]:
    """Messages that should have been sent a minute ago and were not, oldest first."""
    due = Dispatch.objects.filter(
        state=Dispatch.State.WAITING, next_at__lte=now - timedelta(minutes=1)
    )
    return list(due.order_by("next_at").values_list("pk", flat=True)[:100])
