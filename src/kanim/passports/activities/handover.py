"""Handing the passport over, or cancelling it because nobody came (SOP 936 row 7)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.biometrics.selectors import photo_of
from kanim.cases.activities import Activity, Context, Done, consequence, register
from kanim.letters.activities import signer_title_of
from kanim.passports.forms.cancellation import UncollectedForm
from kanim.passports.forms.handover import HandOverForm
from kanim.passports.models import Application, Passport
from kanim.passports.selectors_production import passport_living, passport_of
from kanim.passports.services.handover import passport_cancel_uncollected, passport_hand_over
from kanim.passports.services.production import passport_cancel
from kanim.passports.services.telling import applicant_tell
from kanim.passports.timing import collect_until

# What is said in letters and in the stock's own books is in Indonesian.
WITHDRAWN = "Permohonan dibatalkan."
UNCOLLECTED = "Paspor tidak diambil dalam jangka waktu 1 (satu) bulan sejak selesai diterbitkan."


@register
class HandOver(Activity):
    """Against identity card and receipt the passport changes hands; the old one is replaced."""

    code = "passports.hand_over"
    title = gettext_lazy("Hand over the passport")
    outcomes = {"handed": gettext_lazy("Handed over")}
    form_class = HandOverForm
    template = "passports/production/hand_over.html"

    def on_open(self, ctx: Context) -> None:
        """Tell the applicant from when and until when the passport waits."""
        until = collect_until(ctx.case, ctx.step)
        if until is not None:
            ready = ctx.step.not_before or ctx.now
            applicant_tell(
                case=ctx.case,
                kind="ready",
                context={"ready_from": max(ready, ctx.now), "until": until},
                now=ctx.now,
            )

    def check(self, ctx: Context) -> None:
        passport_living(ctx.case)

    def panel(self, ctx: Context) -> dict[str, Any]:
        return {
            "passport": passport_living(ctx.case),
            "application": Application.objects.filter(case=ctx.case).first(),
            "has_photo": photo_of(ctx.case) is not None,
        }

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(HandOverForm, form)
        passport = passport_living(ctx.case)
        received_by = form.received_by
        passport_hand_over(
            passport=passport,
            application=Application.objects.get(case=ctx.case),
            received_by=received_by,
            duty=ctx.duty,
            now=ctx.now,
        )
        note = _("%(number)s to %(who)s")
        return Done("handed", note % {"number": passport.blank.serial, "who": received_by})


@register
class CancelUncollected(Activity):
    """The head of the office cancels a passport that was not collected within a month."""

    code = "passports.cancel_uncollected"
    title = gettext_lazy("Cancel the uncollected passport")
    outcomes = {"cancelled": gettext_lazy("Cancelled")}
    form_class = UncollectedForm
    template = "passports/production/cancel_uncollected.html"

    def check(self, ctx: Context) -> None:
        passport_living(ctx.case)

    def panel(self, ctx: Context) -> dict[str, Any]:
        return {
            "passport": passport_living(ctx.case),
            "application": Application.objects.filter(case=ctx.case).first(),
            "waited": ctx.case.steps.filter(activity=HandOver.code).order_by("-sequence").first(),
        }

    def form(self, ctx: Context, *args: Any, **kwargs: Any) -> Form | None:
        kwargs["initial"] = {"reason": UNCOLLECTED}
        return super().form(ctx, *args, **kwargs)

    def perform(self, ctx: Context, form: Form | None) -> Done:
        reason = cast(UncollectedForm, form).cleaned_data["reason"]
        passport = passport_living(ctx.case)
        letter = passport_cancel_uncollected(
            passport=passport,
            reason=reason,
            duty=ctx.duty,
            signer_title=signer_title_of(ctx),
            now=ctx.now,
        )
        applicant_tell(
            case=ctx.case,
            kind="cancelled",
            context={"reason": reason, "document_number": passport.blank.serial},
            letters=[letter.pk],
            now=ctx.now,
        )
        return Done("cancelled", f"{letter.number}: {reason}")


@consequence("passports.warn_uncollected")
def warn_uncollected(ctx: Context) -> None:
    """Remind the applicant, ahead of the deadline, that the passport will be cancelled."""
    until: datetime | None = ctx.step.due_at
    if until is not None:
        applicant_tell(
            case=ctx.case, kind="uncollected_warning", context={"until": until}, now=ctx.now
        )


@consequence("passports.withdraw")
def withdraw(ctx: Context) -> None:
    """A case that is called off leaves no living passport and no blank in use behind."""
    passport = passport_of(ctx.case)
    if passport is None or passport.state in (
        Passport.State.HANDED_OVER,
        Passport.State.CANCELLED,
    ):
        return
    reason = ctx.step.note or WITHDRAWN
    passport_cancel(passport=passport, reason=reason, duty=ctx.duty, now=ctx.now)
