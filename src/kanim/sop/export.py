"""SOPs as plain values, for JSON."""

from __future__ import annotations

from typing import Any

from kanim.sop.schema import Call, Deadline, Finish, Goto, NotBefore, Row, Sop, Step, Target, Text


def summary(sop: Sop) -> dict[str, Any]:
    """An SOP in a list; ``rows`` is their number."""
    return _head(sop) | {"rows": len(sop.rows), "source": sop.source}


def details(sop: Sop) -> dict[str, Any]:
    """An SOP with its rows and their steps."""
    return _head(sop) | {
        "source": sop.source,
        "unit": sop.unit,
        "digest": sop.digest,
        "lanes": list(sop.lanes),
        "responsible": {
            "product": sop.responsible.product,
            "activity": list(sop.responsible.activity),
        },
        "legal": list(sop.legal),
        "related": list(sop.related),
        "rows": [_row(row) for row in sop.rows],
        "ends": [
            {
                "name": end.name,
                "title": _text(end.title),
                "result": end.result,
                "then": list(end.then),
            }
            for end in sop.ends
        ],
        "finish": sop.finish,
    }


def _head(sop: Sop) -> dict[str, Any]:
    return {
        "number": sop.number,
        "short": sop.short,
        "version": str(sop.version),
        "title": _text(sop.title),
    }


def _text(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def _row(row: Row) -> dict[str, Any]:
    return {
        "row": row.label,
        "lane": row.lane,
        "title": _text(row.title),
        "standard_seconds": row.standard_seconds,
        "needs": [_text(text) for text in row.needs],
        "gives": [_text(text) for text in row.gives],
        "remark": _text(row.remark) if row.remark else None,
        "steps": [_step(step) for step in row.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "activity": step.activity,
        "lane": step.lane,
        "title": _text(step.title) if step.title else None,
        "aside": step.aside,
        "sitting": step.sitting,
        "routes": {outcome: _target(target) for outcome, target in step.routes},
        "deadline": _deadline(step.deadline) if step.deadline else None,
        "not_before": _not_before(step.not_before) if step.not_before else None,
    }


def _target(target: Target) -> str | dict[str, Any]:
    """A target in the words of the catalogue."""
    match target:
        case Goto(step):
            return step
        case Finish(end):
            return f"end {end}"
        case Call(short, then):
            return {"call": short, "then": {end: _target(where) for end, where in then}}
    return "next"


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "within": str(deadline.within) if deadline.within else None,
        "until": deadline.until,
        "else": _target(deadline.otherwise),
        "warn": [
            {"before": str(warning.before), "then": warning.consequence}
            for warning in deadline.warnings
        ],
        "pauses_on_hold": deadline.pauses_on_hold,
    }


def _not_before(not_before: NotBefore) -> dict[str, str]:
    return {"after": not_before.after, "wait": str(not_before.wait)}
