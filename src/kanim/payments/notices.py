"""What an applicant is written about a bill."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from kanim.cases.models import Case
from kanim.exchange.schedules import schedule_of
from kanim.letters.notices import notice_send
from kanim.payments.models import Bill, Payment


def registered_send(*, bill: Bill, now: datetime) -> None:
    """The billing code with the time limit, and when to come."""
    context = {"billing_code": bill.code, "amount": bill.amount, "pay_by": bill.expires_at}
    _send(bill.case, "registered", context, now)


def paid_send(*, payment: Payment, now: datetime) -> None:
    """The payment is confirmed: NTPN, and when to come."""
    context = {"ntpn": payment.ntpn, "amount": payment.amount, "paid_at": payment.paid_at}
    _send(payment.bill.case, "paid", context, now)


def _send(case: Case, kind: str, context: Mapping[str, object], now: datetime) -> None:
    applicant = case.applicant
    if applicant is None or not applicant.email:
        return
    with translation.override(applicant.language):
        schedule = schedule_of(case)
        expected: object = schedule.starts_at if schedule else _("no appointment needed")
    notice_send(
        case=case,
        to=applicant.email,
        kind=kind,
        context={**context, "schedule": expected},
        language=applicant.language,
        now=now,
    )
