"""What officers fill in while a passport is made (SOP 936 row 6)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.cases.forms import StepForm
from kanim.passports.features import QUALITY, SECURITY, Feature
from kanim.passports.forms.conditional import NeededText, NeededTicks
from kanim.passports.page.reading import Comparison, compare
from kanim.passports.selectors_production import UnableToFindPassport, passport_living

ELEMENTS = {
    "document_code": gettext_lazy("document code"),
    "issuing_state": gettext_lazy("issuing state"),
    "name": gettext_lazy("name"),
    "document_number": gettext_lazy("passport number"),
    "nationality": gettext_lazy("nationality"),
    "birth_date": gettext_lazy("date of birth"),
    "sex": gettext_lazy("sex"),
    "expiry_date": gettext_lazy("date of expiry"),
    "personal_number": gettext_lazy("personal number"),
}
"""The elements of a TD3 zone as officers call them."""


class FailableForm(StepForm):
    """It went well, or it failed and the officer says how."""

    good: str = ""
    description = NeededText(
        label=gettext_lazy("What went wrong"),
        help_text=gettext_lazy("Only if it failed: what is to be seen on the book?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bad = ",".join(code for code in self.activity.outcomes if code != self.good)
        # The page shows the description only once a failure is chosen.
        self.shown_when = f"{self.add_prefix('outcome')}={bad}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        outcome = cleaned.get("outcome")
        if outcome and outcome != self.good and not cleaned.get("description"):
            self.add_error(
                "description", _("Describe what went wrong, so that it can be reported.")
            )
        return cleaned

    @property
    def note(self) -> str:
        """What the timeline says: the description of a failure."""
        if self.chosen_outcome() == self.good:
            return ""
        return str(self.cleaned_data["description"])


class PrintForm(FailableForm):
    """Whether the page came out well."""

    good = "printed"


class LaminateForm(FailableForm):
    """Whether the lamination came out well."""

    good = "laminated"


class FeatureForm(FailableForm):
    """A list of features, each looked at; a good passport has all of them."""

    features: tuple[Feature, ...] = ()
    seen = NeededTicks(
        label=gettext_lazy("Looked at and in order"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["seen"]
        assert isinstance(choice, forms.MultipleChoiceField)
        choice.choices = [(feature.code, feature.label) for feature in self.features]
        self.order_fields(["seen", "outcome", "description"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        missing = self._missing(cleaned.get("seen") or [])
        if cleaned.get("outcome") == self.good and missing:
            self.add_error(
                "seen", _("Not ticked: %(what)s. Look again.") % {"what": "; ".join(missing)}
            )
        return cleaned

    @property
    def note(self) -> str:
        """The features that were not in order, and the description."""
        if self.chosen_outcome() == self.good:
            return ""
        missing = "; ".join(self._missing(self.cleaned_data["seen"]))
        text = self.cleaned_data["description"]
        return f"{text} ({_('Not in order')}: {missing})" if missing else str(text)

    def _missing(self, seen: list[str]) -> list[str]:
        return [str(feature.label) for feature in self.features if feature.code not in seen]


class QualityForm(FeatureForm):
    """The quality check after lamination."""

    good = "good"
    features = QUALITY


class EndorseForm(FeatureForm):
    """The official's look at the security features."""

    good = "worthy"
    features = SECURITY


class ReadMrzForm(StepForm):
    """What the MRTD reader typed, held against the printed zone."""

    reading = forms.CharField(
        label=gettext_lazy("Machine readable zone, as read"),
        help_text=gettext_lazy("Put the cursor here and draw the page through the reader."),
        max_length=400,
        widget=forms.Textarea(
            attrs={
                "rows": 2,
                "cols": 46,
                "class": "mrz-reading",
                "autofocus": True,
                "spellcheck": "false",
                "autocomplete": "off",
                "autocapitalize": "characters",
            }
        ),
        error_messages={"required": gettext_lazy("Draw the page through the reader first.")},
    )
    confirm_failure = forms.BooleanField(
        label=gettext_lazy("I have read it several times; the zone is unreadable or wrong"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comparison: Comparison | None = None

    @property
    def differing(self) -> list[str]:
        """The data elements that were read differently, by their names."""
        return [str(ELEMENTS[name]) for name in self.comparison.elements] if self.comparison else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "reading" not in cleaned:
            return cleaned
        try:
            passport = passport_living(self.ctx.case)
        except UnableToFindPassport as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        self.comparison = compare(
            passport.mrz_lines, cleaned["reading"], on=timezone.localdate(self.ctx.now)
        )
        if not self.comparison.matches and not cleaned.get("confirm_failure"):
            self.add_error(
                "reading",
                _("The reading differs from what was printed. Clean the page and read it again."),
            )
        return cleaned


class ReportFailureForm(StepForm):
    """The report to the official who answers for the product."""

    description = forms.CharField(
        label=gettext_lazy("Report"),
        help_text=gettext_lazy(
            "What failed, how often it was tried, and what the likely cause is."
        ),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class FinalCheckForm(StepForm):
    """The last look before the passport may be handed over."""

    reason = NeededText(
        label=gettext_lazy("What the problem is"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_when = f"{self.add_prefix('outcome')}=problem"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == "problem" and not cleaned.get("reason"):
            self.add_error("reason", _("Say what the problem is; the refusal rests on it."))
        return cleaned
