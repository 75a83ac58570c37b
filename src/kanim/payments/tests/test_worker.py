"""The real worker takes the bank's notification from the queue to the settled case."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from kanim.exchange.models import Dispatch
from kanim.exchange.services import callback_receive
from kanim.payments import notifications
from kanim.payments.models import Bill, Payment
from kanim.payments.tests import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("visit_sop")]


def run_worker() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(
            wait=False, install_signal_handlers=False, listen_notify=False, concurrency=1
        )


def test_a_worker_settles_what_the_bank_reported(monkeypatch) -> None:
    # The worker's threads give their connections back, or the test database could not be dropped.
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    monkeypatch.setattr(notifications, "_treasury_confirms", lambda payment, now: True)
    now = timezone.now()
    case = make.billed_case(make.office_make(), now)
    bill = Bill.objects.get(case=case)
    body = {
        "event_id": "event-0001",
        "code": bill.code,
        "amount": bill.amount,
        "ntpn": "A1B2C3D4E5F6G7H8",
        "channel": "Bank persepsi",
        "paid_at": now.isoformat(),
    }
    callback_receive(system="bank", kind="payment", event_id="event-0001", body=body, now=now)
    run_worker()
    assert Payment.objects.get().standing == "settled"
    assert make.open_step(case).step == "serve"
    assert not Dispatch.objects.exists()
