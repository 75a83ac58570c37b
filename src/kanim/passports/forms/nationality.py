"""Nationality as a choice of states, Indonesia first: nobody needs to know a three-letter code."""

from __future__ import annotations

from functools import lru_cache

from django import forms
from django.utils import translation

from kanim.icao import STATES, Kind
from kanim.passports.selectors import nationality_text

INDONESIA = "IDN"
# What a person can be a national of, or without; Germany stands under its own code DEU, not as the
# D of a printed zone.
KINDS = frozenset({Kind.COUNTRY, Kind.BRITISH, Kind.PERSON})
OFFERED = [state for state in STATES.values() if state.kind in KINDS and state.code != "D"]


@lru_cache(maxsize=4)
def states_offered(language: str) -> tuple[tuple[str, str], ...]:
    """Code and name, Indonesia first, then in the order of the names in this language."""
    with translation.override(language):
        named = [(state, nationality_text(state.code)) for state in OFFERED]
    named.sort(key=lambda row: (row[0].code != INDONESIA, row[0].kind == Kind.PERSON, row[1]))
    return tuple((state.code, name) for state, name in named)


def nationality_field(typed: forms.Field, current: str) -> forms.ChoiceField:
    """The choice in place of a typed code; ``current`` is offered even if it is no longer a state."""
    choices = list(states_offered(translation.get_language() or "id"))
    if current and current not in dict(choices):
        choices.append((current, nationality_text(current)))
    return forms.ChoiceField(
        label=typed.label,
        help_text=typed.help_text,
        choices=choices,
        initial=current or INDONESIA,
        required=typed.required,
    )
