"""Examination about a lost or damaged passport (SOP BAP)."""

from __future__ import annotations

from typing import Any, cast

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.cases.activities import Activity, Context, Done, register
from kanim.cases.errors import UnableToPerform
from kanim.letters.activities import signer_title_of
from kanim.office.selectors import setting_value
from kanim.passports.forms.examination import DecideExaminationForm, ExamineForm, OpineForm
from kanim.passports.models import Application, Examination
from kanim.passports.services.examination import (
    Finding,
    charge_of,
    examination_decide,
    examination_opine,
    examination_record,
    postponed_until,
)
from kanim.passports.services.telling import applicant_tell
from kanim.passports.timing import working_days_after


@register
class Examine(Activity):
    """Questions and answers about what happened, kept and issued as minutes."""

    code = "bap.examine"
    title = gettext_lazy("Examine the applicant")
    outcomes = {"recorded": gettext_lazy("Recorded")}
    form_class = ExamineForm
    template = "passports/examination/examine.html"
    purpose = gettext_lazy("Examination about a lost or damaged passport")

    def panel(self, ctx: Context) -> dict[str, Any]:
        days = setting_value(
            "passport.lost_examination_working_days",
            timezone.localdate(ctx.now),
            ctx.case.office_id,
        )
        return {
            "application": Application.objects.filter(case=ctx.case).first(),
            "finish_by": working_days_after(ctx.step.opened_at, int(days), ctx.case.office_id),
        }

    def perform(self, ctx: Context, form: Form | None) -> Done:
        said = cast(ExamineForm, form).cleaned_data
        examination = examination_record(
            case=ctx.case,
            finding=Finding(
                subject=said["subject"],
                event=said["event"],
                event_on=said["event_on"],
                police_report=said["police_report"],
                is_force_majeure=said["is_force_majeure"],
                answers=said["answers"],
                signature=said["signature"],
            ),
            duty=ctx.duty,
            signer_title=signer_title_of(ctx),
            now=ctx.now,
        )
        assert examination.minutes is not None
        return Done("recorded", examination.minutes.number)


class OfExamination(Activity):
    """A step that reads the examination."""

    def check(self, ctx: Context) -> None:
        examination_of(ctx)

    def panel(self, ctx: Context) -> dict[str, Any]:
        examination = examination_of(ctx)
        return {
            "examination": examination,
            "answers": list(examination.answers.all()),
            "charge": charge_of(examination, timezone.localdate(ctx.now)),
        }


@register
class Opine(OfExamination):
    """The examiner says what the examination shows and what should follow."""

    code = "bap.opine"
    title = gettext_lazy("Write an opinion")
    outcomes = {"written": gettext_lazy("Written")}
    form_class = OpineForm
    template = "passports/examination/opine.html"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        said = cast(OpineForm, form).cleaned_data
        examination = examination_of(ctx)
        examination_opine(
            examination=examination,
            opinion=said["opinion"],
            recommended=said["recommended"],
            duty=ctx.duty,
            now=ctx.now,
        )
        return Done("written", str(examination.get_recommended_display()))


@register
class Decide(OfExamination):
    """The head of the office approves, postpones or refuses, by signed letter."""

    code = "bap.decide"
    title = gettext_lazy("Decide on the examination")
    outcomes = {
        "approved": gettext_lazy("Approve the replacement"),
        "postponed": gettext_lazy("Postpone the replacement"),
        "refused": gettext_lazy("Refuse the replacement"),
    }
    form_class = DecideExaminationForm
    template = "passports/examination/decide.html"

    def form(self, ctx: Context, *args: Any, **kwargs: Any) -> Form | None:
        months = _months_allowed(ctx)
        return DecideExaminationForm(*args, ctx=ctx, activity=self, months=months, **kwargs)

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(DecideExaminationForm, form)
        said = form.cleaned_data
        examination = examination_of(ctx)
        letter = examination_decide(
            examination=examination,
            decision=form.chosen_outcome(),
            reason=said["reason"],
            months=said["months"],
            duty=ctx.duty,
            signer_title=signer_title_of(ctx),
            now=ctx.now,
        )
        _tell(ctx, examination, letter.pk)
        return Done(examination.decision, f"{letter.number}: {said['reason']}")


def examination_of(ctx: Context) -> Examination:
    """The case's last examination; UnableToPerform if nobody has been examined."""
    examination = (
        Examination.objects.filter(case=ctx.case)
        .select_related("minutes", "examiner")
        .order_by("-pk")
        .first()
    )
    if examination is None:
        raise UnableToPerform(_("Nobody has been examined in this case yet."))
    return examination


def _months_allowed(ctx: Context) -> tuple[int, int]:
    day = timezone.localdate(ctx.now)
    least, most = (
        int(setting_value(f"passport.postponed_months_{end}", day, ctx.case.office_id))
        for end in ("least", "most")
    )
    return least, most


def _tell(ctx: Context, examination: Examination, letter_id: int) -> None:
    """Tell of a postponement with its end; the other decisions are told with the case's end."""
    if examination.decision != Examination.Decision.POSTPONED:
        return
    applicant_tell(
        case=ctx.case,
        kind="postponed",
        context={"reason": examination.decision_reason, "until": postponed_until(examination)},
        letters=[letter_id],
        now=ctx.now,
    )
