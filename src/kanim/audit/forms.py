"""What a reader of the audit trail may ask for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kanim.audit.selectors import Sought


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"


class SoughtForm(forms.Form):
    """Filters of the trail; ``before`` is the place where an earlier page ended."""

    target = forms.CharField(label=_("About"), required=False, max_length=80)
    actor = forms.CharField(label=_("Who"), required=False, max_length=80)
    verb = forms.CharField(label=_("Deed"), required=False, max_length=60)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput)
    until = forms.DateField(label=_("Until"), required=False, widget=DateInput)
    before = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)

    def clean_before(self) -> tuple[datetime, int] | None:
        at, _tilde, pk = self.cleaned_data["before"].partition("~")
        try:
            return (datetime.fromisoformat(at), int(pk)) if at else None
        except ValueError:
            raise forms.ValidationError(_("This page of the trail does not exist.")) from None

    def sought(self) -> Sought:
        """The filters, of a valid form."""
        data: dict[str, Any] = {key: value for key, value in self.cleaned_data.items() if value}
        return Sought(**data)
