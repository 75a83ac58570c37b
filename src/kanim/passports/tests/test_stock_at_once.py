"""Many officers allocate at the same moment: everybody gets a different blank, nobody two."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection

from kanim.exchange.tests.committing import committed_rows_go  # noqa: F401  used by pytest
from kanim.passports.models import Blank
from kanim.passports.services.stock import UnableToAllocate, blank_allocate
from kanim.passports.tests import factories

OFFICERS = 8


@pytest.mark.django_db(transaction=True)
def test_each_case_gets_its_own_blank():
    office = factories.office_make()
    factories.stock(office, size=OFFICERS)
    cases = [factories.application(office).case for _ in range(OFFICERS)]
    got = at_once(cases)
    assert sorted(got) == [f"X000000{number}" for number in range(1, OFFICERS + 1)]


@pytest.mark.django_db(transaction=True)
def test_the_last_blank_goes_to_one():
    office = factories.office_make()
    factories.stock(office, size=1)
    cases = [factories.application(office).case for _ in range(OFFICERS)]
    got = at_once(cases)
    assert got.count("X0000001") == 1
    assert got.count("empty") == OFFICERS - 1
    assert Blank.objects.filter(state="allocated").count() == 1


def at_once(cases):
    """Allocate for all cases in threads that start together; what each of them got."""
    start = Barrier(len(cases))
    got: list[str] = []

    def allocate(case, duty):
        start.wait()
        try:
            blank = blank_allocate(case=case, book="regular", duty=duty, now=factories.NOW)
            got.append(blank.serial)
        except UnableToAllocate:
            got.append("empty")
        finally:
            connection.close()

    threads = [Thread(target=allocate, args=(c, factories.officer(c.office))) for c in cases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got
