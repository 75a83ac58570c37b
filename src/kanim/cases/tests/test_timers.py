"""Deadlines and warnings: once each, never on a held case, and against a click in the same instant."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from kanim.cases import services
from kanim.cases.errors import CaseChanged, StepClosed, UnableToProceed
from kanim.cases.folding import all_cases, findings
from kanim.cases.holds import case_hold, case_resume
from kanim.cases.models import Case, Step
from kanim.cases.tests import factories as make
from kanim.cases.tests.factories import NOW
from kanim.cases.timers import deadlines_run, warnings_run
from kanim.office.duty import Duty

LATER = NOW + timedelta(hours=2)
LANES = frozenset({"anggota", "pustakawan", "sistem"})


def machine(case: Case) -> Duty:
    return Duty(None, case.office_id, lanes=LANES)


def through(case: Case, *outcomes: str) -> Step:
    for outcome in outcomes:
        step = case.steps.open().get()
        services.step_complete(step_id=step.pk, duty=machine(case), outcome=outcome, now=NOW)
    case.refresh_from_db()
    return case.steps.open().get()


def lent() -> tuple[Case, Step]:
    """A case whose book is lent: a deadline after fourteen days, a warning two days before."""
    case = make.library_case()
    return case, through(case, "done", "found", "done", "done")


@pytest.fixture
def keeper(db, library) -> Duty:
    return make.duty(make.librarian(permissions=["cases.hold", "cases.cancel"]))


# Deadlines


def test_a_deadline_takes_effect_at_its_moment_and_no_earlier(keeper):
    case = make.library_case()
    due = case.steps.get().due_at
    assert deadlines_run(now=due - timedelta(microseconds=1)) == 0
    assert deadlines_run(now=due) == 1
    step = case.steps.get()
    assert (step.closing, step.outcome, step.closed_at, step.closed_by) == (
        "deadline",
        "",
        due,
        None,
    )


def test_a_deadline_may_lead_to_another_step(keeper):
    case, step = lent()
    assert deadlines_run(now=step.due_at) == 1
    assert case.steps.open().get().step == "chase"
    assert deadlines_run(now=step.due_at + timedelta(days=30)) == 0


def test_a_held_case_waits_and_its_deadline_with_it(keeper):
    case = make.library_case()
    due = case.steps.get().due_at
    case_hold(case_id=case.pk, reason="x", duty=keeper, now=NOW + timedelta(hours=1))
    assert deadlines_run(now=due + timedelta(days=1)) == 0
    with pytest.raises(CaseChanged):
        services.step_expire(step_id=case.steps.get().pk, now=due + timedelta(days=1))
    case_resume(case_id=case.pk, duty=keeper, now=due + timedelta(days=1))
    moved = case.steps.get().due_at
    assert moved == due + (due + timedelta(days=1) - (NOW + timedelta(hours=1)))
    assert deadlines_run(now=moved - timedelta(seconds=1)) == 0
    assert deadlines_run(now=moved) == 1


def test_a_warning_waits_with_a_held_case(keeper, library):
    case, step = lent()
    warn_at = step.warn_at
    case_hold(case_id=case.pk, reason="x", duty=keeper, now=NOW)
    assert warnings_run(now=warn_at + timedelta(hours=1)) == 0
    case_resume(case_id=case.pk, duty=keeper, now=NOW + timedelta(days=3))
    moved = case.steps.open().get().warn_at
    assert moved == warn_at + timedelta(days=3)
    assert warnings_run(now=warn_at) == 0
    assert warnings_run(now=moved) == 1
    assert library == ["library.remind"]


def test_a_cancelled_case_has_no_deadline(keeper):
    case = make.library_case()
    due = case.steps.get().due_at
    services.case_cancel(case_id=case.pk, reason="x", duty=keeper, now=NOW)
    assert deadlines_run(now=due) == 0
    with pytest.raises(StepClosed):
        services.step_expire(step_id=case.steps.get().pk, now=due)


def test_many_are_worked_off_in_batches_the_oldest_first(keeper, monkeypatch):
    monkeypatch.setattr("kanim.cases.timers.BATCH", 2)
    cases = [make.library_case(now=NOW + timedelta(minutes=n)) for n in (3, 1, 2)]
    assert deadlines_run(now=NOW + timedelta(hours=3)) == 2
    assert [case.steps.get().is_open for case in cases] == [True, False, False]
    assert deadlines_run(now=NOW + timedelta(hours=3)) == 1


def test_one_that_was_done_in_the_same_instant_does_not_stop_the_others(keeper, monkeypatch):
    done, waits = make.library_case(), make.library_case()
    first = done.steps.get().pk
    expire = services.step_expire

    def beaten(*, step_id, now):
        if step_id == first:
            raise StepClosed("done meanwhile")
        return expire(step_id=step_id, now=now)

    monkeypatch.setattr("kanim.cases.timers.step_expire", beaten)
    assert deadlines_run(now=LATER) == 1
    assert not waits.steps.get().is_open


def test_looking_for_nothing_costs_two_queries(keeper, django_assert_num_queries):
    make.library_case()
    with django_assert_num_queries(2):
        assert (warnings_run(now=NOW), deadlines_run(now=NOW)) == (0, 0)


def test_a_warning_is_given_once_and_not_for_a_step_that_is_done(keeper, library):
    case, step = lent()
    later = step.warn_at + timedelta(hours=1)
    services.step_complete(step_id=step.pk, duty=machine(case), outcome="on_time", now=later)
    services.step_warn(step_id=step.pk, now=later)
    assert library == []


# Races, with real commits


def at_once(*acts):
    """Run the calls in threads that start together; what each of them said."""
    start, said = Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
            said.append("won")
        except UnableToProceed as refusal:
            said.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_a_click_and_a_deadline_in_one_instant(library, _round):
    case = make.library_case()
    step = case.steps.get()
    said = at_once(
        lambda: services.step_complete(
            step_id=step.pk, duty=machine(case), outcome="done", now=LATER
        ),
        lambda: services.step_expire(step_id=step.pk, now=LATER),
    )
    assert said == ["StepClosed", "won"]
    step.refresh_from_db()
    case.refresh_from_db()
    assert (step.closing, case.end) in {("done", ""), ("deadline", "forgotten")}
    assert list(findings(all_cases())) == []


@pytest.mark.django_db(transaction=True)
def test_many_workers_let_a_deadline_pass_once(library):
    case, step = lent()
    due = step.due_at
    assert at_once(*[lambda: deadlines_run(now=due)] * 4) == ["won"] * 4
    assert list(case.steps.order_by("sequence").values_list("step", flat=True))[-2:] == [
        "bring_back",
        "chase",
    ]
    assert list(findings(all_cases())) == []


@pytest.mark.django_db(transaction=True)
def test_many_workers_give_a_warning_once(library):
    _case, step = lent()
    assert at_once(*[lambda: warnings_run(now=step.warn_at)] * 4) == ["won"] * 4
    assert library == ["library.remind"]


@pytest.mark.django_db(transaction=True)
def test_many_clicks_complete_a_step_once(library):
    case = make.library_case()
    step = case.steps.get()
    duty = machine(case)
    said = at_once(
        *[lambda: services.step_complete(step_id=step.pk, duty=duty, outcome="done", now=NOW)] * 6
    )
    assert said == ["StepClosed"] * 5 + ["won"]
    assert case.steps.count() == 2
