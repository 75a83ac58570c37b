"""Dated reference data: what comes with the program, and what the head of office decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.office import reference_files as files
from kanim.office.duty import Duty, actor_of
from kanim.office.models import Dated, Office, Regulation, Role, Setting, Tariff
from kanim.office.periods import Period, UnableToBegin, place_for
from kanim.office.selectors import OFFICE_HOURS, calendar_forget

Row = TypeVar("Row", bound=Dated)


class UnableToSet(Exception):
    """The value stays as it is; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a load added, by kind; roles and regulations count all that the files hold."""

    roles: int
    tariffs: int
    settings: int
    regulations: int


@transaction.atomic
def reference_load(*, now: datetime) -> Loaded:
    """Bring in the reference files. Repeating it changes nothing.

    Dated values are only added, never changed: what the head of office has set stays. Roles and
    regulations follow the files.
    """
    regulations = _regulations_load()
    roles = _roles_load()
    tariffs = _missing_load(Tariff, Tariff.objects.all(), files.tariffs_read())
    settings = _missing_load(Setting, Setting.objects.filter(office=None), files.settings_read())
    loaded = Loaded(roles, tariffs, settings, regulations)
    if tariffs or settings:
        _all_calendars_changed()
        entry_write(
            actor="machine",
            verb="reference.loaded",
            target="reference:files",
            detail={"tariffs": tariffs, "settings": settings},
            now=now,
        )
    return loaded


@transaction.atomic
def tariff_change(
    *,
    duty: Duty,
    code: str,
    amount: int,
    effective_from: date,
    source: str,
    confidence: str,
    now: datetime,
) -> Tariff:
    """Set a tariff (rupiah) from a day on; the one before it ends the day before.

    UnableToSet if the day has passed or has a value already; Tariff.DoesNotExist for an unknown
    code.
    """
    _not_past(effective_from, now)
    rows = list(Tariff.objects.filter(code=code).order_by("effective_from").select_for_update())
    if not rows:
        raise Tariff.DoesNotExist(code)
    new = Tariff(
        code=code,
        name_id=rows[-1].name_id,
        name_en=rows[-1].name_en,
        unit=rows[-1].unit,
        amount=amount,
        effective_from=effective_from,
        source=source,
        confidence=confidence,
    )
    _place(new, rows)
    _audit(duty, "tariff", new, amount, now)
    return new


@transaction.atomic
def setting_change(
    *,
    duty: Duty,
    code: str,
    value: Any,
    effective_from: date,
    source: str,
    confidence: str,
    now: datetime,
) -> Setting:
    """Set the duty's office's own value of a setting from a day on.

    UnableToSet if the day has passed or has a value already; Setting.DoesNotExist for an unknown
    code.
    """
    _not_past(effective_from, now)
    rows = list(
        Setting.objects.filter(code=code, office=duty.office_id)
        .order_by("effective_from")
        .select_for_update()
    )
    like = rows[-1] if rows else Setting.objects.filter(code=code, office=None).latest("id")
    new = Setting(
        code=code,
        office_id=duty.office_id,
        kind=like.kind,
        unit=like.unit,
        title_id=like.title_id,
        title_en=like.title_en,
        value=value,
        effective_from=effective_from,
        source=source,
        confidence=confidence,
    )
    _place(new, rows)
    if code == OFFICE_HOURS:
        _all_calendars_changed()
    _audit(duty, "setting", new, value, now)
    return new


def _place(new: Row, rows: list[Row]) -> None:
    """Save a dated row among its fellows, ending the one before it."""
    try:
        cut = _fit(new, rows)
    except UnableToBegin:
        raise UnableToSet(_("A value begins on that day already. Choose another day.")) from None
    if cut is not None:
        cut.save(update_fields=["effective_until"])
    new.save()


def _fit(new: Row, rows: list[Row]) -> Row | None:
    """Set the new row's end and that of the one before it, which is returned; saves neither."""
    periods = {Period(row.effective_from, row.effective_until): row for row in rows}
    place = place_for(new.effective_from, periods)
    new.effective_until = place.period.ends
    if place.cuts is None:
        return None
    cut = periods[place.cuts]
    cut.effective_until = new.effective_from - date.resolution
    return cut


def _not_past(day: date, now: datetime) -> None:
    if day < timezone.localdate(now):
        raise UnableToSet(_("A value cannot begin in the past. Choose today or a later day."))


def _audit(duty: Duty, kind: str, row: Dated, value: Any, now: datetime) -> None:
    detail = {"value": value, "from": row.effective_from, "source": row.source}
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb=f"{kind}.set",
        target=f"{kind}:{row.code}",
        detail=detail,
        now=now,
    )


def _missing_load(model: type[Row], existing: Iterable[Row], lines: Iterable[Any]) -> int:
    """Add the lines of the files that are not among the existing rows; returns how many."""
    known: dict[str, list[Row]] = {}
    for row in existing:
        known.setdefault(row.code, []).append(row)
    added: list[Row] = []
    for line in lines:
        rows = known.setdefault(line.code, [])
        if any(row.effective_from == line.effective_from for row in rows):
            continue
        new = model(**_fields(line))
        cut = _fit(new, rows)
        if cut is not None and cut.pk:
            cut.save(update_fields=["effective_until"])
        rows.append(new)
        added.append(new)
    model.objects.bulk_create(added)
    return len(added)


def _roles_load() -> int:
    lines = files.roles_read()
    roles = [Role(**_fields(line)) for line in lines]
    # Whether a second factor is required is the office's own decision once the role exists.
    Role.objects.bulk_create(
        roles,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_id", "name_en", "lanes", "permissions"],
    )
    return len(lines)


def _regulations_load() -> int:
    lines = files.regulations_read()
    fields = ["name", "topic_id", "topic_en", "in_force_from", "note", "confidence"]
    rows = [Regulation(**{**_fields(line), "repealed_by": None}) for line in lines]
    Regulation.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=fields
    )
    known = {row.code: row for row in Regulation.objects.all()}
    for line in lines:
        known[line.code].repealed_by = known[line.repealed_by] if line.repealed_by else None
    Regulation.objects.bulk_update(known.values(), ["repealed_by"])
    return len(lines)


def _fields(line: Any) -> dict[str, Any]:
    return {name: getattr(line, name) for name in line.__slots__}


def _all_calendars_changed() -> None:
    Office.objects.update(calendar_version=F("calendar_version") + 1)
    calendar_forget()
