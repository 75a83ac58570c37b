"""The registry of e-mails that the office sends. Upper apps add their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of e-mail. Its subject takes ``%(key)s`` from the context."""

    code: str
    subject: str | Promise
    template: str
    needs: frozenset[str]


NOTICE_KINDS: dict[str, NoticeKind] = {}


def notice_kind(
    code: str, subject: str | Promise, template: str, *, needs: Iterable[str] = ()
) -> NoticeKind:
    """Register a kind of e-mail and return it; ValueError if the code is taken.

    The template begins ``{% extends layout %}`` and fills the blocks ``lead``, ``facts`` and
    ``next``; it is rendered once as text and once as HTML.
    """
    if code in NOTICE_KINDS:
        raise ValueError(f"notice kind {code} is registered twice")
    kind = NoticeKind(code, subject, template, frozenset(needs))
    NOTICE_KINDS[code] = kind
    return kind


def notice_kind_named(code: str) -> NoticeKind:
    """The registered kind; LookupError if there is none."""
    try:
        return NOTICE_KINDS[code]
    except KeyError:
        raise LookupError(f"no notice is called {code}") from None


def _standard(code: str, subject: str | Promise, *needs: str) -> None:
    notice_kind(code, subject, f"letters/mail/{code}.html", needs=needs)


_standard(
    "registered",
    _("Pay before %(pay_by_clock)s: application %(number)s"),
    *("billing_code", "amount", "pay_by", "schedule"),
)
_standard("expired", _("Application %(number)s has expired"))
_standard("paid", _("Payment received for application %(number)s"), "ntpn", "schedule")
_standard("papers_requested", _("Papers still needed for application %(number)s"), "papers", "due")
_standard("papers_reminder", _("Reminder: papers for application %(number)s"), "papers", "due")
_standard("refused", _("Decision on application %(number)s"), "reason")
_standard("postponed", _("Application %(number)s is postponed"), "reason", "until")
_standard("ready", _("Your passport can be collected (%(number)s)"), "ready_from", "until")
_standard("uncollected_warning", _("Collect your passport soon (%(number)s)"), "until")
_standard("cancelled", _("Cancelled: %(number)s"), "reason")
_standard("ended", _("Application %(number)s has ended"), "result")
