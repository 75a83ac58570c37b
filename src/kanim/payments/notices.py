"""What an applicant is written about a bill."""

from __future__ import annotations

from datetime import datetime

from kanim.exchange.schedules import schedule_of
from kanim.payments.models import Bill, Payment


def registered_send(*, bill: Bill, now: datetime) -> None:
    """The billing code with the time limit, and when and where to come."""
    schedule = schedule_of(bill.case)
    _send(
        bill,
        "registered",
        {
            "billing_code": bill.code,
            "amount": bill.amount,
            "expires_at": bill.expires_at.isoformat(),
            "starts_at": schedule.starts_at.isoformat() if schedule else "",
            "ends_at": schedule.ends_at.isoformat() if schedule else "",
            "place": schedule.place if schedule else "",
        },
        now,
    )


def paid_send(*, payment: Payment, now: datetime) -> None:
    """The payment is confirmed: NTPN, amount, and when and where to come."""
    schedule = schedule_of(payment.bill.case)
    _send(
        payment.bill,
        "paid",
        {
            "billing_code": payment.bill.code,
            "ntpn": payment.ntpn,
            "amount": payment.amount,
            "paid_at": payment.paid_at.isoformat(),
            "starts_at": schedule.starts_at.isoformat() if schedule else "",
            "ends_at": schedule.ends_at.isoformat() if schedule else "",
            "place": schedule.place if schedule else "",
        },
        now,
    )


def _send(bill: Bill, kind: str, context: dict[str, object], now: datetime) -> None:
    applicant = bill.case.applicant
    if applicant is None or not applicant.email:
        return
    from kanim.letters.notices import notice_send

    notice_send(
        case=bill.case,
        to=applicant.email,
        kind=kind,
        context=context,
        language=applicant.language,
        now=now,
    )
