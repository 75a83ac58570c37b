from __future__ import annotations

import pytest

from kanim.exchange.tests.committing import committed_rows_go
from kanim.payments.tests import factories

__all__ = ["committed_rows_go"]


@pytest.fixture
def visit_sop():
    with factories.paid_service():
        yield
