"""Screening a case's person, and comparing a hit (SOP 936 row 5e; SOP Cekal)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.cases.activities import Activity, Context, Done, register
from kanim.cases.forms import StepForm
from kanim.cases.models import Case
from kanim.watchlist.models import Hit
from kanim.watchlist.rules import Traveller
from kanim.watchlist.services import case_screen, hits_decide

TRAVELLERS: dict[str, Callable[[Case], Traveller]] = {}


def traveller_of(sop: str) -> Callable[[Callable[[Case], Traveller]], Callable[[Case], Traveller]]:
    """Register whom cases of an SOP are about; without it the case's person is screened."""

    def keep(function: Callable[[Case], Traveller]) -> Callable[[Case], Traveller]:
        TRAVELLERS[sop] = function
        return function

    return keep


def _traveller(case: Case) -> Traveller:
    known = TRAVELLERS.get(case.sop)
    if known is not None:
        return known(case)
    person = case.person
    if person is None:
        return Traveller(case.title)
    return Traveller(person.name, person.birth_date, person.nik, nationality=person.nationality)


@register
class Screen(Activity):
    """The machine searches the list; a hit goes to SOP Cekal."""

    code = "watchlist.screen"
    title = gettext_lazy("Check the watchlist")
    outcomes = {"clear": gettext_lazy("Nothing found"), "hit": gettext_lazy("Possible hit")}
    mode = "inline"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        hits = case_screen(
            case=ctx.case, traveller=_traveller(ctx.case), duty=ctx.duty, now=ctx.now
        )
        if not hits:
            return Done("clear")
        return Done("hit", _("%(count)d entries to compare.") % {"count": len(hits)})


class CompareForm(StepForm):
    """Is the person of the case the one on the list?"""

    reason = forms.CharField(
        label=gettext_lazy("What was compared, and what it shows"),
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=10,
    )


@register
class Compare(Activity):
    """The intelligence unit compares photo and data with the entry."""

    code = "watchlist.compare"
    title = gettext_lazy("Compare with the watchlist")
    outcomes = {
        "not_same": gettext_lazy("Not the same person"),
        "same_person": gettext_lazy("The same person"),
        "cannot_tell": gettext_lazy("Cannot be told"),
    }
    form_class = CompareForm
    template = "watchlist/compare.html"

    def panel(self, ctx: Context) -> dict[str, Any]:
        hits = Hit.objects.filter(case=ctx.case, decision="").select_related("entry")
        return {"traveller": _traveller(ctx.case), "hits": hits}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(CompareForm, form)
        outcome = form.chosen_outcome()
        reason = form.cleaned_data["reason"]
        hits_decide(case=ctx.case, decision=outcome, reason=reason, duty=ctx.duty, now=ctx.now)
        # The reason stays sealed with the hit: the timeline is read by more people.
        return Done(outcome)
