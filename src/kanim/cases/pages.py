"""What the pages of a case and of a step show: assembled once for staff and applicants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kanim.accounts.models import User
from kanim.cases import engine, selectors
from kanim.cases.activities import Context, activity_named
from kanim.cases.models import Case, Step
from kanim.cases.readiness import activity_refusal, closed_refusal, perform_refusal, readiness
from kanim.cases.sittings import Part, blank_parts
from kanim.cases.titles import step_title
from kanim.office.duty import Duty
from kanim.sop import catalog

Panel = Callable[[Case, Duty], dict[str, Any] | None]

PANELS: list[Panel] = []
"""What upper apps show on a case page, in order: papers, letters, the application."""


def case_panel(panel: Panel) -> Panel:
    """Register a panel: a function of case and duty that gives ``template`` and its context."""
    PANELS.append(panel)
    return panel


def case_context(case: Case, duty: Duty, now: datetime) -> dict[str, Any]:
    """Everything that the page of a case shows."""
    steps = list(selectors.steps_of(case))
    step = next((row for row in steps if row.is_open), None)
    sop = engine.pinned(case.sop, case.pins)
    rows = selectors.rows_of(case, steps)
    shown = sorted({case.sop, *(row.sop for row in steps)}, key=lambda short: short != case.sop)
    return {
        "case": case,
        "sop": sop,
        "step": step,
        "plan": engine.pinned(step.sop, case.pins).step(step.step) if step else None,
        "lane_name": lane_name(step.lane) if step else "",
        "end": sop.end(case.end) if case.end and _has_end(sop, case.end) else None,
        "rows": rows,
        "here": next((item.row for item in rows if item.state == "now"), None),
        "next_row": next((item.row for item in rows if item.state == "ahead"), None),
        "events": selectors.timeline(case),
        "ready": readiness(case, step, duty, now),
        "limit": selectors.limit_of(step) if step else None,
        "colleagues": _colleagues(step, duty) if step else [],
        "diagrams": [
            (short, selectors.highlights(case, steps, short), _place_text(step, short))
            for short in shown
        ],
        "panels": [found for panel in PANELS if (found := panel(case, duty)) is not None],
    }


def step_context(
    step: Step, duty: Duty, now: datetime, forms: dict[str, object] | None = None
) -> dict[str, Any]:
    """Everything that the page of an open step shows; ``forms`` are bound ones with errors."""
    case = step.case
    activity = activity_named(step.activity)
    ctx = Context(case=case, step=step, duty=duty, now=now)
    refusal = perform_refusal(case, step, duty, now) or activity_refusal(activity, ctx)
    parts = blank_parts(case, step, duty, now)
    if forms is not None:
        parts = [Part(part.plan, part.activity, part.ctx, forms[part.plan.id]) for part in parts]
    sop = engine.pinned(step.sop, case.pins)
    return {
        "case": case,
        "step": step,
        "sop": sop,
        "row": sop.row_of(step.step),
        "lane_name": lane_name(step.lane),
        "parts": parts,
        "refusal": refusal,
        "ready": readiness(case, step, duty, now),
        "limit": selectors.limit_of(step),
        "place": activity.place(ctx) if refusal is None else None,
        "panels": [found for panel in PANELS if (found := panel(case, duty)) is not None],
        "waits": activity.mode != "person",
        "rows": selectors.rows_of(case, case.steps.order_by("sequence")),
    }


def closed_context(step: Step, duty: Duty, now: datetime) -> dict[str, Any]:
    """What the page of a finished step says: who did it when, and where the case is now."""
    return {
        "case": step.case,
        "step": step,
        "sentence": closed_refusal(step.case, step),
        "current": selectors.open_step(step.case),
        "sop": engine.pinned(step.sop, step.case.pins),
    }


def lane_name(code: str) -> str:
    """A lane's name in the reader's language."""
    text = catalog.load().lanes.get(code)
    return text.in_language(get_language() or "id") if text else code


def _place_text(step: Step | None, short: str) -> str:
    """The diagram in words: where the case is, for those who do not see it."""
    if step is None or step.sop != short:
        return ""
    title = step_title(engine.pinned(step.sop, step.case.pins).step(step.step))
    return _("Now: row %(row)s, %(title)s") % {"row": step.row, "title": title}


def _has_end(sop: Any, name: str) -> bool:
    return any(end.name == name for end in sop.ends)


def _colleagues(step: Step, duty: Duty) -> list[User]:
    if not duty.may("cases.reassign"):
        return []
    people = User.objects.filter(
        postings__office=step.office_id,
        postings__role__lanes__contains=[step.lane],
        postings__ends__isnull=True,
    )
    return list(people.distinct().order_by("full_name"))
