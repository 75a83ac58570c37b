"""SOP texts in the reader's language, and a sitting's parts."""

from __future__ import annotations

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kanim.cases.sittings import Part
from kanim.sop.schema import Step, Text

register = template.Library()


@register.filter
def text(value: Text | None) -> str:
    """A bilingual text in the reader's language; empty for None."""
    return value.in_language(get_language() or "id") if value else ""


@register.filter
def step_title(plan: Step) -> str:
    """A step's own title, or its activity's."""
    from kanim.cases.activities import ACTIVITIES

    if plan.title is not None:
        return text(plan.title)
    return str(ACTIVITIES[plan.activity].title) if plan.activity in ACTIVITIES else plan.id


@register.simple_tag(takes_context=True)
def part(context: Context, item: Part) -> SafeString:
    """The panel of one step of a sitting, with its form."""
    own = {
        "form": item.form,
        "panel": item.panel,
        "ctx": item.ctx,
        "case": item.ctx.case,
        "step": item.ctx.step,
        "activity": item.activity,
        "plan": item.plan,
    }
    with context.push(**own):
        rendered = get_template(item.activity.template).template.render(context)  # type: ignore[attr-defined]
    return SafeString(rendered)
