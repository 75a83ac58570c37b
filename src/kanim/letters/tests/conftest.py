"""Tests that really commit clean up after themselves: letters and audit refuse truncation."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import TransactionTestCase
from procrastinate.contrib.django.models import ProcrastinateJob

from kanim.accounts.models import User
from kanim.cases.models import Case, NumberSeries
from kanim.letters.models import Letter, Notice
from kanim.office.models import Office, Posting, Role
from kanim.people.models import Person

GUARDED = ("audit_entry", "letters_letter")
MODELS = (Notice, Letter, Case, Person, Posting, Role, User, Office, NumberSeries)


@pytest.fixture
def own_rows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the end of a committing test, remove its rows instead of truncating every table."""
    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: _forget())


@pytest.fixture
def committed(own_rows_only: None, transactional_db: None) -> None:
    """A database without a surrounding transaction, clean again afterwards."""


def _forget() -> None:
    with connection.cursor() as cursor:
        for table in GUARDED:
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute("delete from audit_entry")
        cursor.execute("update audit_chain set sequence = 0, head = repeat('0', 64)")
        cursor.execute(f"delete from {ProcrastinateJob._meta.db_table}")
        for model in MODELS:
            model.objects.all().delete()
        for table in GUARDED:
            cursor.execute(f"alter table {table} enable trigger user")
