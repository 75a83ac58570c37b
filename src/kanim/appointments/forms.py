"""Forms of booking and of service hours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kanim.appointments.models import SlotTemplate
from kanim.appointments.offers import services
from kanim.cases.forms import StepForm


class BookForm(StepForm):
    """The chosen slot."""

    slot = forms.IntegerField(
        label=_("Time"),
        error_messages={
            "required": _("Choose a time first."),
            "invalid": _("Choose a time first."),
        },
    )


class MoveForm(forms.Form):
    """The slot to move to, and why, if the office does it."""

    slot = forms.IntegerField(
        label=_("Time"),
        error_messages={
            "required": _("Choose a time first."),
            "invalid": _("Choose a time first."),
        },
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class ArrivalForm(forms.Form):
    """A case number, typed or scanned."""

    nomor = forms.CharField(label=_("Number or QR code"), max_length=300)


class TemplateForm(forms.ModelForm):
    """Weekly service hours."""

    service = forms.ChoiceField(label=_("Service"))

    class Meta:
        model = SlotTemplate
        fields = ["service", "weekday", "starts", "ends", "capacity"]
        widgets = {"starts": forms.TimeInput, "ends": forms.TimeInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["service"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(service.code, service.title) for service in services()]

    def clean(self) -> dict[str, Any]:
        """The end lies after the beginning, and the same hours exist once."""
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Write a time after the beginning."))
        if starts and self._exists_already(cleaned):
            self.add_error("starts", _("These hours exist already. Change them instead."))
        return cleaned

    def _exists_already(self, cleaned: dict[str, Any]) -> bool:
        same = SlotTemplate.objects.filter(
            office=self.instance.office_id,
            service=cleaned.get("service", ""),
            weekday=cleaned.get("weekday", -1),
            starts=cleaned["starts"],
        )
        return same.exclude(pk=self.instance.pk).exists()
