"""Calls of other SOPs: they exist, all their ends lead somewhere, and none calls itself."""

from __future__ import annotations

from collections.abc import Iterator

from kanim.sop.catalog import Catalog, UnknownSop
from kanim.sop.checks.problems import Problem, problem
from kanim.sop.schema import Call, Sop


def call_problems(sop: Sop, catalog: Catalog) -> Iterator[Problem]:
    """What is wrong with the calls of an SOP."""
    for row in sop.rows:
        for step in row.steps:
            for outcome, target in step.routes:
                if isinstance(target, Call):
                    for sentence in _sentences(target, catalog):
                        yield problem(sop, f"'{outcome}' of '{step.id}' {sentence}", row)
    if sop.short in _all_called(sop, catalog):
        yield problem(sop, "it calls itself, directly or by way of another SOP")


def _sentences(call: Call, catalog: Catalog) -> Iterator[str]:
    try:
        called = catalog.versions(call.sop)[-1]
    except UnknownSop:
        yield f"calls '{call.sop}', which there is not"
        return
    covered, ends = {end for end, _ in call.then}, {end.name for end in called.ends}
    for end in sorted(ends - covered):
        yield f"does not say what follows the end '{end}' of '{call.sop}'"
    for end in sorted(covered - ends):
        yield f"expects an end '{end}', which '{call.sop}' does not have"


def _all_called(sop: Sop, catalog: Catalog) -> set[str]:
    found: set[str] = set()
    waiting = list(sop.called)
    while waiting:
        short = waiting.pop()
        if short in found:
            continue
        found.add(short)
        try:
            waiting.extend(catalog.versions(short)[-1].called)
        except UnknownSop:
            continue
    return found
