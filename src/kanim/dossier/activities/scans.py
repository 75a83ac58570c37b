"""Reviewing the scans of the papers (SOP 936 row 5, narrative 1.d)."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from kanim.cases.activities import Activity, Context, Done, register
from kanim.dossier.forms import ScansForm
from kanim.dossier.selectors import wanted_of
from kanim.dossier.services.checking import papers_review


@register
class ReviewScans(Activity):
    """Every scan is clear; one that is not is scanned again first."""

    code = "dossier.review_scans"
    title = _("Review the scans")
    outcomes = {"clear": _("All scans are clear")}
    form_class = ScansForm
    template = "dossier/review_scans.html"
    purpose = _("Reviewing the scans")

    def panel(self, ctx: Context) -> dict[str, Any]:
        wanted = wanted_of(ctx.case)
        return {"missing": [one for one in wanted if not one.papers]}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        assert isinstance(form, ScansForm)
        papers_review(case=ctx.case, verdicts=form.verdicts(), duty=ctx.duty, now=ctx.now)
        return Done("clear")
