"""The side navigation: only what the person on duty may open."""

from __future__ import annotations

from functools import cache

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from kanim.office.access import access_of, is_allowed
from kanim.office.models import Office
from kanim.office.requests import OfficeRequest

SECTIONS = [
    (
        _("Work"),
        [
            ("cases:worklist", _("Worklist"), "list-check"),
            ("cases:search", _("Search"), "search"),
            ("tickets:counter", _("My counter"), "device-desktop"),
            ("appointments:arrivals", _("Today's visits"), "calendar"),
            ("passports:stock", _("Blank stock"), "book"),
            ("dossier:archive", _("Archive"), "archive"),
            ("payments:ledger", _("Payments"), "receipt"),
        ],
    ),
    (
        _("Office"),
        [
            ("sops:list", _("Procedures"), "sitemap"),
            ("insights:overview", _("Performance"), "chart-bar"),
            ("letters:register", _("Letters"), "mail"),
            ("watchlist:entries", _("Watchlist"), "eye"),
            ("appointments:manage", _("Service hours"), "clock"),
            ("tickets:setup", _("Counters and queues"), "layout-grid"),
            ("office:calendar", _("Calendar"), "calendar-off"),
            ("office:people", _("People on duty"), "users"),
            ("office:reference", _("Tariffs and settings"), "adjustments"),
            ("exchange:status", _("Outside systems"), "plug-connected"),
            ("audit:entries", _("Audit trail"), "shield-check"),
        ],
    ),
]


def navigation(request: OfficeRequest) -> dict[str, object]:
    """Context for the desk's side navigation; a page that the duty may not open is left out."""
    duty = getattr(request, "duty", None)
    if duty is None or not duty.is_staff:
        return {"duty": duty}
    search = reverse("cases:search") if duty.may("cases.search") else ""
    sections = [
        {"label": label, "items": [item for entry in entries if (item := _item(request, *entry))]}
        for label, entries in SECTIONS
    ]
    return {
        "duty": duty,
        "search_url": search,
        "office_name": office_name(duty.office_id),
        "navigation": [section for section in sections if section["items"]],
    }


@cache
def office_name(office_id: int) -> str:
    """The office's name; offices are renamed with a restart."""
    return str(Office.objects.values_list("name", flat=True).get(pk=office_id))


def _item(request: OfficeRequest, name: str, label: object, icon: str) -> dict[str, object] | None:
    url, access = _place(name)
    if access is None or not is_allowed(access, request.duty):
        return None
    return {"url": url, "label": label, "icon": icon, "active": request.path.startswith(url)}


@cache
def _place(name: str) -> tuple[str, str | None]:
    """A page's address and what it asks for; addresses change only with a restart."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return "", None
    return url, access_of(resolve(url).func)
