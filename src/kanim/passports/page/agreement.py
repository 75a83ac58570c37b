"""Whether the zone of a passport says what the application says, element by element."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kanim.icao import is_written_as, parse
from kanim.passports.models import Application, Passport
from kanim.passports.page.content import STATE
from kanim.passports.page.wording import name_parts, page_date, page_sex


@dataclass(frozen=True, slots=True)
class Line:
    """One element: as the application or the blank has it, and as the zone has it."""

    label: str | Promise
    expected: Any
    found: Any
    agrees: bool


def agreement(application: Application, passport: Passport, *, on: date) -> list[Line]:
    """Read the kept zone anew and hold every element against its source. No query."""
    zone = parse(passport.mrz_lines, on=on)
    surname, given_names = name_parts(application.name)
    written = is_written_as(zone.raw("name"), surname, given_names)
    name = f"{zone.given_names} {zone.surname}".strip()
    return [
        _line(_("Passport number"), passport.blank.serial, zone.document_number),
        Line(_("Full name"), application.name, name, written),
        _line(_("Nationality"), STATE, zone.nationality),
        _line(_("Date of birth"), application.birth_date, zone.birth_date),
        _line(_("Sex"), page_sex(application.sex), page_sex(zone.sex)),
        _line(_("Date of expiry"), passport.expires_on, zone.expiry_date),
        Line(
            _("Check digits"),
            _("all right"),
            _("all right") if zone.valid else _("wrong"),
            zone.valid,
        ),
    ]


def _line(label: str | Promise, expected: Any, found: Any) -> Line:
    return Line(label, _shown(expected), _shown(found), expected == found)


def _shown(value: Any) -> Any:
    return page_date(value) if isinstance(value, date) else value
