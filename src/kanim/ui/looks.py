"""The look of a status: tone, shape and word. One vocabulary for every list and page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TONES = {
    "good": "circle-check",
    "now": "info-circle",
    "warn": "alert-triangle",
    "bad": "alert-octagon",
    "gold": "star",
    "quiet": "circle",
}


@dataclass(frozen=True, slots=True)
class Look:
    tone: str
    icon: str
    word: str | Promise


STATUSES = {
    "draft": Look("quiet", icon="pencil", word=_("Draft")),
    "waiting": Look("quiet", icon="circle-dashed", word=_("Waiting")),
    "open": Look("now", icon="circle-dot", word=_("Open")),
    "claimed": Look("now", icon="user-check", word=_("In hand")),
    "now": Look("now", icon="player-play-filled", word=_("In progress")),
    "called": Look("gold", icon="speakerphone", word=_("Called")),
    "soon": Look("warn", icon="clock-exclamation", word=_("Nearly due")),
    "late": Look("bad", icon="alert-triangle", word=_("Late")),
    "held": Look("warn", icon="player-pause", word=_("On hold")),
    "returned": Look("warn", icon="arrow-back-up", word=_("Sent back")),
    "done": Look("good", icon="circle-check", word=_("Done")),
    "approved": Look("good", icon="rosette-discount-check", word=_("Approved")),
    "paid": Look("good", icon="receipt", word=_("Paid")),
    "unpaid": Look("warn", icon="cash", word=_("Unpaid")),
    "expired": Look("quiet", icon="hourglass-off", word=_("Expired")),
    "postponed": Look("warn", icon="calendar-pause", word=_("Postponed")),
    "refused": Look("bad", icon="circle-x", word=_("Refused")),
    "cancelled": Look("quiet", icon="ban", word=_("Cancelled")),
    "void": Look("quiet", icon="ban", word=_("Void")),
    "valid": Look("good", icon="shield-check", word=_("Valid")),
    "altered": Look("bad", icon="shield-x", word=_("Altered")),
    "unknown": Look("quiet", icon="help-circle", word=_("Unknown")),
    "simulated": Look("gold", icon="flask", word=_("Simulator")),
}


def look_of(status: str) -> Look:
    return STATUSES.get(status) or Look("quiet", TONES["quiet"], status)
