"""What tests of all apps share."""

from __future__ import annotations

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that commit are cleaned up by truncation, which the audit trail refuses in an office."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("alter table audit_entry disable trigger audit_entry_refuse_truncate")
