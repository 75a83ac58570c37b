"""What is filled in when a failed blank is cancelled (SOP Pembatalan), or nobody comes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.cases.forms import StepForm


class RecordForm(StepForm):
    """The course of events, as the minutes will say it."""

    record = forms.CharField(
        label=gettext_lazy("Course of events"),
        help_text=gettext_lazy("Stands in the minutes (berita acara). Write in Indonesian."),
        min_length=15,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class DecideForm(StepForm):
    """The order of the head of the office."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        min_length=5,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DestroyForm(StepForm):
    """Which blank was cut, before whom."""

    serial = forms.CharField(
        label=gettext_lazy("Serial of the blank that was cut"),
        help_text=gettext_lazy("Scan or type it from the book, not from the screen."),
        max_length=12,
    )
    witness = forms.CharField(label=gettext_lazy("Witness"), min_length=3, max_length=150)
    cut = forms.BooleanField(
        label=gettext_lazy("The blank has been cut and cannot be used again"),
        error_messages={"required": gettext_lazy("Cut the blank first, then tick this.")},
    )

    def clean_witness(self) -> str:
        """The witness must be somebody else than the officer who cuts."""
        witness = " ".join(str(self.cleaned_data["witness"]).split())
        if witness.casefold() == self.ctx.duty.name.casefold():
            raise forms.ValidationError(_("You cannot be your own witness. Name a colleague."))
        return witness


class UncollectedForm(StepForm):
    """Why the passport is cancelled, as the letter will say it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason in the letter"),
        help_text=gettext_lazy("The applicant reads this. Write in Indonesian."),
        min_length=15,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
