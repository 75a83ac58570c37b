from __future__ import annotations

import pytest

from kanim.cases.tests import factories


@pytest.fixture
def library():
    with factories.library() as happened:
        yield happened
