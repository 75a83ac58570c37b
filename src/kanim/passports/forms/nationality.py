"""Nationality as a choice of states, Indonesia first: nobody needs to know a three-letter code."""

from __future__ import annotations

from django import forms

from kanim.icao import STATES, Kind
from kanim.passports.selectors import nationality_text

INDONESIA = "IDN"
# What a person can be a national of, or without; Germany stands under its own code DEU, not as the
# D of a printed zone.
KINDS = frozenset({Kind.COUNTRY, Kind.BRITISH, Kind.PERSON})
OFFERED = sorted(
    (state for state in STATES.values() if state.kind in KINDS and state.code != "D"),
    key=lambda state: (state.code != INDONESIA, state.kind == Kind.PERSON, state.name),
)


def nationality_field(typed: forms.Field, current: str) -> forms.ChoiceField:
    """The choice in place of a typed code; ``current`` is offered even if it is no longer a state."""
    choices = [(state.code, nationality_text(state.code)) for state in OFFERED]
    if current and current not in dict(choices):
        choices.append((current, nationality_text(current)))
    return forms.ChoiceField(
        label=typed.label,
        help_text=typed.help_text,
        choices=choices,
        initial=current or INDONESIA,
        required=typed.required,
    )
