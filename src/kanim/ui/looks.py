"""The look of a status: tone, shape and word. One vocabulary for every list and page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

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
    "draft": Look("quiet", icon="pencil", word=pgettext_lazy("status", "Draft")),
    "waiting": Look("quiet", icon="circle-dashed", word=pgettext_lazy("status", "Waiting")),
    "open": Look("now", icon="circle-dot", word=pgettext_lazy("status", "Open")),
    "claimed": Look("now", icon="user-check", word=pgettext_lazy("status", "In hand")),
    "now": Look("now", icon="player-play-filled", word=pgettext_lazy("status", "In progress")),
    "called": Look("gold", icon="speakerphone", word=pgettext_lazy("status", "Called")),
    "soon": Look("warn", icon="clock-exclamation", word=pgettext_lazy("status", "Nearly due")),
    "late": Look("bad", icon="alert-triangle", word=pgettext_lazy("status", "Late")),
    "held": Look("warn", icon="player-pause", word=pgettext_lazy("status", "On hold")),
    "returned": Look("warn", icon="arrow-back-up", word=pgettext_lazy("status", "Sent back")),
    "done": Look("good", icon="circle-check", word=pgettext_lazy("status", "Done")),
    "approved": Look(
        "good", icon="rosette-discount-check", word=pgettext_lazy("status", "Approved")
    ),
    "paid": Look("good", icon="receipt", word=pgettext_lazy("status", "Paid")),
    "unpaid": Look("warn", icon="cash", word=pgettext_lazy("status", "Unpaid")),
    "expired": Look("quiet", icon="hourglass-off", word=pgettext_lazy("status", "Expired")),
    "postponed": Look("warn", icon="calendar-pause", word=pgettext_lazy("status", "Postponed")),
    "refused": Look("bad", icon="circle-x", word=pgettext_lazy("status", "Refused")),
    "cancelled": Look("quiet", icon="ban", word=pgettext_lazy("status", "Cancelled")),
    "void": Look("quiet", icon="ban", word=pgettext_lazy("status", "Void")),
    "valid": Look("good", icon="shield-check", word=pgettext_lazy("status", "Valid")),
    "altered": Look("bad", icon="shield-x", word=pgettext_lazy("status", "Altered")),
    "unknown": Look("quiet", icon="help-circle", word=pgettext_lazy("status", "Unknown")),
    "simulated": Look("gold", icon="flask", word=pgettext_lazy("status", "Simulator")),
}


def look_of(status: str) -> Look:
    return STATUSES.get(status) or Look("quiet", TONES["quiet"], status)
