"""Words of the performance pages: `{% load insights %}`."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kanim.cases.titles import reader_text
from kanim.insights.forms import QUESTIONS

register = template.Library()
register.filter("text", reader_text)

_BANDS = {
    "A": _("very good"),
    "B": _("good"),
    "C": _("less good"),
    "D": _("not good"),
}
_TONES = {"A": "good", "B": "now", "C": "warn", "D": "bad"}
_RESULTS = {
    "granted": _("Granted"),
    "refused": _("Refused"),
    "postponed": _("Postponed"),
    "cancelled": _("Cancelled"),
    "lapsed": _("Lapsed"),
}


@register.filter
def band_word(band: str) -> str | Promise:
    """``A`` is "very good"."""
    return _BANDS.get(band, band)


@register.filter
def band_tone(band: str) -> str:
    """The tone in which a band is shown."""
    return _TONES.get(band, "quiet")


@register.filter
def result_word(result: str) -> str | Promise:
    """How a case ended, in a word."""
    return _RESULTS.get(result, result)


@register.filter
def element_word(element: str) -> str | Promise:
    """What an element of the survey asks."""
    return QUESTIONS[element]


@register.filter
def plain(value: object) -> str:
    """A figure for an attribute, always with a point."""
    return str(value)
