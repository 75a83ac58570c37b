"""The log is the truth: what `kanim cases verify` finds, and what it rebuilds."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kanim.cases import engine
from kanim.cases.activities import ACTIVITIES
from kanim.cases.commands import cases as command
from kanim.cases.engine import UnknownPosition
from kanim.cases.folding import all_cases, findings, folded, positions_rebuild
from kanim.cases.models import Case, Step
from kanim.cases.services import case_cancel, step_complete
from kanim.cases.tests import factories as make
from kanim.cases.tests.factories import NOW
from kanim.cases.timers import deadlines_run
from kanim.office.duty import Duty

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
LANES = frozenset({"anggota", "pustakawan", "kepala", "sistem"})


def through(case: Case, *outcomes: str) -> Case:
    for outcome in outcomes:
        step = case.steps.open().get()
        now = max(NOW, step.not_before or NOW)
        duty = Duty(None, case.office_id, lanes=LANES)
        step_complete(step_id=step.pk, duty=duty, outcome=outcome, now=now)
    case.refresh_from_db()
    return case


def found() -> list[str]:
    return [item.sentence for item in findings(all_cases())]


def test_cases_of_every_kind_stand_where_their_log_says():
    make.library_case()
    through(make.library_case(), "done", "missing", "yes")
    through(make.library_case(), "done", "found", "done", "done", "late", "done", "waived")
    through(make.library_case(), "done", "missing", "no")
    duty = make.duty(make.librarian(permissions=["cases.cancel"]))
    cancelled = through(make.library_case(), "done")
    case_cancel(case_id=cancelled.pk, reason="x", duty=duty, now=NOW)
    forgotten = make.library_case()
    deadlines_run(now=forgotten.steps.get().due_at)
    assert found() == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 5), max_size=14))
def test_any_way_through_folds_to_the_stored_position(choices):
    case = make.library_case()
    for choice in choices:
        step = case.steps.open().first()
        if step is None:
            break
        outcomes = sorted(ACTIVITIES[step.activity].outcomes)
        if choice == 5 and step.due_at is not None:
            deadlines_run(now=step.due_at)
            case.refresh_from_db()
        else:
            through(case, outcomes[choice % len(outcomes)])
    assert list(findings(Case.objects.filter(pk=case.pk).prefetch_related("steps"))) == []


def test_a_changed_position_is_found():
    case = through(make.library_case(), "done")
    other = engine.begin("pinjam", case.pins).position
    Case.objects.filter(pk=case.pk).update(state=other)
    assert found() == ["the stored position is not the one that the log leads to"]
    assert positions_rebuild() == 1
    assert found() == []


def test_a_lost_position_is_rebuilt_and_the_case_goes_on():
    case = through(make.library_case(), "done", "found", "done", "done", "late")
    before = case.state
    Case.objects.filter(pk=case.pk).update(state=None)
    assert len(found()) == 1
    positions_rebuild(number=case.number)
    case.refresh_from_db()
    assert case.state == before
    assert through(case, "done", "waived").steps.open().get().step == "shelve"


def test_an_end_that_the_log_does_not_reach_is_found():
    case = through(make.library_case(), "done", "missing", "no")
    Case.objects.filter(pk=case.pk).update(end="returned")
    assert found() == ["ended as returned, the log says refused"]


def test_a_cancelled_case_that_the_log_shows_running_is_right():
    case = through(make.library_case(), "done", "missing", "no")
    Case.objects.filter(pk=case.pk).update(end="cancelled")
    assert found() == []


def test_a_log_that_contradicts_the_sop_is_found():
    case = make.library_case()
    step = case.steps.get()
    step.step = "stamp"
    with pytest.raises(UnknownPosition, match="opens"):
        folded(case, [step])
    step.step, step.closing, step.outcome = "ask", Step.Closing.DONE, "done"
    assert folded(case, [step]).opened.step == "search"


def test_reading_all_cases_costs_two_queries_a_chunk(django_assert_num_queries):
    for _ in range(5):
        make.library_case()
    with django_assert_num_queries(2):
        assert len(list(all_cases())) == 5


# The command


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr("django.setup", lambda: None)
    return lambda *words: CliRunner().invoke(command, words)


def test_the_command_says_that_all_is_well(run):
    make.library_case()
    assert run("verify").exit_code == 0
    assert json.loads(run("verify", "--json").output) == {"ok": True, "problems": []}


def test_the_command_names_what_differs_and_rebuilds_it(run):
    case = make.library_case()
    Case.objects.filter(pk=case.pk).update(state=[])
    answer = run("verify")
    assert (answer.exit_code, case.number in answer.output) == (1, True)
    [problem] = json.loads(run("verify", "--json").output)["problems"]
    assert problem["case"] == case.number
    assert "1" in run("rebuild", case.number).output
    assert run("verify").exit_code == 0
    assert "1" in run("rebuild").output


def test_the_command_lets_deadlines_pass(run):
    make.library_case(now=timezone.now())
    assert run("timers").output.strip() == "0 warnings, 0 deadlines."
