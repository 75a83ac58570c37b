"""Photograph, fingerprints and signature as steps of an SOP (936 row 5, narrative 1.b)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.forms import Form
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kanim.biometrics import selectors, services
from kanim.biometrics.forms import FingerprintForm, PhotographForm, SignatureForm
from kanim.biometrics.models import State
from kanim.cases.activities import Activity, Context, Done, register


@register
class TakePhotograph(Activity):
    """A portrait that satisfies ICAO Doc 9303, or one accepted with a reason after three tries."""

    code = "biometrics.photograph"
    title = _("Take the photograph")
    outcomes = {"taken": _("Taken")}
    form_class = PhotographForm
    template = "biometrics/photograph.html"

    def panel(self, ctx: Context) -> dict[str, Any]:
        return {"accepted": selectors.photo_of(ctx.case)}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        reason = ""
        if form is not None:
            sent, reason = form.cleaned_data["photo"], form.cleaned_data["override_reason"]
            _keep(services.photograph_try, ctx, sent)
        photo = services.photograph_accept(
            case=ctx.case, duty=ctx.duty, now=ctx.now, override_reason=reason
        )
        if not photo.override_reason:
            return Done("taken")
        note = gettext("Accepted with a reason after %(tries)s tries: %(reason)s")
        return Done("taken", note % {"tries": photo.tries, "reason": photo.override_reason})


@register
class TakeFingerprints(Activity):
    """Ten fingers; one that cannot give a print needs a reason."""

    code = "biometrics.fingerprint"
    title = _("Take the fingerprints")
    outcomes = {"taken": _("Taken")}
    form_class = FingerprintForm
    template = "biometrics/fingerprint.html"

    def panel(self, ctx: Context) -> dict[str, Any]:
        return fingers_shown(ctx)

    def perform(self, ctx: Context, form: Form | None) -> Done:
        if isinstance(form, FingerprintForm):
            device = form.cleaned_data["device"] or services.FILE
            common: dict[str, Any] = {"case": ctx.case, "duty": ctx.duty, "now": ctx.now}
            for finger, content in form.sent().items():
                services.fingerprint_try(finger=finger, content=content, device=device, **common)
            for finger, reason in form.excuses().items():
                services.finger_excuse(finger=finger, reason=reason, **common)
        prints = services.fingerprints_accept(case=ctx.case, duty=ctx.duty, now=ctx.now)
        missing = [str(row.get_finger_display()) for row in prints if row.missing]
        if not missing:
            return Done("taken")
        return Done("taken", gettext("Without: %(fingers)s") % {"fingers": ", ".join(missing)})


@register
class Sign(Activity):
    """The applicant's signature, as it will be printed in the passport."""

    code = "biometrics.sign"
    title = _("Take the signature")
    outcomes = {"signed": _("Signed")}
    form_class = SignatureForm
    template = "biometrics/sign.html"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        if form is not None:
            _keep(services.signature_try, ctx, form.cleaned_data["signature"])
        services.signature_accept(case=ctx.case, duty=ctx.duty, now=ctx.now)
        return Done("signed")


def fingers_shown(ctx: Context, just_tried: int | None = None) -> dict[str, Any]:
    """What the two hands and the finger to take next are drawn from."""
    hands = selectors.hands_of(ctx.case, State.DRAFT)
    return {
        "right": hands[:5],
        "left": hands[5:],
        "hands": hands,
        "settled": sum(hand.is_settled for hand in hands),
        "next": selectors.finger_to_show(hands, just_tried),
        "bridge": getattr(settings, "FINGERPRINT_BRIDGE", ""),
    }


def _keep(service: Any, ctx: Context, sent: Any) -> None:
    if not sent:
        return
    sent.seek(0)
    service(case=ctx.case, content=sent.read(), duty=ctx.duty, now=ctx.now)
