"""SOP texts in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language

from kanim.cases.activities import ACTIVITIES
from kanim.sop.schema import Step, Text


def reader_text(value: Text | None) -> str:
    """A bilingual text in the reader's language; empty for None."""
    return value.in_language(get_language() or "id") if value else ""


def step_title(plan: Step) -> str:
    """A step's own title, or its activity's."""
    if plan.title is not None:
        return reader_text(plan.title)
    return str(ACTIVITIES[plan.activity].title) if plan.activity in ACTIVITIES else plan.id
