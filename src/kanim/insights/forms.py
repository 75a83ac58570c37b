"""The survey that the applicant answers on the officer's screen or a tablet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kanim.cases.forms import StepForm
from kanim.insights.rules import ELEMENTS

SCALE = [
    (1, _("Not good")),
    (2, _("Less good")),
    (3, _("Good")),
    (4, _("Very good")),
]

# What each element asks, in the order of the regulation (PermenPAN-RB 14/2017).
QUESTIONS = {
    "requirements": _("Requirements: they suit the service"),
    "procedure": _("Procedure: easy to follow"),
    "time": _("Time: quick enough"),
    "cost": _("Cost: fair and as published"),
    "product": _("Result: as promised"),
    "competence": _("Officers: know their work"),
    "conduct": _("Officers: polite and friendly"),
    "complaints": _("Complaints and suggestions: taken seriously"),
    "facilities": _("Rooms and facilities: good quality"),
}


class RateForm(StepForm):
    """Nine scores from 1 to 4, unless the applicant would rather not answer."""

    declined = forms.BooleanField(label=_("The applicant does not want to answer"), required=False)
    comment = forms.CharField(
        label=_("Anything else you would like to say"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for element in ELEMENTS:
            self.fields[element] = forms.TypedChoiceField(
                label=QUESTIONS[element],
                choices=SCALE,
                coerce=int,
                required=False,
                empty_value=None,
                widget=forms.RadioSelect,
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """The nine fields in their order."""
        return [self[element] for element in ELEMENTS]

    def clean(self) -> dict[str, Any]:
        """Either all nine are answered, or the applicant declines."""
        cleaned = super().clean() or {}
        if cleaned.get("declined"):
            return cleaned
        for element in ELEMENTS:
            if element not in self.errors and cleaned.get(element) is None:
                self.add_error(element, _("Please choose one."))
        return cleaned

    def scores(self) -> dict[str, int]:
        """The nine scores by element."""
        return {element: self.cleaned_data[element] for element in ELEMENTS}
