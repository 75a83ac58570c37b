"""The machine's search and the officer's comparison, as steps of a case."""

from __future__ import annotations

import pytest
from django.utils import translation

from kanim.cases.activities import Context
from kanim.cases.models import Step
from kanim.office.duty import Duty
from kanim.watchlist.activities import TRAVELLERS, Compare, CompareForm, Screen, traveller_of
from kanim.watchlist.models import Hit
from kanim.watchlist.rules import Traveller
from kanim.watchlist.tests import factories as make

pytestmark = pytest.mark.django_db
NOW = make.NOW
WORDS = "Foto dan sidik jari menunjukkan orang lain."


@pytest.fixture
def case():
    made = make.case(name="RIZAL TANJUNG MUHAMMAD")
    made.sop = "uji"  # whom its cases are about is not registered: the person is screened
    made.save()
    return made


def context(case, activity, duty=None) -> Context:
    step = Step.objects.create(
        case=case,
        office=case.office,
        sequence=case.steps.count() + 1,
        sop=case.sop,
        step=activity.code.partition(".")[2],
        row="1",
        lane="inteldakim",
        activity=activity.code,
        opened_at=NOW,
        closed_at=NOW,
        closing="done",
    )
    return Context(case, step, duty or Duty.machine(case.office_id), NOW)


def compared(case, **said):
    duty = make.duty_make(case.office, lanes=("inteldakim",))
    ctx = context(case, Compare, duty)
    form = CompareForm(said, ctx=ctx, activity=Compare())
    return form, ctx


def test_nothing_found_is_clear(case):
    assert Screen().perform(context(case, Screen), None).outcome == "clear"


def test_a_hit_is_counted_for_the_timeline(case):
    make.listed()
    done = Screen().perform(context(case, Screen), None)
    assert done.outcome == "hit"
    assert "1" in done.note
    assert "Tanjung" not in done.note


def test_a_case_without_a_person_is_screened_by_its_title(case):
    make.listed()
    case.person = None
    case.title = "Muhammad Rizal Tanjung"
    assert Screen().perform(context(case, Screen), None).outcome == "hit"


def test_an_app_may_say_whom_a_case_is_about(case, monkeypatch):
    monkeypatch.setattr("kanim.watchlist.activities.TRAVELLERS", dict(TRAVELLERS))
    traveller_of("uji")(lambda case: Traveller("Orang Lain"))
    make.listed()
    assert Screen().perform(context(case, Screen), None).outcome == "clear"


def test_the_panel_shows_the_open_hits(case):
    entry = make.listed()
    Screen().perform(context(case, Screen), None)
    panel = Compare().panel(context(case, Compare))
    assert [hit.entry for hit in panel["hits"]] == [entry]
    with translation.override("id"):
        assert panel["hits"][0].agreements == ["nama"]
    assert panel["traveller"].name == "RIZAL TANJUNG MUHAMMAD"


@pytest.mark.parametrize("outcome", list(Compare.outcomes))
def test_the_comparison_decides_all_hits_and_keeps_its_reason_sealed(case, outcome):
    make.listed()
    make.listed()
    Screen().perform(context(case, Screen), None)
    form, ctx = compared(case, outcome=outcome, reason=WORDS)
    assert form.is_valid()
    done = Compare().perform(ctx, form)
    assert (done.outcome, done.note) == (outcome, ""), "the timeline is read by more people"
    hits = Hit.objects.filter(case=case)
    assert {(hit.decision, hit.reason, hit.decided_by) for hit in hits} == {
        (outcome, WORDS, ctx.duty.user)
    }


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"outcome": "not_same", "reason": "lain"}, "reason"),
        ({"outcome": "not_same"}, "reason"),
        ({"reason": WORDS}, "outcome"),
        ({"outcome": "maybe", "reason": WORDS}, "outcome"),
    ],
)
def test_a_comparison_needs_an_outcome_and_a_reason(case, said, field):
    form, _ctx = compared(case, **said)
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_the_outcomes_are_the_decisions():
    assert set(Compare.outcomes) == set(Hit.Decision.values)
