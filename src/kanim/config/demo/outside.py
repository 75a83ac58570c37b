"""What the outside systems said, then and now.

In the past of the demo office no simulator was running, so their answers are given here, as the
messages that they would have sent and through the same services that take real ones. What happens
today is left to the running simulators.
"""

from __future__ import annotations

import json
import secrets
import string
import urllib.error
import urllib.request
from datetime import datetime
from typing import Any

from django.conf import settings

from kanim.cases.models import Case, Step
from kanim.exchange.inbox import callback_handle
from kanim.exchange.models import Callback, Dispatch
from kanim.exchange.services import result_receive
from kanim.payments.models import Bill, Payment
from kanim.payments.notifications import notification_receive, payment_settle

CHANNELS = ("Bank persepsi", "Kantor Pos", "Indomaret", "Marketplace")
PATIENCE = 10
NTPN_SIGNS = string.ascii_uppercase + string.digits


class BankSilent(Exception):
    """The bank's simulator does not take the payment; the text says why."""


def payment_made(case: Case, at: datetime) -> None:
    """The bank reported then that the case's bill was paid, and the treasury confirmed it."""
    bill = Bill.objects.filter(case=case).latest("pk")
    event = f"pay-{secrets.token_hex(12)}"
    ntpn = "".join(secrets.choice(NTPN_SIGNS) for _ in range(16))
    body = {
        "event_id": event,
        "code": bill.code,
        "amount": bill.amount,
        "ntpn": ntpn,
        "ntb": "".join(secrets.choice(string.digits) for _ in range(12)),
        "channel": CHANNELS[bill.pk % len(CHANNELS)],
        "paid_at": at.isoformat(),
    }
    notification_receive(body=body, now=at)
    _handled("bank", event, at)
    payment_settle(payment_id=Payment.objects.get(ntpn=ntpn).pk, now=at)


def message_accepted(step: Step, at: datetime) -> None:
    """Whom the step's message went to accepted it then."""
    dispatch = Dispatch.objects.get(step=step)
    event = f"result-{secrets.token_hex(12)}"
    body = {"event_id": event, "key": dispatch.key, "result": "accepted", "reason": ""}
    result_receive(system=dispatch.system, body=body, now=at)
    _handled(dispatch.system, event, at)


def bank_answers() -> bool:
    """Whether the bank's simulator runs; a real bank is never asked to pay."""
    try:
        return _bank("/health") == {"system": "bank"}
    except BankSilent:
        return False


def bank_pays(case: Case) -> None:
    """Pay a case's bill at the simulator, which then reports it by itself. BankSilent if refused."""
    bill = Bill.objects.filter(case=case).latest("pk")
    _bank("/api/pay", {"code": bill.code, "channel": CHANNELS[2]})


def _handled(system: str, event: str, at: datetime) -> None:
    callback = Callback.objects.get(system=system, event_id=event)
    callback_handle(callback_id=callback.pk, now=at)
    callback.refresh_from_db()
    if callback.handled_at is None:
        raise RuntimeError(callback.last_error)


def _bank(path: str, body: dict[str, Any] | None = None) -> Any:
    request = urllib.request.Request(  # noqa: S310  the address is the office's own setting
        f"{settings.OUTSIDE_SYSTEMS['bank']['url']}{path}",
        data=json.dumps(body).encode() if body else None,
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return json.load(answer)
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise BankSilent(str(error)) from error
