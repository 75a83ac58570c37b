"""Reads of bills and payments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from kanim.cases.models import Step
from kanim.office.duty import Duty
from kanim.payments.models import Bill, Payment


def bill_of_step(step: Step) -> Bill | None:
    """The bill of a step, with its items and payments."""
    return Bill.objects.prefetch_related("items", "payments").filter(step=step).first()


def bill_of_case(case_id: int) -> Bill | None:
    """The newest bill of a case."""
    return Bill.objects.filter(case=case_id).order_by("-issued_at").first()


def settled_payment(case_id: int) -> Payment | None:
    """The newest payment that settled a bill of a case: amount, NTPN and time for receipts."""
    return (
        Payment.objects.filter(bill__case=case_id, standing=Payment.Standing.SETTLED)
        .select_related("bill")
        .order_by("-paid_at")
        .first()
    )


def is_payable(bill: Bill, now: datetime) -> bool:
    """Whether a bank may take money for a bill now."""
    return bill.state == Bill.State.OPEN and bill.step.is_open and now <= bill.expires_at


def being_verified(bill: Bill) -> bool:
    """Whether money was reported that the treasury has yet to confirm."""
    return any(item.standing == Payment.Standing.REPORTED for item in bill.payments.all())


@dataclass(frozen=True, slots=True)
class Ledger:
    """One day's payments of an office, and all that nobody has dealt with."""

    day: date
    payments: list[Payment]
    settled: int
    settled_amount: int
    by_channel: list[tuple[str, int, int]]
    unresolved: list[Payment]
    reported: list[Payment]


def ledger_of(duty: Duty, day: date) -> Ledger:
    """Payments made on a local day. Four queries."""
    rows = _on_day(duty, day)
    settled = rows.filter(standing=Payment.Standing.SETTLED)
    groups = (
        settled.order_by().values("channel").annotate(count=Count("pk"), total=Sum("amount"))
    ).order_by("-total")
    by_channel = [(row["channel"], row["count"], row["total"]) for row in groups]
    mine = Payment.objects.visible_to(duty).select_related("bill__case")
    return Ledger(
        day=day,
        payments=list(rows[:500]),
        settled=sum(count for _channel, count, _total in by_channel),
        settled_amount=sum(total for _channel, _count, total in by_channel),
        by_channel=by_channel,
        unresolved=list(mine.unresolved().order_by("paid_at")[:100]),
        reported=list(
            mine.filter(standing=Payment.Standing.REPORTED).order_by("reported_at")[:100]
        ),
    )


def payments_between(duty: Duty, first: date, last: date) -> QuerySet[Payment]:
    """Payments made on local days, both included, oldest first."""
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    return (
        Payment.objects.visible_to(duty)
        .filter(paid_at__gte=start, paid_at__lt=end)
        .select_related("bill__case")
        .order_by("paid_at", "pk")
    )


def _on_day(duty: Duty, day: date) -> QuerySet[Payment]:
    return payments_between(duty, day, day)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
