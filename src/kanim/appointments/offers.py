"""Which service an SOP's applicants come for. SOPs that share counters share a service's places."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language

from kanim.cases.models import Case
from kanim.sop import catalog


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of visit that has service hours and places of its own."""

    code: str
    title: str | Promise


SERVICES: dict[str, Service] = {}
_BY_SOP: dict[str, str] = {}


def offer(*, sop: str, code: str, title: str | Promise) -> None:
    """Say that an SOP's applicants come for a service; ValueError if it has another already."""
    if _BY_SOP.setdefault(sop, code) != code:
        raise ValueError(f"SOP {sop} has the service {_BY_SOP[sop]} already")
    SERVICES.setdefault(code, Service(code, title))


def service_of(case: Case) -> str:
    """The service that a case's applicant comes for; an SOP that shares none has its own."""
    return _BY_SOP.get(case.sop, case.sop)


def services() -> list[Service]:
    """Every service that people can be appointed to, in the order of their titles."""
    found = dict(SERVICES)
    english = get_language() == "en"
    for sop in catalog.load().newest():
        books = any(step.activity == "appointments.book" for step in sop.steps)
        if books and sop.short not in _BY_SOP:
            found[sop.short] = Service(sop.short, sop.title.en if english else sop.title.id)
    return sorted(found.values(), key=lambda service: str(service.title))


def service_titles() -> dict[str, str | Promise]:
    """What each service is called, by code."""
    return {service.code: service.title for service in services()}
