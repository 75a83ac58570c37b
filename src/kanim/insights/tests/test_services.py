from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from kanim.cases.activities import ACTIVITIES, Context
from kanim.insights.models import Rating
from kanim.insights.rules import ELEMENTS
from kanim.insights.selectors import row_times, satisfaction_by_service
from kanim.insights.tests import factories as make
from kanim.tickets.tests.factories import seated

pytestmark = pytest.mark.django_db
RATE = ACTIVITIES["ratings.rate"]


@pytest.fixture
def case():
    return make.case(make.office())


def form_of(case, step, duty, **data):
    ctx = Context(case, step, duty, make.NOW)
    return ctx, RATE.form(ctx, data, {}, prefix="rate")


def answers(score=4, **more):
    return {
        f"rate-{key}": str(value)
        for key, value in ({**dict.fromkeys(ELEMENTS, score), **more}).items()
    }


def test_nine_answers_are_kept_with_counter_and_officer(case):
    duty = seated(case.office, 3)
    step = make.step(case, "5", None, activity="ratings.rate")
    ctx, form = form_of(case, step, duty, **answers(3, comment="Cepat dan ramah"))
    assert form.is_valid(), form.errors
    done = RATE.perform(ctx, form)
    rating = Rating.objects.get()
    assert (done.outcome, rating.counter.number, rating.officer) == ("rated", 3, duty.user)
    assert {getattr(rating, element) for element in ELEMENTS} == {3}
    assert "ramah" not in done.note


def test_all_nine_or_declined(case):
    duty = make.duty(case.office)
    step = make.step(case, "5", None, activity="ratings.rate")
    data = answers()
    del data["rate-cost"]
    _ctx, form = form_of(case, step, duty, **data)
    assert not form.is_valid()
    assert list(form.errors) == ["cost"]
    ctx, form = form_of(case, step, duty, **{**data, "rate-declined": "on"})
    assert form.is_valid()
    assert RATE.perform(ctx, form).outcome == "declined"
    assert not Rating.objects.exists()


@pytest.mark.parametrize("score", [0, 5])
def test_the_database_knows_the_scale(case, score):
    rating = make.rating(case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.filter(pk=rating.pk).update(conduct=score)


def test_satisfaction_is_by_service_and_office(case):
    duty = make.duty(case.office, "insights.view")
    make.rating(case, 4)
    make.rating(case, 3)
    make.rating(make.case(case.office, sop="897"), 1)
    make.rating(make.case(make.office("MTP")), 1)
    make.step(case, "5", 10, activity="ratings.rate", outcome="declined")
    found = {item.service: item for item in satisfaction_by_service(duty, make.NOW.replace(day=1))}
    assert set(found) == {"936", "897"}
    assert (float(found["936"].index.value), found["936"].declined) == (87.5, 1)
    nobody = make.duty(case.office, "tickets.call")
    assert satisfaction_by_service(nobody, make.NOW.replace(day=1)) == []


def test_a_rows_time_is_what_its_steps_took_together(case):
    duty = make.duty(case.office, "insights.view")
    make.step(case, "4", 100)
    make.step(case, "4", 200)
    make.step(case, "4", 3600, lane="sistem")
    make.step(case, "4", None)
    slow = make.case(case.office)
    make.step(
        slow, "4", 700, claimed_at=make.NOW - make.timedelta(seconds=180), claimed_by=duty.user
    )
    (service,) = row_times(duty, make.NOW.replace(day=1))
    (row,) = service.rows
    assert (row.label, row.cases, row.standard, row.median, row.late) == ("4", 2, 240, 240.0, 50)
    assert row.title is not None
