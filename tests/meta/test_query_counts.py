"""Every main page asks the database as often for thirty lines as for three, and as often as agreed.

The agreed numbers are in ``query_counts.json``. Where a page rightly asks more, or fewer, they are
written anew by ``KANIM_QUERY_COUNTS=write pytest tests/meta/test_query_counts.py``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.meta.query_town import Town

BASELINE = Path(__file__).with_name("query_counts.json")
FEW, MANY = 3, 30
LISTS = {"worklist", "search", "ledger", "arrivals", "archive", "letters", "watchlist", "people",
         "audit", "mine", "stock", "outside"}  # fmt: skip
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def addresses(town: Town) -> dict[str, tuple[str, bool]]:
    """The main pages: name → address, and whether it is the applicant's page."""
    assert town.case is not None
    number = town.case.number
    step = town.case.steps.open().get()
    staff = {
        "worklist": reverse("cases:worklist"),
        "case": reverse("cases:case", args=[number]),
        "step": reverse("cases:step", args=[step.pk]),
        "search": reverse("cases:search") + "?q=nurul",
        "procedures": reverse("sops:list"),
        "ledger": reverse("payments:ledger"),
        "arrivals": reverse("appointments:arrivals"),
        "counter": reverse("tickets:counter"),
        "queues": reverse("tickets:setup"),
        "stock": reverse("passports:stock"),
        "archive": reverse("dossier:archive"),
        "letters": reverse("letters:register"),
        "watchlist": reverse("watchlist:entries"),
        "audit": reverse("audit:entries"),
        "people": reverse("office:people"),
        "reference": reverse("office:reference"),
        "calendar": reverse("office:calendar"),
        "insights": reverse("insights:overview"),
        "outside": reverse("exchange:status"),
    }
    own = {
        "mine": reverse("passports:mine"),
        "own case": reverse("cases:case", args=[number]),
        "status": reverse("cases:status", args=[number]),
    }
    return {name: (place, False) for name, place in staff.items()} | {
        name: (place, True) for name, place in own.items()
    }


def asked(town: Town) -> dict[str, list[str]]:
    """The statements that each page sends, when everything that is kept in memory is there."""
    officer, applicant = Client(), Client()
    officer.force_login(town.officer, backend=BACKEND)
    applicant.force_login(town.applicant, backend=BACKEND)
    found = {}
    for name, (place, is_own) in addresses(town).items():
        client = applicant if is_own else officer
        page = client.get(place)
        assert page.status_code == 200, (name, place)
        assert name not in LISTS or page.content.count(b"<tr") + page.content.count(b"<li") >= (
            town.size
        ), f"{name} does not show its lines"
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(place)
        found[name] = [query["sql"] for query in queries.captured_queries]
    return found


@pytest.mark.django_db
def test_pages_ask_the_database_a_fixed_number_of_times():
    town = Town()
    town.grow(FEW)
    few = asked(town)
    town.grow(MANY)
    many = asked(town)
    grown = {name: _repeated(many[name]) for name in many if len(many[name]) != len(few[name])}
    assert grown == {}, "asked once for each line"
    counts = {name: len(statements) for name, statements in sorted(many.items())}
    if os.environ.get("KANIM_QUERY_COUNTS") == "write":
        BASELINE.write_text(json.dumps(counts, indent=2) + "\n")
    assert counts == json.loads(BASELINE.read_text())


def _repeated(statements: list[str]) -> dict[str, int]:
    """Statements that differ only in their numbers, with how often each was sent."""
    import re

    shapes: dict[str, int] = {}
    for statement in statements:
        shape = re.sub(r"\d+", "#", statement)[:300]
        shapes[shape] = shapes.get(shape, 0) + 1
    return {shape: times for shape, times in shapes.items() if times > 1}
