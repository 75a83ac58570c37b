"""Valid rows for tests of payments: the invented paid service, run for real."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kanim.cases.models import Case
from kanim.cases.services import step_complete
from kanim.exchange.tests import factories
from kanim.exchange.tests.factories import (
    NOW,
    duty,
    office_make,
    officer_duty,
    officer_make,
    open_step,
    user_make,
)
from kanim.office.models import Office, Tariff
from kanim.payments.prices import PRICES, BillLine

SOP = "tagihan"
PAID_SERVICE = Path(__file__).parent / "catalog"

__all__ = ["NOW", "duty", "office_make", "officer_duty", "officer_make", "open_step", "user_make"]


@contextmanager
def paid_service() -> Iterator[None]:
    """The invented catalogue in place of the office's, with a price."""
    before = dict(PRICES)
    PRICES[SOP] = lambda case, on: [BillLine("uji.layanan"), BillLine("uji.meterai", 2)]
    try:
        with factories.invented(PAID_SERVICE):
            yield
    finally:
        PRICES.clear()
        PRICES.update(before)


def tariffs_make() -> None:
    for code, amount in {"uji.layanan": 350_000, "uji.meterai": 10_000}.items():
        Tariff.objects.get_or_create(
            code=code,
            defaults={
                "name_id": f"Tarif {code}",
                "name_en": f"Tariff {code}",
                "amount": amount,
                "unit": "permohonan",
                "source": "uji",
                "confidence": "R",
                "effective_from": date(2020, 1, 1),
            },
        )


def asked_case(office: Office, now: datetime, **fields: Any) -> Case:
    """A case at the step before payment."""
    return factories.case_make(office, now, SOP, **fields)


def billed_case(office: Office, now: datetime, **fields: Any) -> Case:
    """A case that has its bill."""
    tariffs_make()
    case = asked_case(office, now, **fields)
    assert case.applicant is not None
    step_complete(step_id=open_step(case).pk, duty=duty(case.applicant, now), now=now)
    return case
