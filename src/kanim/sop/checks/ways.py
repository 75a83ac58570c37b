"""The ways through an SOP: every row is on one, every one ends, every end is on one."""

from __future__ import annotations

from collections.abc import Iterator

from kanim.sop.checks.problems import Problem, problem
from kanim.sop.flow import flow_of
from kanim.sop.schema import CANCELLED, Sop


def way_problems(sop: Sop) -> Iterator[Problem]:
    """Steps that cannot be reached or left, and ends that are never reached."""
    flow = flow_of(sop)
    reachable, ending = flow.reachable(), flow.ending()
    for row in sop.rows:
        if not row.steps:
            yield problem(sop, "the row has no steps", row)
        for step in row.steps:
            if step.id not in reachable:
                yield problem(sop, f"nothing leads to '{step.id}'", row)
            elif step.id not in ending:
                yield problem(sop, f"no way leads from '{step.id}' to an end", row)
    for end in sop.ends:
        if end.name != CANCELLED and f"end_{end.name}" not in reachable:
            yield problem(sop, f"nothing leads to the end '{end.name}'")
