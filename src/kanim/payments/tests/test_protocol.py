"""A real bank simulator against the real endpoints: nothing between them is played."""

from __future__ import annotations

import json
import urllib.request
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from kanim.audit.models import Entry
from kanim.cases.models import Step
from kanim.cases.services import step_expire
from kanim.exchange import inbox
from kanim.exchange.models import Callback
from kanim.letters.models import Notice
from kanim.payments import notifications
from kanim.payments.models import Bill, Payment
from kanim.payments.tests import factories as make
from kanim.simulators import bank as bank_module
from kanim.simulators import wire
from kanim.simulators.store import Store
from kanim.simulators.web import Running

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("visit_sop"),
]
KEY = "kunci-bank"


@pytest.fixture
def bank(live_server, tmp_path):
    simulator = bank_module.Bank(
        Store(tmp_path / "bank.json", bank_module.BLANK), KEY, live_server.url
    )
    running = Running(simulator, 0).start()
    systems = {"bank": {"url": running.url, "key": KEY, "simulated": True}}
    systems["centre"] = {"url": "http://127.0.0.1:9", "key": "c", "simulated": True}
    with override_settings(OUTSIDE_SYSTEMS=systems):
        yield running
    running.stop()


def post(running: Running, path: str, payload: dict) -> dict:
    request = urllib.request.Request(
        running.url + path, json.dumps(payload).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())


def report(live_server, body: dict, key: str = KEY) -> tuple[int, dict]:
    url = f"{live_server.url}/api/payments/bank/notifications"
    return wire.call(key, "POST", url, body["event_id"], body)


def work() -> None:
    """What the worker would do now: handle calls, verify payments."""
    now = timezone.now()
    for callback in Callback.objects.filter(handled_at__isnull=True):
        inbox.callback_handle(callback_id=callback.pk, now=now)
    for payment in Payment.objects.filter(standing="reported"):
        notifications.payment_verify(payment_id=payment.pk, now=timezone.now())


def billed_case():
    now = timezone.now()
    office = make.office_make()
    case = make.billed_case(office, now)
    return case, Bill.objects.get(case=case)


def test_paid_once_however_often_the_bank_says_so(bank) -> None:
    case, bill = billed_case()
    assert bill.amount == 370_000
    assert Notice.objects.filter(case=case, kind="registered").count() == 1

    payment = post(bank, "/api/pay", {"code": bill.code, "notifications": 10})
    work()
    post(bank, "/api/notify", {"ntpn": payment["ntpn"]})
    work()

    kept = Payment.objects.get()
    assert (kept.ntpn, kept.standing, kept.amount) == (payment["ntpn"], "settled", bill.amount)
    bill.refresh_from_db()
    assert bill.state == "paid"
    step = make.open_step(case)
    assert step.step == "serve"
    paid = Step.objects.get(case=case, step="pay")
    assert paid.outcome == "paid"
    assert payment["ntpn"] in paid.note
    callback = Callback.objects.get()
    assert callback.repeats == 10
    assert callback.handled_at
    assert Notice.objects.filter(case=case, kind="paid").count() == 1


def test_a_second_payment_is_kept_as_surplus(bank) -> None:
    _case, bill = billed_case()
    post(bank, "/api/pay", {"code": bill.code})
    post(bank, "/api/pay", {"code": bill.code, "force": True})
    work()
    assert sorted(Payment.objects.values_list("standing", flat=True)) == ["settled", "surplus"]


def test_money_after_the_deadline_is_late_and_never_lost(bank) -> None:
    case, bill = billed_case()
    payment = post(bank, "/api/pay", {"code": bill.code, "notifications": 0})
    step = make.open_step(case)
    step_expire(step_id=step.pk, now=step.due_at + timedelta(seconds=1))
    bill.refresh_from_db()
    assert bill.state == "expired"

    post(bank, "/api/notify", {"ntpn": payment["ntpn"]})
    work()
    kept = Payment.objects.get()
    assert kept.standing == "late"
    assert kept.paid_in_time
    assert Payment.objects.unresolved().get() == kept
    case.refresh_from_db()
    assert case.end == "expired"
    verbs = set(Entry.objects.filter(target=case.target).values_list("verb", flat=True))
    assert {"bill.issued", "bill.inquired", "bill.expired", "payment.late"} <= verbs


def test_a_payment_in_time_waits_for_a_silent_treasury(bank, live_server) -> None:
    case, bill = billed_case()
    payment = post(bank, "/api/pay", {"code": bill.code})
    bank.stop()
    work()
    kept = Payment.objects.get()
    assert kept.standing == "reported"
    assert kept.attempts == 1
    assert "OutsideUnreachable" in kept.last_error or "TreasurySilent" in kept.last_error
    # The step's deadline waits for the treasury, because the payer kept it.
    step = make.open_step(case)
    assert step.due_at > bill.expires_at + timedelta(hours=20)

    back = Running(bank.simulator, bank.port).start()
    try:
        now = timezone.now() + timedelta(minutes=5)
        assert notifications.overdue(now) == [kept.pk]
        notifications.payment_verify(payment_id=kept.pk, now=now)
    finally:
        back.stop()
        bank.stop = lambda: None
    kept.refresh_from_db()
    assert kept.standing == "settled"
    assert payment["ntpn"] == kept.ntpn


def test_an_ntpn_that_the_treasury_does_not_know_settles_nothing(bank, live_server) -> None:
    case, bill = billed_case()
    body = {
        "event_id": "event-palsu-1",
        "code": bill.code,
        "amount": bill.amount,
        "ntpn": "A1B2C3D4E5F6G7H8",
        "channel": "Bank persepsi",
        "paid_at": timezone.now().isoformat(),
    }
    assert report(live_server, body) == (202, {"received": True, "repeated": False})
    work()
    assert Payment.objects.get().standing == "rejected"
    assert make.open_step(case).step == "pay"
    # The deadline, which waited for the treasury, is the step's own again.
    assert make.open_step(case).due_at == bill.expires_at

    # The true payment still settles.
    post(bank, "/api/pay", {"code": bill.code})
    work()
    assert make.open_step(case).step == "serve"


def test_what_cannot_be_true_is_refused_in_words(bank, live_server) -> None:
    _case, bill = billed_case()
    good = {
        "event_id": "event-0001",
        "code": bill.code,
        "amount": bill.amount,
        "ntpn": "A1B2C3D4E5F6G7H8",
        "channel": "Bank persepsi",
        "paid_at": timezone.now().isoformat(),
    }
    assert report(live_server, good, key="kunci salah")[0] == 401
    assert report(live_server, {**good, "code": "820200101000000"})[0] == 404
    assert report(live_server, {**good, "amount": bill.amount - 1})[0] == 422
    assert report(live_server, {**good, "ntpn": "pendek"})[0] == 422
    later = (timezone.now() + timedelta(hours=1)).isoformat()
    assert report(live_server, {**good, "paid_at": later})[0] == 422
    assert not Callback.objects.exists()

    assert report(live_server, good)[0] == 202
    assert report(live_server, good) == (202, {"received": True, "repeated": True})
    assert report(live_server, {**good, "ntb": "lain"})[0] == 409


def test_a_recorded_request_cannot_be_replayed_later(bank, live_server, settings) -> None:
    _case, bill = billed_case()
    from kanim.exchange import signing

    body = b"{}"
    path = f"/api/payments/bank/bills/{bill.code}"
    old = signing.sign(
        KEY,
        method="GET",
        path=path,
        body=body,
        nonce="event-lama",
        at=int(timezone.now().timestamp()) - 301,
    )
    request = urllib.request.Request(live_server.url + path, headers=old)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code == 401
    refused.value.close()


def test_reversals_are_refused_and_remembered(bank, live_server) -> None:
    _case, bill = billed_case()
    post(bank, "/api/pay", {"code": bill.code})
    body = {"event_id": "balik-0001", "code": bill.code, "ntpn": "A1B2C3D4E5F6G7H8"}
    url = f"{live_server.url}/api/payments/bank/reversals"
    status, answer = wire.call(KEY, "POST", url, "balik-0001", body)
    assert status == 409
    assert "refund" in answer["detail"]
    assert Entry.objects.filter(verb="payment.reversal_refused").exists()


def test_inquiry_says_who_what_and_whether(bank) -> None:
    case, bill = billed_case()
    found = bank.simulator.inquire(bill.code)
    assert found["payer"] == case.title
    assert found["payable"] is True
    assert [item["amount"] for item in found["items"]] == [350_000, 20_000]
    step = make.open_step(case)
    step_expire(step_id=step.pk, now=step.due_at + timedelta(seconds=1))
    assert bank.simulator.inquire(bill.code)["payable"] is False


def test_the_banks_pages_take_a_person_through(bank) -> None:
    _case, bill = billed_case()
    with urllib.request.urlopen(f"{bank.url}/bill?code={bill.code}", timeout=10) as answer:
        assert "Rp370.000" in answer.read().decode()
    form = f"code={bill.code}&channel=Indomaret".encode()
    with urllib.request.urlopen(f"{bank.url}/pay", form, timeout=10) as answer:
        assert "Pembayaran diterima" in answer.read().decode()
    with urllib.request.urlopen(bank.url, timeout=10) as answer:
        assert "Kirim lagi" in answer.read().decode()
    work()
    assert Payment.objects.get().channel == "Indomaret"


def test_jobs_are_queued_with_what_causes_them(bank) -> None:
    _case, bill = billed_case()
    post(bank, "/api/pay", {"code": bill.code})
    assert ProcrastinateJob.objects.filter(task_name="exchange.handle").count() == 1
    work()
    assert ProcrastinateJob.objects.filter(task_name="payments.verify").count() == 1
