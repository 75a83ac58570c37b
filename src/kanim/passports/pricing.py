"""What a passport application costs and which papers it needs: answers to apps below."""

from __future__ import annotations

from datetime import date

from kanim.cases.models import Case
from kanim.passports.models import Application
from kanim.passports.rules import tariff_code
from kanim.payments.prices import BillLine, price_of


@price_of("936")
def passport_price(case: Case, on: date) -> list[BillLine]:
    """The tariff of the book that the applicant chose (PP 45/2024)."""
    application = Application.objects.get(case=case)
    return [BillLine(tariff_code(application.book, application.validity_years))]
