"""Everything that a definition names must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from kanim.sop.catalog import Catalog
from kanim.sop.checks.problems import Known, Problem, problem
from kanim.sop.schema import Call, Finish, Goto, Next, Row, Sop, Step

Direct = Next | Goto | Finish


def direct_targets(step: Step) -> Iterator[Direct]:
    """All places that a step can lead to, also by way of a call or a passed deadline."""
    for _, target in step.routes:
        if isinstance(target, Call):
            yield from (where for _, where in target.then)
        else:
            yield target
    if step.deadline is not None:
        yield step.deadline.otherwise


def target_problems(sop: Sop) -> Iterator[Problem]:
    """Arrows that lead nowhere."""
    steps = {step.id for step in sop.steps}
    ends = {end.name for end in sop.ends}
    if sop.finish not in ends:
        yield problem(sop, f"it finishes with '{sop.finish}', which is none of its ends")
    if all(step.aside for step in sop.steps):
        yield problem(sop, "it has no step to begin with")
    for row in sop.rows:
        for step in row.steps:
            for target in direct_targets(step):
                if isinstance(target, Goto) and target.step not in steps:
                    sentence = f"'{step.id}' leads to '{target.step}', which is no step"
                    yield problem(sop, sentence, row)
                if isinstance(target, Finish) and target.end not in ends:
                    sentence = f"'{step.id}' leads to the end '{target.end}', which there is not"
                    yield problem(sop, sentence, row)
            if step.not_before is not None and step.not_before.after not in steps:
                sentence = f"'{step.id}' waits for '{step.not_before.after}', which is no step"
                yield problem(sop, sentence, row)


def registry_problems(sop: Sop, catalog: Catalog, known: Known) -> Iterator[Problem]:
    """Lanes, units, activities, consequences and moments that nobody knows."""
    if sop.unit not in catalog.units:
        yield problem(sop, f"the unit '{sop.unit}' is not in units.yaml")
    for lane in (*sop.lanes, sop.responsible.product, *sop.responsible.activity):
        if lane not in catalog.lanes:
            yield problem(sop, f"the lane '{lane}' is not in lanes.yaml")
    yield from _end_problems(sop, known)
    for row in sop.rows:
        yield from _row_problems(sop, row, catalog, known)


def _end_problems(sop: Sop, known: Known) -> Iterator[Problem]:
    for end in sop.ends:
        for code in end.then:
            if known.consequences is not None and code not in known.consequences:
                yield problem(sop, f"the end '{end.name}' names an unknown consequence '{code}'")


def _row_problems(sop: Sop, row: Row, catalog: Catalog, known: Known) -> Iterator[Problem]:
    if row.lane not in catalog.lanes:
        yield problem(sop, f"the lane '{row.lane}' is not in lanes.yaml", row)
    for step in row.steps:
        for sentence in _step_problems(step, catalog, known):
            yield problem(sop, sentence, row)
    for before, step in pairwise(row.steps):
        if step.sitting and step.sitting == before.sitting and step.lane != before.lane:
            sentence = f"the sitting '{step.sitting}' changes its lane at '{step.id}'"
            yield problem(sop, sentence, row)


def _step_problems(step: Step, catalog: Catalog, known: Known) -> Iterator[str]:
    if step.lane not in catalog.lanes:
        yield f"the lane '{step.lane}' of '{step.id}' is not in lanes.yaml"
    for outcome, _ in step.routes:
        if outcome not in catalog.outcomes:
            yield f"the outcome '{outcome}' of '{step.id}' is not in outcomes.yaml"
    if known.activities is not None:
        yield from _activity_problems(step, known.activities.get(step.activity))
    if step.deadline is None:
        return
    moment = step.deadline.until
    if moment and known.moments is not None and moment not in known.moments:
        yield f"'{step.id}' has a deadline at an unknown moment '{moment}'"
    for warning in step.deadline.warnings:
        code = warning.consequence
        if known.consequences is not None and code not in known.consequences:
            yield f"'{step.id}' warns by an unknown consequence '{code}'"


def _activity_problems(step: Step, outcomes: Collection[str] | None) -> Iterator[str]:
    if outcomes is None:
        yield f"'{step.id}' names an unknown activity '{step.activity}'"
        return
    routed = {outcome for outcome, _ in step.routes}
    for outcome in sorted(routed.difference(outcomes)):
        yield f"'{step.id}' routes '{outcome}', which '{step.activity}' cannot have"
    # A step without routes simply goes on; one with routes must say where each outcome leads.
    for outcome in sorted(set(outcomes).difference(routed)) if routed else ():
        yield f"'{step.id}' does not say where '{outcome}' leads"
