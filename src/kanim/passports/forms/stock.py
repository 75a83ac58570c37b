"""Receiving blanks and looking through the stock."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.passports.models import Blank, Book
from kanim.passports.serials import serial_normal
from kanim.ui.widgets import Plain


class ReceiveForm(forms.Form):
    """A consignment with its first and last serial."""

    book = forms.ChoiceField(
        label=gettext_lazy("Kind of passport"), choices=Book.choices, widget=forms.RadioSelect
    )
    first = forms.CharField(
        label=gettext_lazy("First serial"),
        help_text=gettext_lazy("A letter and seven digits, as on the box."),
        max_length=12,
        widget=Plain(attrs={"placeholder": "X0000001"}),
    )
    last = forms.CharField(
        label=gettext_lazy("Last serial"),
        max_length=12,
        widget=Plain(attrs={"placeholder": "X0000500"}),
    )
    delivery_note = forms.CharField(
        label=gettext_lazy("Number of the delivery note"), max_length=80
    )
    counted = forms.BooleanField(
        label=gettext_lazy("I have counted the books and compared the serials"),
        error_messages={"required": gettext_lazy("Count the books first, then tick this.")},
    )

    def clean_first(self) -> str:
        """The serial in its kept form."""
        return self._serial("first")

    def clean_last(self) -> str:
        """The serial in its kept form."""
        return self._serial("last")

    def _serial(self, name: str) -> str:
        serial = serial_normal(self.cleaned_data[name])
        if not serial:
            raise forms.ValidationError(_("A serial has a letter and seven digits, e.g. X0000001."))
        return serial


class StockForm(forms.Form):
    """What to list."""

    seri = forms.CharField(
        label=gettext_lazy("Serial begins with"), required=False, max_length=8, widget=Plain()
    )
    jenis = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("All kinds")), *Book.choices],
    )
    keadaan = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("All states")), *Blank.State.choices],
    )
