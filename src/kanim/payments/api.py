"""What collecting banks call. Mounted at /api/payments; every request is signed (see exchange.signing)."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError

from kanim.audit.services import entry_write
from kanim.exchange.api import Received, Refusal
from kanim.exchange.guard import SignedBy
from kanim.exchange.services import EventReused
from kanim.office.requests import OfficeRequest
from kanim.payments.models import Bill
from kanim.payments.notifications import BillUnknown, NotificationWrong, notification_receive
from kanim.payments.selectors import is_payable

router = Router(tags=["payments"], auth=SignedBy("bank"))

Code = Field(pattern=r"^8[0-9]{14}$", description="Billing code, 15 digits")


class Item(Schema):
    """One line of a bill."""

    tariff: str
    name: str
    quantity: int
    amount: int = Field(description="Rupiah")


class BillOut(Schema):
    """What a bank shows to the payer before taking the money."""

    code: str
    payer: str
    amount: int = Field(description="Rupiah")
    currency: str = "IDR"
    items: list[Item]
    state: str = Field(description="open, paid, expired or cancelled")
    payable: bool = Field(description="Take money only if this is true")
    expires_at: datetime


class PaymentIn(Schema):
    """A payment that the bank has taken."""

    event_id: str = Field(
        min_length=8, max_length=120, description="Names this report; the same one may be repeated"
    )
    code: str = Code
    amount: int = Field(gt=0, description="Rupiah")
    ntpn: str = Field(pattern=r"^[0-9A-Z]{16}$", description="The state's receipt number")
    ntb: str = Field("", max_length=20, description="The bank's own transaction number")
    channel: str = Field(min_length=2, max_length=60, description="Where it was paid")
    paid_at: datetime


class ReversalIn(Schema):
    """A wish to take a payment back."""

    event_id: str = Field(min_length=8, max_length=120)
    code: str = Code
    ntpn: str = Field(pattern=r"^[0-9A-Z]{16}$")


@router.get(
    "/bank/bills/{code}",
    response={200: BillOut, 401: Refusal, 404: Refusal},
    summary="Inquire about a billing code",
    operation_id="bank_inquiry",
)
def inquiry(request: OfficeRequest, code: str) -> BillOut:
    """Whom and what a code is for, and whether it can be paid now."""
    bill = (
        Bill.objects.select_related("case", "step")
        .prefetch_related("items")
        .filter(code=code)
        .first()
    )
    if bill is None:
        raise HttpError(404, f"no bill has the code {code}"[:120])
    # The bank learns the payer's name: UU 27/2022 wants to know to whom personal data went.
    entry_write(
        actor="machine",
        office_id=bill.case.office_id,
        verb="bill.inquired",
        target=bill.case.target,
        detail={"code": bill.code},
        now=request.now,
    )
    return BillOut(
        code=bill.code,
        payer=bill.payer,
        amount=bill.amount,
        items=[
            Item(tariff=item.tariff, name=item.name, quantity=item.quantity, amount=item.amount)
            for item in bill.items.all()
        ],
        state=bill.state,
        payable=is_payable(bill, request.now),
        expires_at=bill.expires_at,
    )


@router.post(
    "/bank/notifications",
    response={202: Received, 401: Refusal, 404: Refusal, 409: Refusal, 422: Refusal},
    summary="Report a payment",
    operation_id="bank_notification",
)
def notification(request: OfficeRequest, report: PaymentIn) -> Status[Received]:
    """Kept before it is acted upon; repeating it is harmless, and it counts once."""
    try:
        is_new = notification_receive(body=report.model_dump(mode="json"), now=request.now)
    except BillUnknown as refusal:
        raise HttpError(404, str(refusal)) from refusal
    except EventReused as refusal:
        raise HttpError(409, str(refusal)) from refusal
    except NotificationWrong as refusal:
        raise HttpError(422, str(refusal)) from refusal
    return Status(202, Received(repeated=not is_new))


@router.post(
    "/bank/reversals",
    response={401: Refusal, 409: Refusal},
    summary="Ask to reverse a payment (always refused)",
    operation_id="bank_reversal",
)
def reversal(request: OfficeRequest, wish: ReversalIn) -> None:
    """State revenue is not reversed by banks; it is refunded on the payer's request."""
    entry_write(
        actor="machine",
        verb="payment.reversal_refused",
        target=f"bill:{wish.code}",
        detail={"ntpn": wish.ntpn, "event_id": wish.event_id},
        now=request.now,
    )
    raise HttpError(
        409, "payments of state revenue cannot be reversed; the payer asks the office for a refund"
    )
