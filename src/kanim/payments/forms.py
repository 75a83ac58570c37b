"""Forms of the ledger."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LedgerDay(forms.Form):
    """Which day's payments to show."""

    hari = forms.DateField(label=_("Day"))


class Resolution(forms.Form):
    """How a late or surplus payment was dealt with."""

    resolution = forms.CharField(
        label=_("How it was dealt with"),
        max_length=300,
        help_text=_("For example: refunded, with the number of the letter."),
    )
