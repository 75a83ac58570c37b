"""What a case page shows of its payment."""

from __future__ import annotations

from typing import Any

from kanim.cases.models import Case
from kanim.cases.pages import case_panel
from kanim.office.duty import Duty
from kanim.payments.models import Bill, Payment

_SETTLED_NOTHING = frozenset({Payment.Standing.LATE, Payment.Standing.SURPLUS})


@case_panel
def payment_panel(case: Case, duty: Duty) -> dict[str, Any] | None:
    """The newest bill with its payment, and money that settled nothing. Two queries."""
    bill = (
        Bill.objects.visible_to(duty)
        .filter(case=case)
        .prefetch_related("payments")
        .order_by("-issued_at")
        .first()
    )
    if bill is None:
        return None
    payments = list(bill.payments.all())
    return {
        "template": "payments/case_panel.html",
        "bill": bill,
        "payment": next((row for row in payments if row.standing == "settled"), None),
        "others": [row for row in payments if row.standing in _SETTLED_NOTHING],
    }
