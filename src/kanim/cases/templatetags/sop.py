"""SOP texts in the reader's language, and a sitting's parts."""

from __future__ import annotations

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from kanim.cases import engine
from kanim.cases.models import Case, Step
from kanim.cases.sittings import Part
from kanim.cases.titles import reader_text, step_title

register = template.Library()


register.filter("text", reader_text)
register.filter("step_title", step_title)


@register.simple_tag
def step_words(step: Step | None, case: Case) -> str:
    """What the open step of a case is called; empty for a case that has ended."""
    return step_title(engine.pinned(step.sop, case.pins).step(step.step)) if step else ""


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
