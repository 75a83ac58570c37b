"""Tests that really commit: the audit trail refuses the truncation that pytest-django would do."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import TransactionTestCase

from kanim.accounts.models import User
from kanim.cases.models import Case
from kanim.office.models import Office, Posting, Role
from kanim.people.models import Person
from kanim.tickets.models import Counter, Ticket, TicketClass, TicketEvent, TicketSeries

_FORGET_AUDIT = """
alter table audit_entry disable trigger audit_entry_refuse;
delete from audit_entry;
alter table audit_entry enable trigger audit_entry_refuse;
update audit_chain set sequence = 0, head = repeat('0', 64);
"""


@pytest.fixture
def own_rows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the end of a committing test, remove its rows instead of truncating every table."""
    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: _forget())


@pytest.fixture
def committed(own_rows_only: None, transactional_db: None) -> None:
    """A database without a surrounding transaction, clean again afterwards."""


def _forget() -> None:
    for model in (TicketEvent, Ticket, TicketSeries, Counter, TicketClass, Case, Person):
        model.objects.all().delete()
    for model in (Posting, Role, User, Office):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_AUDIT)
