from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kanim.audit.models import Entry
from kanim.cases import services
from kanim.cases.claims import step_claim, step_reassign, step_release
from kanim.cases.errors import (
    CaseChanged,
    CaseEnded,
    CaseHeld,
    NotYours,
    StepClaimed,
    StepClosed,
    TooEarly,
)
from kanim.cases.folding import findings, positions_rebuild
from kanim.cases.holds import case_hold, case_resume
from kanim.cases.models import Case, Step
from kanim.cases.tests import factories as make
from kanim.cases.tests.factories import NOW
from kanim.cases.timers import deadlines_run, warnings_run
from kanim.office.duty import Duty

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def submit(case: Case, duty: Duty, now=NOW, **data: str) -> Step | None:
    """Perform the open step with the given outcomes by step id."""
    step = case.steps.open().get()
    case.refresh_from_db()
    return services.sitting_submit(
        step_id=step.pk,
        duty=duty,
        data={f"{name}-outcome": value for name, value in data.items()},
        files={},
        version=case.version,
        now=now,
    )


@pytest.fixture
def duty():
    return make.duty(make.librarian(permissions=["cases.hold", "cases.cancel", "cases.reassign"]))


def handed_out(duty: Duty) -> Case:
    case = make.library_case()
    submit(case, duty)
    submit(case, duty, search="found")
    submit(case, duty)
    return case


def test_a_case_opens_at_its_first_step():
    case = make.library_case(title="Buku")
    step = case.steps.get()
    assert (step.step, step.lane, step.row, step.sequence) == ("ask", "anggota", "1", 1)
    assert step.due_at == NOW + timedelta(hours=2)
    assert step.standard_seconds == 120
    assert case.pins == {"denda": "2026-01-01", "pinjam": "2026-01-01"}
    assert Entry.objects.filter(verb="case.opened", target=case.target).count() == 1


def test_a_step_is_closed_and_the_next_opened_in_one_go(duty, django_assert_num_queries):
    case = make.library_case()
    opened = submit(case, duty)
    done = case.steps.get(sequence=1)
    assert (done.closing, done.outcome, done.closed_by) == ("done", "done", duty.user)
    assert opened is not None
    assert opened.step == "search"
    entry = Entry.objects.get(verb="step.done", target=case.target)
    assert entry.actor == f"user:{duty.user.pk}"


def test_completing_a_step_costs_a_fixed_number_of_queries(duty, django_assert_num_queries):
    case = make.library_case()
    step = case.steps.get()
    with django_assert_num_queries(7):
        services.sitting_submit(
            step_id=step.pk, duty=duty, data={}, files={}, version=case.version, now=NOW
        )


def test_the_machines_own_step_runs_by_itself(duty):
    case = make.library_case()
    submit(case, duty)
    opened = submit(case, duty, search="found")
    assert opened is not None
    assert opened.step == "stamp"
    register = case.steps.get(step="register")
    assert register.closed_by is None
    assert register.outcome == "done"


def test_a_sitting_is_one_submit(duty):
    case = handed_out(duty)
    assert list(case.steps.order_by("sequence").values_list("step", flat=True)) == [
        "ask", "search", "register", "stamp", "hand_out", "bring_back",
    ]  # fmt: skip


def test_a_second_click_changes_nothing(duty):
    case = make.library_case()
    step = case.steps.get()
    submit(case, duty)
    with pytest.raises(StepClosed, match="pustakawan"):
        services.step_complete(step_id=step.pk, duty=duty, now=NOW)
    assert case.steps.count() == 2


def test_a_form_of_an_earlier_version_is_refused(duty):
    case = make.library_case()
    step = case.steps.get()
    with pytest.raises(CaseChanged):
        services.sitting_submit(step_id=step.pk, duty=duty, data={}, files={}, version=0, now=NOW)


def test_another_lane_is_refused():
    case = make.library_case()
    stranger = make.duty(make.officer("kurir", ["kurir"]))
    with pytest.raises(NotYours):
        services.step_complete(step_id=case.steps.get().pk, duty=stranger, now=NOW)


def test_another_office_is_refused():
    case = make.library_case()
    far = make.duty(make.officer("jauh", ["anggota"], at=make.office("KTB")))
    with pytest.raises(NotYours):
        services.step_complete(step_id=case.steps.get().pk, duty=far, now=NOW)
    assert not Case.objects.visible_to(far).exists()


def test_an_applicant_sees_only_their_own():
    mine = make.library_case(applicant=make.applicant("budi"))
    make.library_case(applicant=make.applicant("wati"))
    assert list(Case.objects.visible_to(make.duty(mine.applicant))) == [mine]


def test_a_claimed_step_is_its_owners(duty):
    case = make.library_case()
    step_claim(step_id=case.steps.get().pk, duty=duty, now=NOW)
    other = make.duty(make.officer("rekan", ["anggota"]))
    with pytest.raises(StepClaimed):
        services.step_complete(step_id=case.steps.get().pk, duty=other, now=NOW)
    with pytest.raises(StepClaimed):
        step_claim(step_id=case.steps.get().pk, duty=other, now=NOW)
    with pytest.raises(NotYours):
        step_release(step_id=case.steps.get().pk, duty=other, now=NOW)
    step_reassign(step_id=case.steps.get().pk, to=other.user, duty=duty, now=NOW)
    services.step_complete(step_id=case.steps.get().pk, duty=other, now=NOW)


def test_a_step_is_handed_only_to_somebody_of_its_lane(duty):
    case = make.library_case()
    courier = make.officer("kurir", ["kurir"])
    with pytest.raises(NotYours):
        step_reassign(step_id=case.steps.get().pk, to=courier, duty=duty, now=NOW)


def test_a_step_waits_for_its_earliest_day(duty):
    case = handed_out(duty)
    step = case.steps.open().get()
    assert step.not_before is not None
    with pytest.raises(TooEarly):
        submit(case, duty, now=NOW + timedelta(hours=1), bring_back="on_time")
    submit(case, duty, now=step.not_before, bring_back="on_time")


def test_a_passed_deadline_takes_effect_once(duty):
    case = make.library_case()
    assert deadlines_run(now=NOW + timedelta(minutes=119)) == 0
    assert deadlines_run(now=NOW + timedelta(hours=2)) == 1
    assert deadlines_run(now=NOW + timedelta(hours=3)) == 0
    case.refresh_from_db()
    assert (case.status, case.end, case.result) == ("ended", "forgotten", "lapsed")
    with pytest.raises(StepClosed):
        services.step_complete(step_id=case.steps.get().pk, duty=duty, now=NOW)


def test_warnings_come_before_the_deadline_and_once(duty, library):
    case = handed_out(duty)
    due = case.steps.open().get().due_at
    assert due is not None
    assert warnings_run(now=due - timedelta(days=3)) == 0
    assert warnings_run(now=due - timedelta(days=1)) == 1
    assert warnings_run(now=due - timedelta(hours=1)) == 0
    assert library == ["library.remind"]


def test_an_end_has_its_consequences(duty, library):
    case = handed_out(duty)
    submit(case, duty, now=NOW + timedelta(days=7), bring_back="on_time")
    submit(case, duty, now=NOW + timedelta(days=7))
    case.refresh_from_db()
    assert case.end == "returned"
    assert library == ["library.thank"]


def test_a_hold_pauses_the_deadline(duty):
    case = make.library_case()
    due = case.steps.get().due_at
    case_hold(case_id=case.pk, reason="listrik padam", duty=duty, now=NOW + timedelta(minutes=30))
    with pytest.raises(CaseHeld):
        services.step_complete(step_id=case.steps.get().pk, duty=duty, now=NOW)
    assert deadlines_run(now=NOW + timedelta(hours=5)) == 0
    case_resume(case_id=case.pk, duty=duty, now=NOW + timedelta(minutes=90))
    assert case.steps.get().due_at == due + timedelta(hours=1)


def test_a_case_is_cancelled_with_a_reason(duty):
    case = make.library_case()
    services.case_cancel(case_id=case.pk, reason="salah buka", duty=duty, now=NOW)
    case.refresh_from_db()
    assert (case.status, case.end) == ("ended", "cancelled")
    assert case.steps.get().note == "salah buka"
    with pytest.raises(CaseEnded):
        services.case_cancel(case_id=case.pk, reason="lagi", duty=duty, now=NOW)
    assert list(findings(Case.objects.prefetch_related("steps"))) == []


def test_only_those_who_may_hold_or_cancel_do():
    case = make.library_case()
    plain = make.duty(make.officer("biasa", ["anggota"]))
    for act in (
        lambda: case_hold(case_id=case.pk, reason="x", duty=plain, now=NOW),
        lambda: services.case_cancel(case_id=case.pk, reason="x", duty=plain, now=NOW),
    ):
        with pytest.raises(NotYours):
            act()


def test_the_log_is_append_only(duty):
    case = make.library_case()
    submit(case, duty)
    closed = case.steps.get(sequence=1)
    for act in (
        lambda: Step.objects.filter(pk=closed.pk).update(outcome="other"),
        closed.delete,
        lambda: Step.objects.filter(pk=case.steps.open().get().pk).update(lane="other"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_folding_the_log_finds_the_stored_position(duty):
    case = handed_out(duty)
    make.library_case()
    deadlines_run(now=NOW + timedelta(hours=2))
    assert list(findings(Case.objects.prefetch_related("steps"))) == []
    Case.objects.filter(pk=case.pk).update(state=[])
    assert [found.number for found in findings(Case.objects.prefetch_related("steps"))] == [
        case.number
    ]
    assert positions_rebuild(number=case.number) == 1
    assert list(findings(Case.objects.prefetch_related("steps"))) == []


def test_case_numbers_follow_each_other():
    first, second = make.library_case(), make.library_case()
    assert first.number[:13] == "BJM-26-000001"
    assert second.number[:13] == "BJM-26-000002"
