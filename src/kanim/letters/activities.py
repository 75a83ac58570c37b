"""Refusing an application by letter."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from kanim.cases import engine
from kanim.cases.activities import Activity, Context, Done, register
from kanim.cases.selectors import timeline
from kanim.letters.forms import REASONS, RefuseForm
from kanim.letters.services import letter_issue
from kanim.office.models import Role

LAST_STEPS = 6


@register
class Refuse(Activity):
    """Issue the letter of refusal with its reason (SOP 936, narrative, "Penolakan")."""

    code = "letters.refuse"
    title = _("Refuse the application")
    outcomes = {"refused": _("Refused")}
    form_class = RefuseForm
    template = "letters/refuse.html"
    purpose = _("Decide on a refusal")

    def panel(self, ctx: Context) -> dict[str, Any]:
        """Where the refusal comes from: the last closed steps with their notes."""
        return {"events": timeline(ctx.case)[:LAST_STEPS]}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        """Issue the letter; the note names it and its reason."""
        assert isinstance(form, RefuseForm)
        said = form.cleaned_data
        title = REASONS[said["reason"]]
        letter = letter_issue(
            case=ctx.case,
            kind="refusal",
            content={
                "name": addressee_of(ctx),
                "birth_date": ctx.case.person.birth_date if ctx.case.person else None,
                "application_kind": _kind_of_application(ctx),
                "reason_title": title or None,
                "reason": said["explanation"],
            },
            addressee=addressee_of(ctx),
            signer_title=signer_title_of(ctx),
            duty=ctx.duty,
            now=ctx.now,
        )
        reason = f"{title}. {said['explanation']}" if title else said["explanation"]
        return Done("refused", note=f"{letter.number}: {reason}")


def addressee_of(ctx: Context) -> str:
    """Whom a letter about the case is for: the person, else the account, else what it is about."""
    if ctx.case.person:
        return ctx.case.person.name
    return str(ctx.case.applicant) if ctx.case.applicant else ctx.case.title


def signer_title_of(ctx: Context) -> str:
    """The role in which the person on duty does this step, e.g. "Kepala Kantor". One query."""
    role = (
        Role.objects.filter(code__in=ctx.duty.roles, lanes__contains=[ctx.step.lane])
        .order_by("id")
        .first()
    )
    return role.name_id if role else "Petugas"


def _kind_of_application(ctx: Context) -> str:
    return engine.pinned(ctx.case.sop, ctx.case.pins).title.id
