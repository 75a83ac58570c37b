"""A bank says that a bill was paid: kept, verified with the treasury, then settled once.

The order of things does not matter: a notification may come ten times, before its answer, after the
deadline, or while the case is on hold. Money that settles nothing is kept as late or surplus.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.dateparse import parse_datetime

from kanim.audit.services import entry_write
from kanim.cases.errors import CaseEnded, StepClosed
from kanim.cases.models import Step
from kanim.cases.services import step_complete
from kanim.exchange.adapters import OutsideUnreachable, outside_named
from kanim.exchange.handlers import on_callback
from kanim.exchange.models import Callback
from kanim.exchange.rules import wait_after
from kanim.exchange.services import UnableToReceive, callback_receive, job_queue
from kanim.office.duty import Duty
from kanim.payments.models import Bill, Payment
from kanim.payments.notices import paid_send
from kanim.payments.rules import CLOCK_SKEW, IN_FLIGHT, standing_of
from kanim.payments.services import bill_close

BANK = "bank"
KIND = "payment"
LEASE = timedelta(minutes=2)

Standing = Payment.Standing


class BillUnknown(UnableToReceive):
    """No bill has this code."""


class NotificationWrong(UnableToReceive):
    """The notification cannot be true of the bill."""


class TreasurySilent(Exception):
    """The treasury could not say whether a payment is real; ask again later."""


def notification_receive(*, body: dict[str, Any], now: datetime) -> bool:
    """Keep one notification; False if it had come before.

    BillUnknown if we issued no such code, NotificationWrong if amount, time or NTPN contradict what
    we know, EventReused if the event came before with another content.
    """
    bill = Bill.objects.filter(code=body["code"]).first()
    if bill is None:
        raise BillUnknown(f"no bill has the code {body['code']}")
    if body["amount"] != bill.amount:
        raise NotificationWrong(f"bill {bill.code} is over {bill.amount} rupiah")
    if _moment(body["paid_at"]) > now + CLOCK_SKEW:
        raise NotificationWrong("paid_at lies in the future")
    other = Payment.objects.filter(ntpn=body["ntpn"]).exclude(bill=bill).first()
    if other is not None:
        raise NotificationWrong(f"NTPN {body['ntpn']} belongs to another bill")
    return callback_receive(system=BANK, kind=KIND, event_id=body["event_id"], body=body, now=now)


@on_callback(BANK, KIND)
def notification_take(callback: Callback, now: datetime) -> str:
    """Record the reported money and queue its verification."""
    body = callback.body
    bill = Bill.objects.select_related("step").get(code=body["code"])
    payment, is_new = Payment.objects.get_or_create(
        ntpn=body["ntpn"],
        defaults={
            "bill": bill,
            "callback": callback,
            "ntb": body.get("ntb", ""),
            "channel": body["channel"],
            "amount": body["amount"],
            "paid_at": _moment(body["paid_at"]),
            "reported_at": now,
            "next_at": now,
        },
    )
    if not is_new:
        return f"NTPN {payment.ntpn} was reported before"
    if payment.paid_in_time:
        _deadline_wait(bill.step_id, now)
    job_queue(task="payments.verify", payment_id=payment.pk)
    return f"NTPN {payment.ntpn}"


def _deadline_wait(step_id: int, now: datetime) -> None:
    """The payer kept the deadline; the time that the treasury takes to confirm is not theirs."""
    Step.objects.open().filter(pk=step_id, due_at__lt=now + IN_FLIGHT).update(
        due_at=now + IN_FLIGHT
    )


def _deadline_return(bill: Bill) -> None:
    """No money came after all: the step's own deadline holds again."""
    if not bill.payments.filter(standing=Standing.REPORTED).exists():
        Step.objects.open().filter(pk=bill.step_id, due_at__gt=bill.expires_at).update(
            due_at=bill.expires_at
        )


def payment_verify(*, payment_id: int, now: datetime) -> None:
    """Ask the treasury whether a reported payment is real, then settle or reject it.

    Whoever claims it first asks; a failure is kept with the payment and tried again later.
    """
    claimed = Payment.objects.filter(
        pk=payment_id, standing=Standing.REPORTED, next_at__lte=now
    ).update(attempts=F("attempts") + 1, next_at=now + LEASE)
    if not claimed:
        return
    payment = Payment.objects.select_related("bill").get(pk=payment_id)
    try:
        is_real = _treasury_confirms(payment, now)
        if is_real:
            payment_settle(payment_id=payment_id, now=now)
        else:
            _reject(payment_id, now)
    except Exception as error:  # noqa: BLE001  whatever fails, the money stays recorded and is tried again
        _later(payment, f"{type(error).__name__}: {error}", now)


def _treasury_confirms(payment: Payment, now: datetime) -> bool:
    question = {"ntpn": payment.ntpn, "code": payment.bill.code, "amount": payment.amount}
    key = f"verify:{payment.ntpn}:{payment.attempts}"
    try:
        answer = outside_named(BANK).send(path="/verify", payload=question, key=key, now=now)
    except OutsideUnreachable as error:
        raise TreasurySilent(str(error)) from error
    if not answer.is_good or not isinstance(answer.body.get("valid"), bool):
        raise TreasurySilent(f"HTTP {answer.status}: {answer.body.get('detail', answer.body)}")
    return bool(answer.body["valid"])


@transaction.atomic
def payment_settle(*, payment_id: int, now: datetime) -> None:
    """Let verified money settle its bill and finish the step; otherwise keep it as late or surplus."""
    payment = Payment.objects.select_related("bill").get(pk=payment_id)
    # The engine's order of locks: step and case first, then what belongs to them.
    step = (
        Step.objects.select_related("case")
        .select_for_update(of=("self", "case"))
        .get(pk=payment.bill.step_id)
    )
    bill = Bill.objects.select_for_update().get(pk=payment.bill_id)
    bill.case = step.case
    payment = Payment.objects.select_for_update().get(pk=payment_id)
    if payment.standing != Standing.REPORTED:
        return
    payment.bill = bill
    standing = standing_of(
        bill_state=bill.state,
        paid_in_time=payment.paid_in_time,
        settled_before=bill.payments.filter(standing=Standing.SETTLED).exists(),
    )
    if standing == Standing.SETTLED and not _step_finish(payment, step, now):
        standing = "late"
    _standing_keep(payment, Standing(standing), now)
    if standing == Standing.SETTLED:
        bill_close(bill=bill, state=Bill.State.PAID, now=now)
        paid_send(payment=payment, now=now)


def _step_finish(payment: Payment, step: Step, now: datetime) -> bool:
    duty = Duty(
        user=None,
        office_id=step.office_id,
        lanes=Duty.machine().lanes | {step.lane},
    )
    note = f"NTPN {payment.ntpn} · {payment.channel}"
    try:
        with transaction.atomic():
            step_complete(step_id=step.pk, duty=duty, outcome="paid", note=note, now=now)
    except (StepClosed, CaseEnded):
        return False
    return True


def _standing_keep(payment: Payment, standing: Payment.Standing, now: datetime) -> None:
    payment.standing, payment.verified_at, payment.last_error = standing, now, ""
    payment.save(update_fields=["standing", "verified_at", "last_error"])
    entry_write(
        actor="machine",
        office_id=payment.bill.case.office_id,
        verb=f"payment.{standing}",
        target=payment.bill.case.target,
        detail={"ntpn": payment.ntpn, "code": payment.bill.code, "amount": payment.amount},
        now=now,
    )


@transaction.atomic
def _reject(payment_id: int, now: datetime) -> None:
    payment = (
        Payment.objects.select_for_update(of=("self",))
        .select_related("bill__case")
        .get(pk=payment_id)
    )
    if payment.standing == Standing.REPORTED:
        _standing_keep(payment, Standing.REJECTED, now)
        _deadline_return(payment.bill)


def _later(payment: Payment, error: str, now: datetime) -> None:
    moment = now + wait_after(payment.attempts)
    with transaction.atomic():
        waiting = Payment.objects.filter(pk=payment.pk, standing=Standing.REPORTED)
        if waiting.update(last_error=error[:2000], next_at=moment):
            job_queue(task="payments.verify", at=moment, payment_id=payment.pk)


def overdue(now: datetime) -> list[int]:
    """Reported payments that should have been verified a minute ago and were not."""
    due = Payment.objects.filter(
        standing=Standing.REPORTED, next_at__lte=now - timedelta(minutes=1)
    )
    return list(due.order_by("next_at").values_list("pk", flat=True)[:100])


def _moment(text: str) -> datetime:
    found = parse_datetime(text)
    if found is None or found.tzinfo is None:
        raise NotificationWrong("paid_at needs a date, a time and a time zone (ISO 8601)")
    return found
