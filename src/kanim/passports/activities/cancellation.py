"""A failed blank: minutes, decision, cutting (SOP Pembatalan)."""

from __future__ import annotations

from typing import Any, cast

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.cases.activities import Activity, Context, Done, register
from kanim.letters.activities import signer_title_of
from kanim.office.selectors import setting_value
from kanim.passports.forms.cancellation import DecideForm, DestroyForm, RecordForm
from kanim.passports.selectors_production import failure_open, passport_living
from kanim.passports.serials import serial_normal
from kanim.passports.services.cancellation import (
    UnableToCancel,
    blank_destroy,
    failure_decide,
    failure_record,
)
from kanim.passports.timing import days_after


class OfFailure(Activity):
    """A step about the failed blank of the case."""

    def check(self, ctx: Context) -> None:
        failure_open(ctx.case)

    def panel(self, ctx: Context) -> dict[str, Any]:
        failure = failure_open(ctx.case)
        days = setting_value(
            "passport.cancel_examination_days", timezone.localdate(ctx.now), ctx.case.office_id
        )
        return {
            "failure": failure,
            "passport": passport_living(ctx.case),
            "record_by": days_after(failure.reported_at, int(days)),
        }


@register
class Record(OfFailure):
    """The officer writes the minutes of the failure, within two days."""

    code = "cancellation.record"
    title = gettext_lazy("Record the failure")
    outcomes = {"recorded": gettext_lazy("Recorded")}
    form_class = RecordForm
    template = "passports/production/cancel_record.html"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        letter = failure_record(
            failure=failure_open(ctx.case),
            record=cast(RecordForm, form).cleaned_data["record"],
            duty=ctx.duty,
            signer_title=signer_title_of(ctx),
            now=ctx.now,
        )
        return Done("recorded", letter.number)


@register
class Decide(OfFailure):
    """The head of the office orders a new blank, or stops the application."""

    code = "cancellation.decide"
    title = gettext_lazy("Decide on the cancellation")
    outcomes = {
        "replace": gettext_lazy("Void the blank and print on a new one"),
        "stop": gettext_lazy("Void the blank and stop the application"),
    }
    form_class = DecideForm
    template = "passports/production/cancel_decide.html"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(DecideForm, form)
        decision, reason = form.chosen_outcome(), form.cleaned_data["reason"]
        failure_decide(
            failure=failure_open(ctx.case),
            passport=passport_living(ctx.case),
            decision=decision,
            reason=reason,
            duty=ctx.duty,
            now=ctx.now,
        )
        return Done(decision, reason)


@register
class Destroy(OfFailure):
    """The blank is cut before a witness and void from then on."""

    code = "cancellation.destroy"
    title = gettext_lazy("Cut and void the blank")
    outcomes = {"destroyed": gettext_lazy("Cut and void")}
    form_class = DestroyForm
    template = "passports/production/cancel_destroy.html"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        said = cast(DestroyForm, form).cleaned_data
        failure = failure_open(ctx.case)
        if serial_normal(said["serial"]) != failure.blank.serial:
            raise UnableToCancel(
                _(
                    "Blank %(typed)s is not the failed one, %(serial)s. Cut nothing else; look again."
                )
                % {"typed": said["serial"], "serial": failure.blank.serial}
            )
        letter = blank_destroy(
            failure=failure,
            passport=passport_living(ctx.case),
            witness=said["witness"],
            duty=ctx.duty,
            signer_title=signer_title_of(ctx),
            now=ctx.now,
        )
        return Done("destroyed", f"{failure.blank.serial} · {letter.number}")
