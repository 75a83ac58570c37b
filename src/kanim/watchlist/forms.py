"""What an entry must hold (Permenimipas 13/2025, Pasal 13)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.watchlist.models import Entry

LONGEST_PREVENTION_DAYS = 186


class EntryForm(forms.ModelForm):
    """A proposal."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    other_names = forms.CharField(
        label=gettext_lazy("Other names, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = Entry
        fields = [
            "reference", "kind", "name", "other_names", "sex", "birth_place", "birth_date",
            "nationality", "nik", "document_number", "requester", "legal_basis", "reason",
            "begins", "ends",
        ]  # fmt: skip
        widgets = {
            name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            for name in ("birth_date", "begins", "ends")
        } | {"kind": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if isinstance(begins, date) and isinstance(ends, date):
            if ends < begins:
                self.add_error("ends", _("The end lies before the beginning."))
            elif (
                cleaned.get("kind") == Entry.Kind.PREVENTION
                and (ends - begins).days > LONGEST_PREVENTION_DAYS
            ):
                self.add_error("ends", _("A prevention lasts at most six months."))
        return cleaned

    def save(self, commit: bool = True) -> Entry:
        entry: Entry = super().save(commit=False)
        entry.aliases = [
            line.strip() for line in self.cleaned_data["other_names"].splitlines() if line.strip()
        ]
        return entry
