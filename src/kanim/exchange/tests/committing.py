"""Tests that really commit: afterwards every row goes, except what migrations put there."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

KEPT = {"audit_chain", "django_content_type", "auth_permission", "django_migrations"}

# The audit trail refuses truncation, as it should; here its guard is lifted for a moment.
_FORGET = """
alter table audit_entry disable trigger user;
truncate {tables} restart identity;
alter table audit_entry enable trigger user;
update audit_chain set sequence = 0, head = repeat('0', 64);
"""


@pytest.fixture(scope="package", autouse=True)
def committed_rows_go():
    """Replace the truncation that the test case would do, and that the audit trail refuses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: _forget())
        yield


def _forget() -> None:
    known = set(connection.introspection.table_names())
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.db_table in known
    }
    tables |= {name for name in known if name.startswith("procrastinate_")}
    names = ", ".join(sorted(tables - KEPT))
    with connection.cursor() as cursor:
        cursor.execute(_FORGET.format(tables=names))
