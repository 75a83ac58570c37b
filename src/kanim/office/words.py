"""How the values of settings are written for people."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def setting_text(kind: str, value: Any, unit: str) -> str:
    """A value of a setting, e.g. ``4 working days`` or ``Mon 08.00–16.00``."""
    if kind == "yes_no":
        return _("Yes") if value else _("No")
    if kind == "hours":
        return _hours(value)
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


def _hours(value: dict[str, list[str]]) -> str:
    """``Mon–Thu 08.00–16.00; Fri 08.00–16.30``: days in a row with equal hours stand together."""
    names = dict(zip(WEEKDAYS, _weekday_names(), strict=True))
    parts = []
    for hours, days in groupby(WEEKDAYS, key=value.get):
        if not hours:
            continue
        row = list(days)
        span = names[row[0]] if len(row) == 1 else f"{names[row[0]]}–{names[row[-1]]}"
        parts.append(f"{span} {hours[0]}–{hours[1]}".replace(":", "."))
    return "; ".join(parts)


def _weekday_names() -> list[str]:
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
