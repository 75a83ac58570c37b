"""Who gives billing codes. In service that is SIMPONI of the Ministry of Finance.

``settings.BILLING_ISSUER`` names the class, as a dotted path; unset, codes are made here. An issuer
for SIMPONI takes the request to its billing service and returns its code; it is called in the
transaction that opens the step, so it must answer within the page's time or raise UnableToIssue, and
it must ask with ``reference`` as idempotency key, since a rolled-back transaction asks again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from kanim.cases.errors import UnableToPerform
from kanim.payments.models import Bill
from kanim.payments.rules import billing_code


class UnableToIssue(UnableToPerform):
    """The issuer gave no billing code; the step does not open."""


@dataclass(frozen=True, slots=True)
class BillRequest:
    """What an issuer needs to know. Amounts are rupiah; ``reference`` names the step, uniquely."""

    reference: str
    payer: str
    lines: tuple[tuple[str, int], ...]
    amount: int
    issued_at: datetime
    expires_at: datetime


class BillingIssuer(Protocol):
    """Gives a billing code for a request."""

    def issue(self, request: BillRequest) -> str:
        """Fifteen digits; UnableToIssue with a sentence for the applicant if there is none."""


class LocalIssuer:
    """Makes codes here, from a sequence of the database that never waits for another transaction."""

    def issue(self, request: BillRequest) -> str:
        """A code that no bill has."""
        on = timezone.localdate(request.issued_at)
        while True:
            code = billing_code(on, self._serial(), settings.FIELD_KEY)
            # Only a change of the office's key within a day makes a code come twice.
            if not Bill.objects.filter(code=code).exists():
                return code

    def _serial(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("select nextval('payments_bill_serial')")
            return int(cursor.fetchone()[0])


def issuer() -> BillingIssuer:
    """The office's issuer."""
    place = getattr(settings, "BILLING_ISSUER", "") or "kanim.payments.issuers.LocalIssuer"
    made: BillingIssuer = import_string(place)()
    return made
