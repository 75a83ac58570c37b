"""Reading the audit trail page by page, the newest first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.audit.models import Entry

PAGE = 50


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked for; empty fields ask for everything. ``before`` continues an earlier page."""

    target: str = ""
    actor: str = ""
    verb: str = ""
    since: date | None = None
    until: date | None = None
    before: tuple[datetime, int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with its actor's name and its detail as pairs."""

    entry: Entry
    actor: str
    detail: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """Lines, and where the next page begins, if there is one."""

    lines: list[Line]
    older: tuple[datetime, int] | None


def entries_page(sought: Sought, *, duty: Any) -> Page:
    """Up to 50 entries. Two queries, three if an actor is named; none counts the whole trail."""
    entries = Entry.objects.visible_to(duty).filter(_condition(sought))
    rows = list(entries.order_by("-at", "-pk")[: PAGE + 1])
    shown = rows[:PAGE]
    names = _names(shown)
    lines = [Line(row, names.get(row.actor, row.actor), _pairs(row.detail)) for row in shown]
    last = shown[-1] if len(rows) > PAGE else None
    return Page(lines, (last.at, last.pk) if last else None)


def _condition(sought: Sought) -> Q:
    condition = Q()
    if sought.target:
        condition &= Q(target=sought.target)
    if sought.verb:
        condition &= Q(verb=sought.verb)
    if sought.actor:
        condition &= Q(actor=_actor_code(sought.actor))
    if sought.since:
        condition &= Q(at__gte=_midnight(sought.since))
    if sought.until:
        condition &= Q(at__lt=_midnight(sought.until + timedelta(days=1)))
    if sought.before:
        at, pk = sought.before
        condition &= Q(at__lt=at) | Q(at=at, pk__lt=pk)
    return condition


def _actor_code(typed: str) -> str:
    """An actor as it stands in the trail, from that or from a sign-in name."""
    if ":" in typed or typed in {"machine", "visitor"}:
        return typed
    pk = get_user_model().objects.filter(username=typed).values_list("pk", flat=True).first()
    return f"user:{pk}" if pk else typed


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _names(rows: list[Entry]) -> dict[str, str]:
    codes = {row.actor for row in rows if row.actor.startswith("user:")}
    users = get_user_model().objects.filter(pk__in=[code.removeprefix("user:") for code in codes])
    known = {"machine": _("the system"), "visitor": _("a visitor")}
    return known | {f"user:{user.pk}": str(user) for user in users}


def _pairs(detail: str) -> list[tuple[str, str]]:
    return [
        (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for key, value in json.loads(detail).items()
    ]
