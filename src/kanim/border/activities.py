"""Data of an endorsed passport to the crossing data system, BCM (SOP 936, "Pengesahan", 2)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kanim.border.services import SYSTEM, passport_send
from kanim.cases.activities import Activity, Context, register
from kanim.exchange.models import Dispatch


@register
class SendPassport(Activity):
    """The passport goes to border control through the outbox; the answer finishes the step."""

    code = "border.send_passport"
    title = _("Send the data to border control")
    outcomes = {"sent": _("Sent and answered")}
    mode = "message"
    template = "border/send_passport.html"

    def on_open(self, ctx: Context) -> None:
        passport_send(case=ctx.case, step=ctx.step, now=ctx.now)

    def panel(self, ctx: Context) -> dict[str, Any]:
        rows = Dispatch.objects.filter(case=ctx.case, system=SYSTEM, step=ctx.step)
        return {"dispatch": rows.order_by("-pk").first()}
