from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from kanim.cases.services import step_complete
from kanim.exchange.models import Callback
from kanim.payments.models import Bill, Payment
from kanim.payments.permissions import RESOLVE, VIEW
from kanim.payments.prices import PRICES, UnableToPrice
from kanim.payments.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("visit_sop")]


@pytest.fixture
def office():
    return make.office_make()


def signed_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def payment_make(bill, **fields) -> Payment:
    now = timezone.now()
    number = Payment.objects.count() + 1
    callback = Callback.objects.create(
        system="bank",
        kind="payment",
        event_id=f"event-{number}",
        body={},
        digest="",
        received_at=now,
        next_at=now,
    )
    return Payment.objects.create(
        **{
            "bill": bill,
            "callback": callback,
            "ntpn": f"NTPN{number:012d}",
            "channel": "Kantor Pos",
            "amount": bill.amount,
            "paid_at": now,
            "reported_at": now,
            "next_at": now,
            "verified_at": now,
            "standing": "settled",
            **fields,
        }
    )


def bill_make(office) -> Bill:
    return Bill.objects.get(case=make.billed_case(office, timezone.now()))


def test_the_pay_page_shows_code_amount_and_asks_again(client, office) -> None:
    bill = bill_make(office)
    page = signed_in(client, bill.case.applicant).get(reverse("cases:step", args=[bill.step_id]))
    text = page.content.decode()
    assert page.status_code == 200
    assert bill.code in text
    assert "Rp370.000" in text
    assert reverse("payments:status", args=[bill.code]) in text

    status = client.get(reverse("payments:status", args=[bill.code]))
    assert "HX-Redirect" not in status.headers
    payment_make(bill, standing="reported", verified_at=None)
    assert client.get(reverse("payments:status", args=[bill.code])).context["verifying"]
    Bill.objects.filter(pk=bill.pk).update(state="paid", closed_at=timezone.now())
    done = client.get(reverse("payments:status", args=[bill.code]))
    assert done.headers["HX-Redirect"] == reverse("cases:case", args=[bill.case.number])


def test_nobody_asks_about_anothers_bill(client, office) -> None:
    bill = bill_make(office)
    url = reverse("payments:status", args=[bill.code])
    assert client.get(url).status_code == 302
    assert signed_in(client, make.user_make()).get(url).status_code == 404


def test_the_ledger_adds_up(client, office) -> None:
    first, second, late = (bill_make(office) for _ in range(3))
    payment_make(first)
    payment_make(second, channel="Indomaret")
    kept = payment_make(late, standing="late")
    elsewhere = bill_make(make.office_make())
    payment_make(elsewhere)
    cashier = make.officer_make(office, permissions=(VIEW, RESOLVE))
    page = signed_in(client, cashier).get(reverse("payments:ledger"))
    ledger = page.context["ledger"]
    assert (ledger.settled, ledger.settled_amount) == (2, 740_000)
    assert len(ledger.payments) == 3
    assert ledger.unresolved == [kept]

    resolve = reverse("payments:resolve", args=[kept.pk])
    assert client.post(resolve, {"resolution": ""}).status_code == 302
    assert Payment.objects.unresolved().exists()
    client.post(resolve, {"resolution": "Dikembalikan, surat WP.23-1"})
    client.post(resolve, {"resolution": "lagi"})
    kept.refresh_from_db()
    assert kept.resolution == "Dikembalikan, surat WP.23-1"
    assert kept.resolved_by == cashier

    yesterday = timezone.localdate() - timedelta(days=1)
    empty = client.get(reverse("payments:ledger"), {"hari": yesterday.isoformat()})
    assert empty.context["ledger"].payments == []


def test_the_ledger_takes_a_fixed_number_of_queries(office, django_assert_num_queries) -> None:
    from kanim.payments.selectors import ledger_of

    duty = make.officer_duty(office, timezone.now(), VIEW)
    for _ in range(3):
        payment_make(bill_make(office))
    with django_assert_num_queries(4):
        ledger_of(duty, timezone.localdate())


def test_the_month_as_csv(client, office) -> None:
    payment_make(bill_make(office), channel="=HYPERLINK()")
    cashier = make.officer_make(office, permissions=(VIEW,))
    answer = signed_in(client, cashier).get(reverse("payments:ledger_csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert len(rows) == 2
    assert rows[1][5] == "HYPERLINK()"
    assert rows[1][6] == "370000"


def test_another_offices_money_cannot_be_resolved(client, office) -> None:
    kept = payment_make(bill_make(office), standing="late")
    cashier = make.officer_make(make.office_make(), permissions=(RESOLVE,))
    url = reverse("payments:resolve", args=[kept.pk])
    assert signed_in(client, cashier).post(url, {"resolution": "x"}).status_code == 404


def test_the_database_refuses_a_payment_that_is_not_the_bill(office) -> None:
    bill = bill_make(office)
    with pytest.raises(IntegrityError), transaction.atomic():
        payment_make(bill, amount=bill.amount - 1)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
    payment_make(bill)
    with pytest.raises(IntegrityError), transaction.atomic():
        payment_make(bill)


def test_a_case_without_a_price_does_not_reach_payment(office) -> None:
    PRICES.clear()
    case = make.asked_case(office, timezone.now())
    duty = make.duty(case.applicant, timezone.now())
    with pytest.raises(UnableToPrice):
        step_complete(step_id=make.open_step(case).pk, duty=duty, now=timezone.now())
    assert make.open_step(case).step == "ask"


def test_the_bill_ends_with_the_steps_deadline(office) -> None:
    bill = bill_make(office)
    assert bill.expires_at == bill.step.due_at
    assert bill.items.count() == 2
    assert bill.code[1:9] == timezone.localdate(bill.issued_at).strftime("%Y%m%d")
