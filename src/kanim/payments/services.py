"""What changes bills and payments."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.cases.models import Case, Reference, Step
from kanim.cases.services import references_set
from kanim.office.duty import Duty, actor_of
from kanim.payments.issuers import BillRequest, issuer
from kanim.payments.models import Bill, BillItem, Payment
from kanim.payments.prices import PricedLine, lines_priced
from kanim.payments.rules import payable_until


class UnableToResolve(Exception):
    """The payment needs nothing, or somebody dealt with it already."""


@transaction.atomic
def bill_issue(*, case: Case, step: Step, due_at: datetime | None, now: datetime) -> Bill:
    """Issue the bill of a step, priced by the tariffs of today; one bill a step.

    UnableToPrice or UnableToIssue if there is no price or no billing code.
    """
    existing = Bill.objects.filter(step=step).first()
    if existing is not None:
        return existing
    lines = lines_priced(sop=step.sop, case=case, on=timezone.localdate(now))
    request = _request(case, step, lines, due_at, now)
    bill = Bill.objects.create(
        case=case,
        step=step,
        code=issuer().issue(request),
        payer=request.payer,
        amount=request.amount,
        issued_at=now,
        expires_at=request.expires_at,
    )
    BillItem.objects.bulk_create(_item(bill, line) for line in lines)
    references_set(case=case, values=[(Reference.Kind.BILLING, bill.code)])
    _audit(bill, "bill.issued", Duty.machine(case.office_id), now)
    return bill


def bill_close(*, bill: Bill, state: Bill.State, now: datetime) -> bool:
    """Close an open bill as paid, expired or cancelled; False if it was closed already."""
    closed = Bill.objects.filter(pk=bill.pk, state=Bill.State.OPEN).update(
        state=state, closed_at=now
    )
    if closed:
        bill.state, bill.closed_at = state, now
        _audit(bill, f"bill.{state}", Duty.machine(bill.case.office_id), now)
    return bool(closed)


@transaction.atomic
def payment_resolve(*, payment: Payment, resolution: str, duty: Duty, now: datetime) -> None:
    """Record how a late or surplus payment was dealt with; UnableToResolve if it needs nothing."""
    done = (
        Payment.objects.unresolved()
        .filter(pk=payment.pk)
        .update(resolution=resolution, resolved_at=now, resolved_by=duty.user)
    )
    if not done:
        raise UnableToResolve(_("This payment has been dealt with already."))
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb="payment.resolved",
        target=payment.bill.case.target,
        detail={"ntpn": payment.ntpn, "resolution": resolution},
        now=now,
    )


def _request(
    case: Case, step: Step, lines: list[PricedLine], due_at: datetime | None, now: datetime
) -> BillRequest:
    tz = timezone.get_current_timezone()
    return BillRequest(
        reference=f"{case.number}/{step.sequence}",
        payer=(case.title or str(case.person or case.applicant or case.number))[:200],
        lines=tuple((line.tariff.code, line.amount) for line in lines),
        amount=sum(line.amount for line in lines),
        issued_at=now,
        expires_at=payable_until(now, due_at, tz),
    )


def _item(bill: Bill, line: PricedLine) -> BillItem:
    return BillItem(
        bill=bill,
        tariff=line.tariff.code,
        name_id=line.tariff.name_id,
        name_en=line.tariff.name_en,
        quantity=line.quantity,
        unit_amount=line.tariff.amount,
        amount=line.amount,
    )


def _audit(bill: Bill, verb: str, duty: Duty, now: datetime) -> None:
    entry_write(
        actor=actor_of(duty),
        office_id=bill.case.office_id,
        verb=verb,
        target=bill.case.target,
        detail={"code": bill.code, "amount": bill.amount},
        now=now,
    )
