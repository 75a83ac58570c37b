from __future__ import annotations

import pytest

from kanim.appointments.tests import factories
from kanim.exchange.tests.committing import committed_rows_go

__all__ = ["committed_rows_go"]


@pytest.fixture
def visit_sop():
    with factories.visits():
        yield
