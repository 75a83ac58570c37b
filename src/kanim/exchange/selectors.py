"""The state of each outside system, for the operator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kanim.exchange.mail import mail_figures
from kanim.exchange.models import Callback, Dispatch
from kanim.office.duty import Duty

State = Dispatch.State

TITLES: dict[str, str | Promise] = {
    "bank": _("Collecting banks (payments)"),
    "centre": _("Immigration centre (passport data)"),
    "border": _("Border control management"),
    "mail": _("E-mail"),
}
LISTED = 50


@dataclass(frozen=True, slots=True)
class SystemState:
    """One outside system as the status page shows it."""

    code: str
    title: str | Promise
    url: str
    simulated: bool
    sent: int = 0
    waiting: int = 0
    awaited: int = 0
    failed: int = 0
    unhandled: int = 0
    last_success: datetime | None = None
    last_call: datetime | None = None
    last_error: str = ""

    @property
    def look(self) -> str:
        """The word for its state: failed, waiting or done."""
        if self.failed:
            return "failed"
        return "waiting" if self.waiting or self.unhandled else "done"


def system_states(duty: Duty) -> list[SystemState]:
    """Every outside system, mail last. Three queries."""
    outgoing = {row["system"]: row for row in _outgoing(duty)}
    incoming = {row["system"]: row for row in _incoming()}
    errors = dict(
        Dispatch.objects.visible_to(duty)
        .exclude(last_error="")
        .order_by("system", "-next_at")
        .distinct("system")
        .values_list("system", "last_error")
    )
    found = [
        _state(code, place, outgoing.get(code, {}), incoming.get(code, {}), errors.get(code, ""))
        for code, place in settings.OUTSIDE_SYSTEMS.items()
    ]
    return [*found, _mail()]


def _outgoing(duty: Duty) -> Iterable[Mapping[str, Any]]:
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in State}
    rows = Dispatch.objects.visible_to(duty).order_by().values("system")
    return rows.annotate(last_success=Max("sent_at"), **counts)


def _incoming() -> Iterable[Mapping[str, Any]]:
    return (
        Callback.objects.order_by()
        .values("system")
        .annotate(
            last_call=Max("received_at"),
            unhandled=Count("pk", filter=Q(handled_at__isnull=True)),
        )
    )


def _state(
    code: str, place: Mapping[str, Any], out: Mapping[str, Any], into: Mapping[str, Any], error: str
) -> SystemState:
    return SystemState(
        code=code,
        title=TITLES.get(code, code),
        url=place["url"],
        simulated=bool(place["simulated"]),
        sent=out.get(State.ACCEPTED, 0) + out.get(State.SENT, 0),
        waiting=out.get(State.WAITING, 0),
        awaited=out.get(State.SENT, 0),
        failed=out.get(State.FAILED, 0),
        unhandled=into.get("unhandled", 0),
        last_success=out.get("last_success"),
        last_call=into.get("last_call"),
        last_error=error,
    )


def _mail() -> SystemState:
    host, port = settings.EMAIL_HOST, settings.EMAIL_PORT
    # The simulator's own port on this machine: no real mail server listens there.
    simulated = host in {"127.0.0.1", "localhost"} and port == 8025
    figures = mail_figures()
    return SystemState(
        "mail",
        TITLES["mail"],
        f"smtp://{host}:{port}",
        simulated,
        sent=figures.sent,
        waiting=figures.waiting,
        failed=figures.failed,
        last_success=figures.last_success,
    )


def unsettled_dispatches(duty: Duty) -> QuerySet[Dispatch]:
    """Messages that wait or failed, failed ones first; at most fifty."""
    rows = Dispatch.objects.visible_to(duty).select_related("case")
    return rows.filter(state__in=[State.WAITING, State.FAILED]).order_by("state", "next_at")[
        :LISTED
    ]


def unhandled_callbacks() -> QuerySet[Callback]:
    """Calls that have not been handled, oldest first; at most fifty."""
    return Callback.objects.filter(handled_at__isnull=True).order_by("received_at")[:LISTED]
