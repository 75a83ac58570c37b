"""The official examines, endorses and takes the last look (SOP 936, narrative "Pengesahan")."""

from __future__ import annotations

from typing import Any, cast

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.biometrics.selectors import photo_of
from kanim.cases.activities import Activity, Context, Done, register
from kanim.passports.forms.production import EndorseForm, FinalCheckForm
from kanim.passports.models import Application
from kanim.passports.page.agreement import Line, agreement
from kanim.passports.selectors_production import border_dispatch, passport_living
from kanim.passports.services.production import (
    UnableToProduce,
    passport_cancel,
    passport_endorse,
)


@register
class Endorse(Activity):
    """Worthiness and security features are examined; a worthy passport becomes valid."""

    code = "passports.endorse"
    title = gettext_lazy("Check and endorse")
    outcomes = {
        "worthy": gettext_lazy("Worthy: endorse"),
        "reprint": gettext_lazy("Faulty: print again on a new blank"),
        "problem": gettext_lazy("Problem with the application: refuse"),
    }
    form_class = EndorseForm
    template = "passports/production/endorse.html"

    def check(self, ctx: Context) -> None:
        passport_living(ctx.case)

    def panel(self, ctx: Context) -> dict[str, Any]:
        return comparison_panel(ctx)

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(EndorseForm, form)
        outcome = form.chosen_outcome()
        passport = passport_living(ctx.case)
        if outcome == "worthy":
            passport_endorse(passport=passport, duty=ctx.duty, now=ctx.now)
        if outcome == "problem":
            passport_cancel(passport=passport, reason=form.note, duty=ctx.duty, now=ctx.now)
        return Done(outcome, form.note)


@register
class FinalCheck(Activity):
    """Application, zone and photograph side by side before the passport may leave the office."""

    code = "passports.final_check"
    title = gettext_lazy("Final check")
    outcomes = {
        "fit": gettext_lazy("Fit: ready for collection"),
        "problem": gettext_lazy("Problem: refuse"),
    }
    form_class = FinalCheckForm
    template = "passports/production/final_check.html"

    def check(self, ctx: Context) -> None:
        passport_living(ctx.case)

    def panel(self, ctx: Context) -> dict[str, Any]:
        return comparison_panel(ctx)

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(FinalCheckForm, form)
        outcome = form.chosen_outcome()
        reason = form.cleaned_data["reason"] if outcome == "problem" else ""
        if outcome == "problem":
            passport = passport_living(ctx.case)
            passport_cancel(passport=passport, reason=reason, duty=ctx.duty, now=ctx.now)
        elif not all(line.agrees for line in lines_of(ctx)):
            raise UnableToProduce(
                _("The passport does not agree with the application. It cannot be called fit.")
            )
        return Done(outcome, reason)


def lines_of(ctx: Context) -> list[Line]:
    """Application against zone, element by element."""
    application = Application.objects.get(case=ctx.case)
    return agreement(application, passport_living(ctx.case), on=timezone.localdate(ctx.now))


def comparison_panel(ctx: Context) -> dict[str, Any]:
    """What both looks of the official show."""
    lines = lines_of(ctx)
    return {
        "passport": passport_living(ctx.case),
        "lines": lines,
        "agrees": all(line.agrees for line in lines),
        "has_photo": photo_of(ctx.case) is not None,
        "dispatch": border_dispatch(ctx.case),
    }
