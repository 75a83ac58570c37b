"""Data sent to the centre, adjudication of problems, and the receipt (SOP 936 row 5h, 2)."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.cases.activities import Activity, Context, Done, register
from kanim.cases.errors import StepClosed
from kanim.cases.models import Step
from kanim.cases.services import step_complete
from kanim.exchange.handlers import Result, on_result
from kanim.exchange.services import dispatch_queue
from kanim.letters.models import Letter
from kanim.letters.services import letter_issue
from kanim.office.duty import Duty
from kanim.office.rules import add_months
from kanim.office.selectors import calendar_of, setting_value
from kanim.passports.models import Application, CentreResult
from kanim.passports.selectors import centre_payload, fee_of
from kanim.payments.selectors import settled_payment


@register
class Transmit(Activity):
    """The data go to the centre through the outbox; its answer finishes the step."""

    code = "centre.transmit"
    title = gettext_lazy("Send the data to the centre")
    outcomes = {"accepted": gettext_lazy("Accepted"), "problem": gettext_lazy("Problem")}
    mode = "message"
    template = "passports/transmit.html"

    def on_open(self, ctx: Context) -> None:
        application = Application.objects.get(case=ctx.case)
        dispatch_queue(
            system="centre",
            # A step that opens again after a correction sends anew; a repeat of one step does not.
            key=f"centre-{ctx.case.number}-{ctx.step.sequence}",
            path="/applications",
            payload=centre_payload(application),
            case=ctx.case,
            step=ctx.step,
            now=ctx.now,
        )


@on_result("centre")
def centre_answered(result: Result) -> None:
    """Keep the centre's answer once, and let the case go on."""
    dispatch = result.dispatch
    case, step_id = dispatch.case, dispatch.step_id
    if case is None or step_id is None:
        return
    accepted = result.result == "accepted"
    CentreResult.objects.get_or_create(
        key=dispatch.key,
        defaults={
            "case": case,
            "is_accepted": accepted,
            "reason": result.reason,
            "at": result.now,
        },
    )
    try:
        step_complete(
            step_id=step_id,
            duty=Duty.machine(case.office_id),
            outcome="accepted" if accepted else "problem",
            note=result.reason,
            now=result.now,
        )
    except StepClosed:
        return


@register
class GiveReceipt(Activity):
    """The receipt with the four items of the sheet is composed, signed and printed."""

    code = "application.give_receipt"
    title = gettext_lazy("Give the receipt")
    outcomes = {"given": gettext_lazy("Given")}
    template = "passports/receipt.html"

    def on_open(self, ctx: Context) -> None:
        application = Application.objects.get(case=ctx.case)
        ready, until = collection_days(ctx)
        payment = settled_payment(ctx.case.pk)
        with translation.override("id"):  # letters are in Indonesian, whoever gives them
            kind, document = str(application.get_kind_display()), document_kind(application)
        letter_issue(
            case=ctx.case,
            kind="receipt",
            content={
                "name": application.name,
                "birth_date": application.birth_date,
                "application_kind": kind,
                "document_kind": document,
                "fee": fee_of(application, timezone.localdate(application.submitted_at)),
                "captured_at": interviewed_at(ctx),
                "paid_at": payment.paid_at if payment else None,
                "ntpn": payment.ntpn if payment else None,
                "collect_from": ready,
                "collect_until": until,
            },
            addressee=application.name,
            signer_title="Petugas Pelayanan",
            duty=ctx.duty,
            now=ctx.now,
        )

    def panel(self, ctx: Context) -> dict[str, Any]:
        letter = Letter.objects.filter(case=ctx.case, kind="receipt").order_by("-pk").first()
        return {"letter": letter, "ready": collection_days(ctx)[0]}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        letter = Letter.objects.filter(case=ctx.case, kind="receipt").latest("pk")
        return Done("given", letter.number)


def document_kind(application: Application) -> str:
    """Kind of travel document as the receipt names it."""
    years = _("%(years)d years") % {"years": application.validity_years}
    return f"{application.get_book_display()}, {years}"


def interviewed_at(ctx: Context) -> Any:
    """When the interview was finished, from the step log."""
    return (
        Step.objects.filter(case=ctx.case, step="interview", closing=Step.Closing.DONE)
        .order_by("-sequence")
        .values_list("closed_at", flat=True)
        .first()
    )


def collection_days(ctx: Context) -> tuple[Any, Any]:
    """The first day on which the passport may be collected, and the last."""
    start = timezone.localtime(interviewed_at(ctx) or ctx.now).date()
    days = int(setting_value("passport.handover_working_days", start, ctx.case.office_id))
    ready = calendar_of(ctx.case.office_id).add_working_days(start, days)
    months = int(setting_value("passport.uncollected_months", start, ctx.case.office_id))
    return ready, add_months(ready, months)
