"""What officers fill in during verification and interview (SOP 936 row 5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.biometrics.errors import UnableToReadPicture
from kanim.biometrics.examining import examined_signature
from kanim.biometrics.pictures import UnreadablePicture
from kanim.cases.forms import StepForm
from kanim.passports.forms.conditional import NeededFile, NeededTick
from kanim.passports.forms.nationality import nationality_field
from kanim.passports.forms.screens import TODAY_OR_EARLIER, name_written
from kanim.passports.models import Application
from kanim.passports.models.application import NIK
from kanim.passports.selectors import SIXTEEN
from kanim.ui.widgets import SignaturePad


class VerifyForm(StepForm):
    """The 16 data items, each as the applicant wrote it and open to correction."""

    seen = forms.BooleanField(
        label=gettext_lazy("I have compared every item with the original papers"),
        error_messages={
            "required": gettext_lazy("Compare the items with the papers, then tick this.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = Application.objects.get(case=self.ctx.case)
        for name in SIXTEEN:
            column = Application._meta.get_field(name)
            assert isinstance(column, Field)
            field = column.formfield()
            assert field is not None
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 2
            field.required = name in ("name", "birth_place", "birth_date", "sex", "nik")
            field.initial = current = getattr(self.application, name)
            is_state = name.endswith("_nationality")
            self.fields[name] = nationality_field(field, current) if is_state else field
        # A model's own validators are not carried over to a field that is taken from it alone.
        self.fields["nik"].validators.append(NIK)
        self.order_fields([*SIXTEEN, "seen"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        today = timezone.localdate(self.ctx.now)
        for name, value in list(cleaned.items()):
            if isinstance(value, date) and name != "identity_expires" and value > today:
                self.add_error(name, TODAY_OR_EARLIER)
        return cleaned

    def clean_name(self) -> str:
        """The name as it will stand in the passport."""
        return name_written(str(self.cleaned_data["name"]))

    def corrections(self) -> dict[str, tuple[Any, Any]]:
        """What the officer changed: field → (as written, as corrected)."""
        changed = {}
        for name in SIXTEEN:
            before, after = getattr(self.application, name), self.cleaned_data[name]
            if (before or None) != (after or None):
                changed[name] = (before, after)
        return changed


class InterviewForm(StepForm):
    """The result of the interview."""

    purpose = forms.CharField(label=gettext_lazy("Purpose of travel"), max_length=120)
    destination = forms.CharField(label=gettext_lazy("Destination"), max_length=120, required=False)
    notes = forms.CharField(
        label=gettext_lazy("Result of the interview"), widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == "doubtful" and len(cleaned.get("notes", "")) < 20:
            self.add_error("notes", _("Say in a sentence what is doubtful and why."))
        return cleaned


class DecisionForm(StepForm):
    """A decision of the official who answers for the activity, with its reason."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class BiodataForm(StepForm):
    """The applicant signs the biodata sheet on the pad, or says what is wrong on it (f.3, f.4)."""

    agrees = NeededTick(
        label=gettext_lazy("The applicant has read the sheet and says that it is right")
    )
    signature = NeededFile(label=gettext_lazy("Applicant's signature"), widget=SignaturePad())
    wrong = forms.CharField(
        label=gettext_lazy("What the applicant finds wrong"),
        help_text=gettext_lazy(
            "Only if something is wrong: the data are corrected first, then the new sheet is signed."
        ),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("wrong"):
            if cleaned.get("agrees"):
                self.add_error("agrees", _("The sheet is either right or wrong. Untick this."))
            return cleaned
        if not cleaned.get("agrees"):
            self.add_error("agrees", _("Show the sheet to the applicant first."))
        if "signature" in cleaned and cleaned["signature"] is None:
            self.add_error("signature", _("Let the applicant sign inside the box."))
        return cleaned

    def clean_signature(self) -> bytes | None:
        """The signature cut to its ink, as PNG; None if nobody signed."""
        if not self.cleaned_data["signature"]:
            return None
        try:
            image = examined_signature(self.cleaned_data["signature"].read())
        except UnreadablePicture as reason:
            raise forms.ValidationError(str(UnableToReadPicture.because(reason))) from None
        if image is None:
            raise forms.ValidationError(
                _("This is no signature yet. Let the applicant sign in full inside the box.")
            )
        return image
