"""Fills the demo office with its stories, once; what an interrupted run left out comes later."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import translation

from kanim.appointments.planning import slots_generate
from kanim.cases.models import Case
from kanim.config.demo.diary import Diary
from kanim.config.demo.office import MAIN
from kanim.config.demo.outside import BankSilent, bank_answers, bank_pays
from kanim.config.demo.stories import Story, stories
from kanim.config.demo.walking import story_walk
from kanim.office.models import Office
from kanim.office.selectors import calendar_of
from kanim.passports.models import Application

__all__ = [
    "BankSilent",
    "UnableToFill",
    "alone",
    "bills_pay",
    "office_await",
    "office_fill",
    "stories_missing",
]

LOCK = 936_000_001
LONGEST_AGO = timedelta(days=28)
"""How far back the stories need places to have been booked."""


class UnableToFill(Exception):
    """The office is not filled; the text says why."""


def stories_missing(now: datetime) -> list[Story]:
    """The stories that the office does not have yet; none if only others' cases are there."""
    if not settings.DEMO:
        raise UnableToFill("Only a demo office is filled with invented cases.")
    told = stories(Diary(now, calendar_of(_office().pk)))
    niks = [story.who.nik for story in told]
    known = set(Application.objects.filter(nik__in=niks).values_list("nik", flat=True))
    if not known and Case.objects.exists():
        return []
    return [story for story in told if story.who.nik not in known]


def office_fill(missing: list[Story], now: datetime) -> Iterator[Case]:
    """Walk the missing stories one after another; yields each case when it is kept."""
    office = _office()
    slots_generate(office_id=office.pk, now=now - LONGEST_AGO)
    with translation.override("id"):
        for story in missing:
            yield story_walk(story, office, now)


def bills_pay(now: datetime) -> int:
    """Pay at the bank's simulator what stories say is paid today; how many bills."""
    told = stories(Diary(now, calendar_of(_office().pk)))
    niks = [story.who.nik for story in told if story.pays]
    waiting = Case.objects.filter(
        passport_application__nik__in=niks, steps__step="pay", steps__closed_at__isnull=True
    )
    for case in waiting:
        bank_pays(case)
    return len(waiting)


def office_await(seconds: float) -> None:
    """Wait until the pages and the bank answer; UnableToFill after so many seconds."""
    limit = time.monotonic() + seconds
    while not (_pages_answer() and bank_answers()):
        if time.monotonic() > limit:
            raise UnableToFill(
                f"{settings.SITE_URL} or the bank's simulator does not answer. "
                "Start the office with `kanim serve --sim`, then try again."
            )
        time.sleep(0.5)


@contextmanager
def alone() -> Iterator[bool]:
    """Whether nobody else fills the office at the same time."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LOCK])
        (mine,) = cursor.fetchone()
        try:
            yield bool(mine)
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


def _pages_answer() -> bool:
    try:
        urllib.request.urlopen(settings.SITE_URL + "/", timeout=5).close()  # noqa: S310  our own address
    except (urllib.error.URLError, OSError):
        return False
    return True


def _office() -> Office:
    return Office.objects.get(code=MAIN)
