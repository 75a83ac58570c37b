"""Calls from outside systems: kept as they came, answered at once, handled once by a job."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from kanim.audit.services import entry_write
from kanim.cases.errors import StepClosed
from kanim.exchange.handlers import CALLBACKS, RESULT, RESULTS, Result
from kanim.exchange.jobs import job_queue
from kanim.exchange.models import Callback, Dispatch
from kanim.exchange.rules import wait_after
from kanim.office.duty import Duty, actor_of


class UnableToReceive(Exception):
    """The call is refused; the text tells the other side's engineer why."""


class EventReused(UnableToReceive):
    """An event id came again with another content."""


class MessageUnknown(UnableToReceive):
    """A result names a message that we never sent."""


class UnableToHandle(Exception):
    """Nobody in this office handles such a call."""


@transaction.atomic
def callback_receive(
    *, system: str, kind: str, event_id: str, body: dict[str, Any], now: datetime
) -> bool:
    """Keep one call and queue its handling; False if it came before. EventReused if it changed."""
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    callback, is_new = Callback.objects.get_or_create(
        system=system,
        event_id=event_id,
        defaults={
            "kind": kind,
            "body": body,
            "digest": digest,
            "received_at": now,
            "next_at": now,
        },
    )
    if is_new:
        job_queue(task="exchange.handle", callback_id=callback.pk)
        return True
    if (callback.digest, callback.kind) != (digest, kind):
        raise EventReused(f"event {event_id} was sent before with another content")
    Callback.objects.filter(pk=callback.pk).update(repeats=F("repeats") + 1)
    return False


def result_receive(*, system: str, body: dict[str, Any], now: datetime) -> bool:
    """Keep a result of a message; MessageUnknown if we never sent that message."""
    if not Dispatch.objects.filter(system=system, key=body["key"]).exists():
        raise MessageUnknown(f"we sent no message with the key {body['key']}")
    return callback_receive(
        system=system, kind=RESULT, event_id=body["event_id"], body=body, now=now
    )


def callback_handle(*, callback_id: int, now: datetime) -> None:
    """Handle a call once. A failure is kept with it and tried again later."""
    try:
        with transaction.atomic():
            _handle(callback_id, now)
    except Exception as error:  # noqa: BLE001  an upper app's failure must not lose the call
        _later(callback_id, f"{type(error).__name__}: {error}", now)


def _handle(callback_id: int, now: datetime) -> None:
    callback = (
        Callback.objects.select_for_update(skip_locked=True)
        .filter(pk=callback_id, handled_at__isnull=True)
        .first()
    )
    if callback is None:
        return
    try:
        with transaction.atomic():
            callback.note = _call_handler(callback, now)
    except StepClosed:
        callback.note = "the step had closed"
    callback.handled_at = now
    callback.last_error = ""
    callback.save(update_fields=["note", "handled_at", "last_error"])


def _call_handler(callback: Callback, now: datetime) -> str:
    if callback.kind == RESULT:
        return _result_take(callback, now)
    handler = CALLBACKS.get((callback.system, callback.kind))
    if handler is None:
        raise UnableToHandle(f"nothing handles {callback.kind} of {callback.system}")
    return handler(callback, now)


def _result_take(callback: Callback, now: datetime) -> str:
    body = callback.body
    dispatch = Dispatch.objects.select_for_update().get(system=callback.system, key=body["key"])
    if dispatch.state == Dispatch.State.ACCEPTED:
        return "answered already"
    handler = RESULTS.get(callback.system)
    if handler is None:
        raise UnableToHandle(f"nothing handles results of {callback.system}")
    dispatch.state = Dispatch.State.ACCEPTED
    dispatch.sent_at = dispatch.sent_at or now
    dispatch.answered_at = now
    dispatch.answer = body
    dispatch.last_error = ""
    dispatch.save(update_fields=["state", "sent_at", "answered_at", "answer", "last_error"])
    handler(
        Result(
            dispatch=dispatch,
            event_id=callback.event_id,
            result=body["result"],
            reason=body.get("reason", ""),
            body=body,
            now=now,
        )
    )
    return str(body["result"])


def _later(callback_id: int, error: str, now: datetime) -> None:
    callback = Callback.objects.get(pk=callback_id)
    moment = now + wait_after(callback.attempts + 1)
    with transaction.atomic():
        Callback.objects.filter(pk=callback_id, handled_at__isnull=True).update(
            attempts=F("attempts") + 1, last_error=error[:2000], next_at=moment
        )
        job_queue(task="exchange.handle", at=moment, callback_id=callback_id)


@transaction.atomic
def callback_retry(*, callback: Callback, duty: Duty, now: datetime) -> bool:
    """Handle a call again now. False if that was done meanwhile."""
    again = Callback.objects.filter(pk=callback.pk, handled_at__isnull=True).update(next_at=now)
    if not again:
        return False
    job_queue(task="exchange.handle", callback_id=callback.pk)
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb="exchange.retried",
        target=f"callback:{callback.system}:{callback.event_id}"[:80],
        now=now,
    )
    return True


def overdue(now: datetime) -> list[int]:
    """Calls that should have been handled a minute ago and were not, oldest first."""
    due = Callback.objects.filter(handled_at__isnull=True, next_at__lte=now - timedelta(minutes=1))
    return list(due.order_by("next_at").values_list("pk", flat=True)[:100])
