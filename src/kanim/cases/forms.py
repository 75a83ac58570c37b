"""The base of every step's form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kanim.cases.activities import Activity, Context


class StepForm(forms.Form):
    """A form that knows its step, and asks the outcome where the activity leaves a choice."""

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, ctx: Context, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ctx = ctx
        self.activity = activity
        if not activity.asks_outcome or len(activity.outcomes) == 1:
            del self.fields["outcome"]
            return
        choice = self.fields["outcome"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(activity.outcomes.items())

    def chosen_outcome(self) -> str:
        """The outcome that the person chose, or the only one there is."""
        chosen = self.cleaned_data.get("outcome")
        return str(chosen) if chosen else self.activity.only_outcome()


class ReasonForm(forms.Form):
    """Why a case is held or cancelled."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
