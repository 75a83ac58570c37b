"""What is true at the office on a day: its calendar, tariffs and settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from time import monotonic
from typing import Any

from django.db.models import F, Q

from kanim.office.holiday_tables import NationalHolidays
from kanim.office.models import Closure, Office, Setting, Tariff
from kanim.office.rules import Hours, Week, WorkingCalendar
from kanim.office.words import WEEKDAYS

OFFICE_HOURS = "office.hours"

# How long a process may trust its calendar before it asks for the version number again: a closure
# is entered days ahead, and the process that enters it forgets its own copy at once.
TRUST_SECONDS = 5.0


class UnableToFindTariff(LookupError):
    """No tariff of this code holds on that day."""


class UnableToFindSetting(LookupError):
    """No setting of this code holds on that day."""


@dataclass(slots=True)
class _Kept:
    version: int
    calendar: WorkingCalendar
    asked_at: float


_kept: dict[int, _Kept] = {}


def calendar_of(office_id: int) -> WorkingCalendar:
    """The working calendar of an office, kept by the process. Office.DoesNotExist if there is none.

    No query while the copy is fresh, one to see that it is unchanged, three to make it.
    """
    kept = _kept.get(office_id)
    if kept is not None and monotonic() - kept.asked_at < TRUST_SECONDS:
        return kept.calendar
    version = Office.objects.values_list("calendar_version", flat=True).get(pk=office_id)
    if kept is None or kept.version != version:
        kept = _Kept(version, _calendar_read(office_id), 0.0)
    kept.asked_at = monotonic()
    _kept[office_id] = kept
    return kept.calendar


def calendar_forget(office_id: int | None = None) -> None:
    """Drop the process's copy of one office's calendar, or of all."""
    if office_id is None:
        _kept.clear()
    else:
        _kept.pop(office_id, None)


def tariff_on(code: str, on: date) -> Tariff:
    """The tariff that holds on a day, amount in rupiah; UnableToFindTariff if there is none."""
    tariff = Tariff.objects.on(on).filter(code=code).first()
    if tariff is None:
        raise UnableToFindTariff(f"no tariff {code} on {on}")
    return tariff


def setting_on(code: str, on: date, office_id: int | None = None) -> Setting:
    """The setting that holds on a day: the office's own, or else the national one.

    UnableToFindSetting if there is neither.
    """
    rows = Setting.objects.on(on).filter(code=code)
    own = rows.filter(office=office_id) if office_id else rows.none()
    found = (own | rows.filter(office=None)).order_by(F("office").asc(nulls_last=True)).first()
    if found is None:
        raise UnableToFindSetting(f"no setting {code} on {on}")
    return found


def setting_value(code: str, on: date, office_id: int | None = None) -> Any:
    """The value of a setting on a day, in the unit that it names; see ``setting_on``."""
    return setting_on(code, on, office_id).value


def week_of(value: dict[str, list[str]]) -> Week:
    """Office hours from a setting such as ``{"mon": ["08:00", "16:00"]}``."""
    return {
        WEEKDAYS.index(day): Hours(time.fromisoformat(opens), time.fromisoformat(closes))
        for day, (opens, closes) in value.items()
    }


def _calendar_read(office_id: int) -> WorkingCalendar:
    closures: dict[date, str] = {}
    openings: dict[date, Hours] = {}
    for row in Closure.objects.filter(office=office_id):
        if row.kind == Closure.Kind.CLOSED:
            closures[row.day] = row.reason
        else:
            assert row.opens is not None
            assert row.closes is not None
            openings[row.day] = Hours(row.opens, row.closes)
    return WorkingCalendar(NationalHolidays(), closures, openings, _weeks_read(office_id))


def _weeks_read(office_id: int) -> list[tuple[date, Week]]:
    rows = Setting.objects.filter(Q(office=office_id) | Q(office=None), code=OFFICE_HOURS)
    ordered = list(rows.order_by("effective_from"))
    own = [row for row in ordered if row.office_id]
    # The office's own hours replace the national ones from their first day.
    national = [
        row
        for row in ordered
        if not row.office_id and (not own or row.effective_from < own[0].effective_from)
    ]
    return [(row.effective_from, week_of(row.value)) for row in national + own]
