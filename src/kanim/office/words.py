"""How the values of settings are written for people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def setting_text(kind: str, value: Any, unit: str) -> str:
    """A value of a setting, e.g. ``4 working days`` or ``Mon 08.00–16.00``."""
    if kind == "yes_no":
        return _("Yes") if value else _("No")
    if kind == "hours":
        return "; ".join(
            f"{_weekday(day)} {opens}–{closes}".replace(":", ".")
            for day, (opens, closes) in value.items()
        )
    if kind == "number":
        return _amount(int(value), unit)
    return str(value)


def _amount(count: int, unit: str) -> str:
    texts = {
        "min": ngettext("%(count)d minute", "%(count)d minutes", count),
        "h": ngettext("%(count)d hour", "%(count)d hours", count),
        "d": ngettext("%(count)d day", "%(count)d days", count),
        "wd": ngettext("%(count)d working day", "%(count)d working days", count),
        "mo": ngettext("%(count)d month", "%(count)d months", count),
        "year": ngettext("%(count)d year", "%(count)d years", count),
        "person": ngettext("%(count)d person", "%(count)d people", count),
    }
    return texts.get(unit, "%(count)d") % {"count": count}


def _weekday(day: str) -> str:
    names = {
        "mon": _("Mon"),
        "tue": _("Tue"),
        "wed": _("Wed"),
        "thu": _("Thu"),
        "fri": _("Fri"),
        "sat": _("Sat"),
        "sun": _("Sun"),
    }
    return names[day]
