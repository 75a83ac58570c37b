"""What tests of all apps share."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import TransactionTestCase

ALLOW = "alter table audit_entry disable trigger audit_entry_refuse_truncate"


@pytest.fixture(scope="session", autouse=True)
def truncation_allowed():
    """Tests that commit are cleaned up by truncation, which the audit trail refuses in an office.

    Allowed anew each time, for a test may have put the trail's guards back.
    """
    forget = TransactionTestCase._fixture_teardown  # noqa: SLF001  Django has no other hook

    def allow_and_forget(case):
        with connection.cursor() as cursor:
            cursor.execute(ALLOW)
        forget(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", allow_and_forget)
        yield
