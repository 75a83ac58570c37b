"""The invented office under load: its own database on the private server, made and kept."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any

DATABASE = "kanim_load"
LOCK = 20260205


@dataclass(frozen=True)
class LoadOffice:
    """Office and officers, as ``kanim bench`` makes them, and the moment of the run."""

    office: Any
    usernames: list[str]
    password: str
    now: datetime


def office_begin() -> LoadOffice:
    """Set Django up in the load tests' own database and make the office there."""
    from kanim.config.benchmarks.database import django_begin

    django_begin(DATABASE)
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from kanim.config.benchmarks.people import PASSWORD, staff_make
    from kanim.office.models import Office

    now = timezone.now()
    with connection.cursor() as cursor:
        # Scripts that start together make the tables and the office one after the other.
        cursor.execute("select pg_advisory_lock(%s)", [LOCK])
        call_command("migrate", verbosity=0, skip_checks=True)
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        staff = staff_make(now=now)
        cursor.execute("select pg_advisory_unlock(%s)", [LOCK])
    return LoadOffice(Office.objects.get(pk=staff.office_id), staff.usernames, PASSWORD, now)


def signed_in_cookies(user: Any) -> dict[str, str]:
    """The cookies of a session that is open already, for people who are too many to sign in."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"sessionid": client.cookies["sessionid"].value, "csrftoken": "k" * 32}


def conclude(problems: list[str]) -> None:
    """Print what went wrong, if anything did, and end with 1 in that case."""
    for problem in problems:
        print(f"FAILED: {problem}")
    print("failed" if problems else "ok")
    sys.exit(1 if problems else 0)
