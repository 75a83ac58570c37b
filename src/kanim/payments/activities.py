"""Paying, as a step of an SOP, and what follows when nobody pays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kanim.cases.activities import Activity, Context, consequence, register
from kanim.cases.log import deadline_set, sop_of
from kanim.payments.models import Bill
from kanim.payments.notices import registered_send
from kanim.payments.selectors import being_verified, bill_of_step
from kanim.payments.services import bill_close, bill_issue


@register
class Settle(Activity):
    """Opens with a billing code; finished by the bank's notification, once the treasury confirms it.

    SOP 936 row 2. The time limit is the step's deadline in the SOP.
    """

    code = "payments.settle"
    title = _("Pay")
    outcomes = {"paid": _("Paid")}
    mode = "message"
    template = "payments/settle.html"

    def on_open(self, ctx: Context) -> None:
        """Issue the bill and write the applicant."""
        bill = bill_issue(case=ctx.case, step=ctx.step, due_at=_due_at(ctx), now=ctx.now)
        registered_send(bill=bill, now=ctx.now)

    def panel(self, ctx: Context) -> dict[str, Any]:
        """The bill, and where to try paying it if the bank is a simulator."""
        bank = settings.OUTSIDE_SYSTEMS["bank"]
        bill = bill_of_step(ctx.step)
        return {
            "bill": bill,
            "verifying": bill is not None and being_verified(bill),
            "simulator": bank["url"] if bank["simulated"] else "",
        }


@consequence("payments.expire")
def expire(ctx: Context) -> None:
    """The case's open bill can no longer be paid."""
    for bill in Bill.objects.filter(case=ctx.case, state=Bill.State.OPEN):
        bill_close(bill=bill, state=Bill.State.EXPIRED, now=ctx.now)


def _due_at(ctx: Context) -> datetime | None:
    """The deadline that the engine is about to set: a bill needs it already when the step opens."""
    _sop, plan = sop_of(ctx.case, ctx.step)
    if plan.deadline is not None:
        deadline_set(case=ctx.case, step=ctx.step, deadline=plan.deadline, now=ctx.now)
    return ctx.step.due_at
