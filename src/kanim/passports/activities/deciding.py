"""Decisions of the official who answers for the activity (SOP 936 row 5: f.7, and 2)."""

from __future__ import annotations

from typing import Any, cast

from django.forms import Form
from django.utils.translation import gettext_lazy

from kanim.cases.activities import Activity, Context, Done, register
from kanim.cases.models import Step
from kanim.passports.forms.officers import DecisionForm
from kanim.passports.models import Application
from kanim.passports.selectors import application_facts


class Deciding(Activity):
    """A choice with its reason, made with the application and what led here in view."""

    form_class = DecisionForm
    template = "passports/decide.html"

    def panel(self, ctx: Context) -> dict[str, Any]:
        return {"before": last_done(ctx), "groups": application_groups(ctx)}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(DecisionForm, form)
        return Done(form.chosen_outcome(), form.cleaned_data["reason"])


@register
class DecideDoubt(Deciding):
    """A doubt from the interview, or about nationality, is dispelled or leads to a refusal."""

    code = "application.decide_doubt"
    title = gettext_lazy("Decide the doubt")
    outcomes = {
        "go_on": gettext_lazy("Dispelled: go on"),
        "refuse": gettext_lazy("Confirmed: refuse"),
    }


@register
class Adjudicate(Deciding):
    """A problem that came back from the centre is approved or refused."""

    code = "centre.adjudicate"
    title = gettext_lazy("Adjudicate")
    outcomes = {"approve": gettext_lazy("Approve"), "refuse": gettext_lazy("Refuse")}


def application_groups(ctx: Context) -> Any:
    """The application in readable groups, for those who decide about it."""
    return application_facts(Application.objects.get(case=ctx.case))


def last_done(ctx: Context) -> Step | None:
    """The step that led here, with the note that says why."""
    return (
        Step.objects.filter(case=ctx.case, closing=Step.Closing.DONE)
        .select_related("closed_by")
        .order_by("-sequence")
        .first()
    )
