"""Making the passport: blank, print, MRZ, lamination, quality, failures (SOP 936 row 6)."""

from __future__ import annotations

from typing import Any, cast

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.cases.activities import Activity, Context, Done, register
from kanim.cases.errors import UnableToPerform
from kanim.passports.forms.production import (
    FailableForm,
    LaminateForm,
    PrintForm,
    QualityForm,
    ReadMrzForm,
    ReportFailureForm,
)
from kanim.passports.models import Application, Passport, ProductionFailure
from kanim.passports.selectors_production import (
    STAGES,
    failed_step,
    passport_living,
    stock_free,
)
from kanim.passports.services.production import failure_report, passport_prepare, passport_print
from kanim.passports.services.stock import UnableToAllocate, blank_allocate, stock_empty_sentence


class InProduction(Activity):
    """A step on the passport that is being made; it shows the passport's facts."""

    def check(self, ctx: Context) -> None:
        passport_living(ctx.case)

    def panel(self, ctx: Context) -> dict[str, Any]:
        return {"passport": passport_living(ctx.case)}


@register
class Allocate(Activity):
    """The lowest free blank goes into the officer's custody; zone and page are composed on it."""

    code = "passports.allocate"
    title = gettext_lazy("Allocate a blank")
    outcomes = {"allocated": gettext_lazy("Allocated")}
    template = "passports/production/allocate.html"

    def check(self, ctx: Context) -> None:
        book = _application(ctx).book
        if not stock_free(ctx.case.office_id, book)[0]:
            raise UnableToAllocate(stock_empty_sentence(book))

    def panel(self, ctx: Context) -> dict[str, Any]:
        application = _application(ctx)
        count, lowest = stock_free(ctx.case.office_id, application.book)
        return {"application": application, "count": count, "lowest": lowest}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        application = _application(ctx)
        blank = blank_allocate(case=ctx.case, book=application.book, duty=ctx.duty, now=ctx.now)
        passport_prepare(application=application, blank=blank, duty=ctx.duty, now=ctx.now)
        return Done("allocated", _("Blank %(serial)s") % {"serial": blank.serial})


@register
class Print(InProduction):
    """The biodata page is printed on the blank from the kept PDF."""

    code = "passports.print"
    title = gettext_lazy("Print the passport")
    outcomes = {"printed": gettext_lazy("Printed well"), "failed": gettext_lazy("Failed")}
    form_class = PrintForm
    template = "passports/production/print.html"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(PrintForm, form)
        outcome = form.chosen_outcome()
        if outcome == "printed":
            passport = passport_living(ctx.case)
            passport_print(passport=passport, duty=ctx.duty, now=ctx.now)
        return Done(outcome, form.note)


@register
class ReadMrz(InProduction):
    """The zone is read back and compared character by character; the comparison decides."""

    code = "passports.read_mrz"
    title = gettext_lazy("Read the MRZ")
    outcomes = {
        "matches": gettext_lazy("Matches what was printed"),
        "failed": gettext_lazy("Unreadable or wrong"),
    }
    form_class = ReadMrzForm
    template = "passports/production/read_mrz.html"
    asks_outcome = False

    def perform(self, ctx: Context, form: Form | None) -> Done:
        comparison = cast(ReadMrzForm, form).comparison
        assert comparison is not None
        if comparison.matches:
            return Done("matches")
        note = _("%(count)d characters differ from the printed zone.")
        return Done("failed", note % {"count": comparison.differences})


class Finishing(InProduction):
    """A step that goes well or fails, with a description of the failure."""

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(FailableForm, form)
        return Done(form.chosen_outcome(), form.note)


@register
class Laminate(Finishing):
    """The page is laminated."""

    code = "passports.laminate"
    title = gettext_lazy("Laminate")
    outcomes = {"laminated": gettext_lazy("Laminated well"), "failed": gettext_lazy("Failed")}
    form_class = LaminateForm
    template = "passports/production/failable.html"


@register
class CheckQuality(Finishing):
    """The finished book is tested against the list of quality features."""

    code = "passports.check_quality"
    title = gettext_lazy("Check the quality")
    outcomes = {"good": gettext_lazy("Good"), "failed": gettext_lazy("Failed")}
    form_class = QualityForm
    template = "passports/production/failable.html"


@register
class ReportFailure(InProduction):
    """A failure is reported; the blank goes on to its cancellation (narrative 2.4)."""

    code = "passports.report_failure"
    title = gettext_lazy("Report the failure")
    outcomes = {"reported": gettext_lazy("Reported")}
    form_class = ReportFailureForm
    template = "passports/production/report.html"

    def panel(self, ctx: Context) -> dict[str, Any]:
        failed = failed_step(ctx.case, ctx.step)
        stage = ProductionFailure.Stage(STAGES[failed.activity]).label if failed else ""
        return {**super().panel(ctx), "failed": failed, "stage": stage}

    def form(self, ctx: Context, *args: Any, **kwargs: Any) -> Form | None:
        failed = failed_step(ctx.case, ctx.step)
        kwargs["initial"] = {"description": failed.note if failed else ""}
        return super().form(ctx, *args, **kwargs)

    def perform(self, ctx: Context, form: Form | None) -> Done:
        failed = failed_step(ctx.case, ctx.step)
        if failed is None:
            raise UnableToPerform(_("No production step of this case has failed."))
        description = cast(ReportFailureForm, form).cleaned_data["description"]
        passport: Passport = passport_living(ctx.case)
        failure_report(
            case=ctx.case,
            passport=passport,
            stage=STAGES[failed.activity],
            description=description,
            duty=ctx.duty,
            now=ctx.now,
        )
        return Done("reported", f"{passport.blank.serial}: {description}")


def _application(ctx: Context) -> Application:
    application = (
        Application.objects.filter(case=ctx.case).select_related("case", "case__office").first()
    )
    if application is None:
        raise UnableToPerform(_("This case has no passport application."))
    return application
