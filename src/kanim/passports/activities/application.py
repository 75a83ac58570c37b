"""The applicant's own step, and what the machine checks about nationality (SOP 936 rows 1, 5e)."""

from __future__ import annotations

from django.forms import Form
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.cases.activities import Activity, Context, Done, consequence, register
from kanim.cases.engine import pinned
from kanim.letters.notices import notice_send
from kanim.letters.services import letter_issue
from kanim.passports.models import Application
from kanim.passports.selectors import dual_nationality_doubt
from kanim.passports.services.applications import application_send
from kanim.passports.slips import slip_content


@register
class Submit(Activity):
    """Row 1: the applicant fills in the application on pages of its own."""

    code = "application.submit"
    title = gettext_lazy("Fill in the application")
    outcomes = {"submitted": gettext_lazy("Sent")}

    def place(self, ctx: Context) -> str | None:
        from kanim.passports.services.applications import place_to_go_on

        application = Application.objects.filter(case=ctx.case).first()
        if application is None:
            return None
        screen = place_to_go_on(application)
        return reverse("passports:screen", args=[ctx.case.number, screen])

    def perform(self, ctx: Context, form: Form | None) -> Done:
        application = Application.objects.select_for_update().get(case=ctx.case)
        application.case = ctx.case
        application_send(application=application, duty=ctx.duty, now=ctx.now)
        return Done("submitted")


@register
class IssueSlip(Activity):
    """Row 2 gives the letter of introduction to the office, with billing code and schedule."""

    code = "application.issue_slip"
    title = gettext_lazy("Issue the letter of introduction")
    outcomes = {"issued": gettext_lazy("Issued")}
    mode = "inline"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        letter = letter_issue(
            case=ctx.case,
            kind="registration",
            content=slip_content(ctx.case),
            addressee=ctx.case.title,
            signer_title="Sistem",
            duty=ctx.duty,
            now=ctx.now,
        )
        return Done("issued", letter.number)


@register
class CheckCitizenship(Activity):
    """Row 5e: is the applicant registered as a child of dual nationality, or old enough to choose?"""

    code = "application.check_citizenship"
    title = gettext_lazy("Check for dual nationality")
    outcomes = {"clear": gettext_lazy("Nothing found"), "doubt": gettext_lazy("Doubt")}
    mode = "inline"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        application = Application.objects.get(case=ctx.case)
        doubt = dual_nationality_doubt(application, timezone.localdate(ctx.now))
        return Done("doubt", doubt) if doubt else Done("clear")


@consequence("application.tell_end")
def tell_end(ctx: Context) -> None:
    """Tell the applicant by e-mail how the application ended."""
    application = Application.objects.filter(case=ctx.case).first()
    if application is None or not application.email:
        return
    end = pinned(ctx.case.sop, ctx.case.pins).end(ctx.case.end)
    language = ctx.case.applicant.language if ctx.case.applicant else "id"
    notice_send(
        case=ctx.case,
        to=application.email,
        kind="ended",
        context={"name": application.name, "result": end.title.in_language(language)},
        language=language,
        now=ctx.now,
        letters=ctx.case.letters.filter(kind="refusal").values_list("pk", flat=True),
    )


def doubt_sentence(note: str) -> str:
    """The sentence of a doubt for the official who decides it."""
    return note or _("The officer gave no details.")
