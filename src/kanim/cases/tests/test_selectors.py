"""What worklists, timelines and diagrams say, and that lists cost a fixed number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kanim.cases import selectors
from kanim.cases.holds import case_hold, case_resume
from kanim.cases.models import Case
from kanim.cases.services import case_cancel, references_set, step_complete
from kanim.cases.tests import factories as make
from kanim.cases.tests.factories import NOW
from kanim.office.duty import Duty

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
LANES = frozenset({"anggota", "pustakawan", "kepala", "sistem"})


@pytest.fixture
def duty() -> Duty:
    return make.duty(make.librarian(permissions=["cases.hold", "cases.cancel"]))


def through(case: Case, *outcomes: str, now=NOW) -> Case:
    for outcome in outcomes:
        step = case.steps.open().get()
        at = max(now, step.not_before or now)
        act = Duty(None, case.office_id, lanes=LANES)
        step_complete(step_id=step.pk, duty=act, outcome=outcome, now=at)
    case.refresh_from_db()
    return case


def test_the_worklist_costs_the_same_for_many(duty, django_assert_num_queries):
    make.library_case()
    with django_assert_num_queries(4):
        selectors.worklist(duty, NOW)
    for _ in range(20):
        make.library_case()
    with django_assert_num_queries(4):
        work = selectors.worklist(duty, NOW)
    assert len(work.waiting) == 21


def test_a_countdown_runs_to_the_deadline_or_the_standard_time():
    case = make.library_case()
    step = case.steps.get()
    assert selectors.limit_of(step) == NOW + timedelta(hours=2)
    step.due_at = None
    assert selectors.limit_of(step) == NOW + timedelta(minutes=2)
    step.standard_seconds = None
    assert selectors.limit_of(step) is None


def test_the_search_costs_two_queries_at_most(duty, django_assert_max_num_queries):
    for number in range(5):
        case = make.library_case()
        references_set(case=case, values=[("name", f"NURUL {number}"), ("nik", f"{number}" * 16)])
    with django_assert_max_num_queries(2):
        assert len(selectors.case_search(duty, "nurul")) == 5
    assert selectors.case_search(duty, "nu") == []
    assert [case.references.count() for case in selectors.case_search(duty, "3" * 16)] == [2]


def test_references_are_kept_once_and_empty_ones_not_at_all():
    case = make.library_case()
    for _ in range(2):
        references_set(case=case, values=[("name", "NURUL"), ("nik", "")])
    assert list(case.references.values_list("kind", "value")) == [("name", "NURUL")]
    references_set(case=case, values=[("name", "N" * 200)])
    assert case.references.filter(value="N" * 150).exists()


def test_the_timeline_holds_steps_and_holds(duty, django_assert_num_queries):
    case = through(make.library_case(), "done")
    case_hold(case_id=case.pk, reason="Listrik padam.", duty=duty, now=NOW + timedelta(hours=1))
    case_resume(case_id=case.pk, duty=duty, now=NOW + timedelta(hours=2))
    through(case, "missing", now=NOW + timedelta(hours=3))
    with django_assert_num_queries(2):
        events = selectors.timeline(case)
    told = [event.hold.reason if event.hold else event.step.step for event in events]
    assert told == ["search", "Listrik padam.", "ask"]
    assert [str(event.outcome) for event in events] == ["missing", "", "done"]
    assert events[1].who == "pustakawan"


def test_the_open_steps_of_many_cases_are_one_query(django_assert_num_queries):
    cases = [make.library_case() for _ in range(3)]
    through(cases[0], "done", "missing", "no")
    with django_assert_num_queries(1):
        steps = selectors.open_steps(cases)
    assert {key: step.step for key, step in steps.items()} == {
        cases[1].pk: "ask",
        cases[2].pk: "ask",
    }
    assert selectors.open_steps([]) == {}


def test_rows_say_what_is_done_and_what_lies_ahead(duty):
    case = through(make.library_case(), "done", "missing")

    def states():
        rows = selectors.rows_of(case, selectors.steps_of(case))
        return [item.state for item in rows]

    assert states() == ["done", "now", "ahead", "ahead"]
    case_cancel(case_id=case.pk, reason="x", duty=duty, now=NOW)
    case.refresh_from_db()
    assert states() == ["done", "done", "stopped", "stopped"]


def test_a_diagram_marks_calls_and_ends():
    case = through(make.library_case(), "done", "found", "done", "done", "late", "done")
    steps = list(selectors.steps_of(case))
    assert selectors.highlights(case, steps, "denda") == {"reckon": "done", "judge": "now"}
    assert selectors.highlights(case, steps, "pinjam")["call_bring_back_late"] == "now"
    through(case, "banned")
    marks = selectors.highlights(case, selectors.steps_of(case), "pinjam")
    assert marks["end_banned"] == "now"
    assert marks["call_bring_back_late"] == "done"
