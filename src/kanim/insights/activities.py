"""The applicant's judgement as a step of an SOP."""

from __future__ import annotations

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.cases.activities import Activity, Context, Done, register
from kanim.insights.forms import RateForm
from kanim.insights.services import rating_give


@register
class Rate(Activity):
    """The applicant rates the service, or would rather not (SOP 936, rows 5 and 7)."""

    code = "ratings.rate"
    title = gettext_lazy("Rate the service")
    outcomes = {"rated": gettext_lazy("Rated"), "declined": gettext_lazy("Declined")}
    form_class = RateForm
    asks_outcome = False
    template = "insights/rate.html"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        """Keep the answer. The timeline says that there is one, never what it says."""
        assert isinstance(form, RateForm)
        if form.cleaned_data["declined"]:
            return Done("declined", note=_("The applicant did not want to answer."))
        rating_give(
            case=ctx.case,
            step=ctx.step,
            scores=form.scores(),
            comment=form.cleaned_data["comment"],
            duty=ctx.duty,
            now=ctx.now,
        )
        return Done("rated")
