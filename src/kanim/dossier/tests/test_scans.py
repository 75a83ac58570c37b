from __future__ import annotations

import pytest

from kanim.cases.activities import activity_named
from kanim.dossier.models import Paper
from kanim.dossier.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("profile")]


@pytest.fixture
def ctx():
    return factories.context("scans", "dossier.review_scans")


@pytest.fixture
def papers(ctx):
    return [factories.paper(ctx.case, kind=kind) for kind in ("ktp", "kk", "akta-lahir")]


def bound(ctx, verdicts):
    activity = activity_named("dossier.review_scans")
    data = {f"scans-scan_{paper.pk}": verdict for paper, verdict in verdicts.items()}
    return activity, activity.form(ctx, data, {}, prefix="scans")


def test_all_clear(ctx, papers):
    papers[0].state, papers[0].checked_at = Paper.State.ORIGINAL_SEEN, factories.NOW
    papers[0].save()
    activity, form = bound(ctx, dict.fromkeys(papers, "clear"))
    assert form.is_valid(), form.errors
    assert activity.perform(ctx, form).outcome == "clear"
    states = list(Paper.objects.order_by("id").values_list("state", flat=True))
    assert states == ["original_seen", "clear", "clear"]


def test_an_unclear_scan_must_be_scanned_again(ctx, papers):
    verdicts = dict.fromkeys(papers, "clear") | {papers[1]: "unclear"}
    _activity, form = bound(ctx, verdicts)
    assert not form.is_valid()
    assert list(form.errors) == [f"scan_{papers[1].pk}"]
    again = factories.paper(ctx.case, kind="kk")
    _activity, form = bound(ctx, {papers[0]: "clear", again: "clear", papers[2]: "clear"})
    assert form.is_valid(), form.errors


def test_every_scan_is_looked_at(ctx, papers):
    _activity, form = bound(ctx, {papers[0]: "clear"})
    assert len(form.errors) == 2


def test_a_missing_scan_is_named(ctx):
    only = factories.paper(ctx.case, kind="ktp")
    activity, form = bound(ctx, {only: "clear"})
    assert not form.is_valid()
    assert len(form.non_field_errors()) == 1
    assert [one.requirement.code for one in activity.panel(ctx)["missing"]] == ["family", "birth"]
