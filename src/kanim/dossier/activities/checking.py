"""Checking the original papers (SOP 936 row 4) and completing what is missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.forms import Form
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kanim.cases.activities import Activity, Context, Done, consequence, moment, register
from kanim.dossier.forms import CheckForm, CompleteForm
from kanim.dossier.models import Check
from kanim.dossier.selectors import latest_check, latest_request, other_papers
from kanim.dossier.services.checking import check_record, papers_request


@register
class CheckPapers(Activity):
    """The originals against the list for this applicant; the applicant is told what is missing."""

    code = "dossier.check"
    title = _("Check the papers")
    outcomes = {
        "complete": _("Complete"),
        "incomplete": _("Incomplete"),
        "damaged_or_lost": _("Old passport damaged or lost"),
    }
    form_class = CheckForm
    template = "dossier/check.html"
    purpose = _("Checking the papers")

    def panel(self, ctx: Context) -> dict[str, Any]:
        return {"others": other_papers(ctx.case), "last": latest_check(ctx.case)}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        assert isinstance(form, CheckForm)
        outcome = form.chosen_outcome()
        check = check_record(
            case=ctx.case,
            decision=outcome,
            findings=form.findings(),
            due_at=form.due_at() if outcome == "incomplete" else None,
            waiver=form.cleaned_data["waiver"],
            old_passport=form.cleaned_data["old_passport"],
            remark=form.cleaned_data["remark"],
            duty=ctx.duty,
            now=ctx.now,
        )
        papers_request(check=check, kind="papers_requested", now=ctx.now)
        return Done(outcome, _note(check, form))


@register
class CompletePapers(Activity):
    """The missing papers are brought within the time; then everything is checked once more."""

    code = "dossier.complete"
    title = _("Complete the papers")
    outcomes = {"completed": _("Completed")}
    form_class = CompleteForm
    template = "dossier/complete.html"
    purpose = _("Completing the papers")

    def panel(self, ctx: Context) -> dict[str, Any]:
        return {"last": latest_request(ctx.case)}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        assert isinstance(form, CompleteForm)
        earlier = latest_check(ctx.case)
        findings = {} if earlier is None else _carried(earlier)
        check_record(
            case=ctx.case,
            decision=Check.Decision.COMPLETED,
            findings=findings | form.findings(),
            remark=form.cleaned_data["remark"],
            duty=ctx.duty,
            now=ctx.now,
        )
        return Done("completed", form.titles([one.requirement for one in form.wanted]))


@moment("dossier.papers_due")
def papers_due(ctx: Context) -> datetime | None:
    """Until when the missing papers must be there: what the officer set."""
    request = latest_request(ctx.case)
    return request.due_at if request else None


@consequence("dossier.remind_papers")
def remind_papers(ctx: Context) -> None:
    """Remind the applicant of the papers that are still missing."""
    request = latest_request(ctx.case)
    if request is not None:
        papers_request(check=request, kind="papers_reminder", now=ctx.now)


def _carried(check: Check) -> dict[str, Any]:
    from kanim.dossier.services.checking import Found

    return {item.requirement: Found(item.finding, item.note) for item in check.items.all()}


def _note(check: Check, form: CheckForm) -> str:
    """What the timeline says about the decision."""
    if check.decision == Check.Decision.INCOMPLETE:
        assert check.due_at is not None
        return gettext("Missing: %(papers)s. Until %(day)s.") % {
            "papers": form.titles(form.lacking()),
            "day": date_format(form.cleaned_data["due_on"], "j F Y"),
        }
    if check.decision == Check.Decision.DAMAGED_OR_LOST:
        return " ".join(filter(None, [str(check.get_old_passport_display()), check.remark]))
    return check.waiver or check.remark
