from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kanim.cases.activities import CONSEQUENCES, MOMENTS, activity_named
from kanim.dossier import selectors
from kanim.dossier.errors import UnableToConcludeCheck
from kanim.dossier.models import Check, Paper
from kanim.dossier.rules import Profile
from kanim.dossier.services import check_record
from kanim.dossier.services.checking import Found
from kanim.dossier.tests import factories
from kanim.letters.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("profile")]
ALL = {"identity": "original", "family": "original", "birth": "original"}


@pytest.fixture
def ctx():
    return factories.context(
        "check", "dossier.check", factories.case(applicant=factories.applicant())
    )


def bound(ctx, code="dossier.check", findings=None, **data):
    activity = activity_named(code)
    sent = {f"c-{name}": value for name, value in data.items()}
    sent |= {f"c-finding_{name}": value for name, value in (findings or {}).items()}
    return activity, activity.form(ctx, sent, {}, prefix="c")


def performed(ctx, *args, **kwargs):
    activity, form = bound(ctx, *args, **kwargs)
    assert form.is_valid(), form.errors
    return activity.perform(ctx, form)


def incomplete(ctx):
    return performed(
        ctx,
        findings=ALL | {"family": "missing", "birth": "copy"},
        outcome="incomplete",
        due_on="2026-12-01",
        note_birth="Nama orang tua tidak terbaca",
    )


def test_all_originals_are_complete(ctx):
    paper = factories.paper(ctx.case)
    assert performed(ctx, findings=ALL, outcome="complete").outcome == "complete"
    check = selectors.latest_check(ctx.case)
    assert check.decision == "complete"
    assert check.items.count() == 3
    paper.refresh_from_db()
    assert paper.state == Paper.State.ORIGINAL_SEEN


def test_complete_with_something_missing_needs_a_reason(ctx):
    findings = ALL | {"family": "missing"}
    _activity, form = bound(ctx, findings=findings, outcome="complete")
    assert not form.is_valid()
    assert "waiver" in form.errors
    done = performed(ctx, findings=findings, outcome="complete", waiver="KK menyusul menurut Kasi")
    assert done.note == "KK menyusul menurut Kasi"


def test_a_copy_alone_is_not_complete(ctx):
    _activity, form = bound(ctx, findings=ALL | {"identity": "copy"}, outcome="complete")
    assert not form.is_valid()


def test_nothing_judged_is_not_complete(ctx):
    _activity, form = bound(ctx, outcome="complete")
    assert not form.is_valid()


def test_incomplete_sets_the_time_and_tells_the_applicant(ctx):
    done = incomplete(ctx)
    assert done.outcome == "incomplete"
    due = MOMENTS["dossier.papers_due"](ctx)
    assert timezone.localtime(due).date() == date(2026, 12, 1)
    notice = Notice.objects.get()
    assert notice.kind == "papers_requested"
    assert notice.to == ctx.case.applicant.email
    assert "Kartu keluarga" in notice.text
    assert "Nama orang tua tidak terbaca" in notice.text


def test_the_reminder_names_the_same_papers(ctx):
    incomplete(ctx)
    CONSEQUENCES["dossier.remind_papers"](ctx)
    assert Notice.objects.get(kind="papers_reminder").to == ctx.case.applicant.email


def test_an_applicant_without_an_account_is_told_at_the_counter(ctx):
    ctx.case.applicant = None
    ctx.case.save()
    incomplete(ctx)
    assert not Notice.objects.exists()


def test_without_a_request_there_is_no_time(ctx):
    assert MOMENTS["dossier.papers_due"](ctx) is None
    CONSEQUENCES["dossier.remind_papers"](ctx)


def test_incomplete_needs_something_missing(ctx):
    _activity, form = bound(ctx, findings=ALL, outcome="incomplete", due_on="2026-12-01")
    assert not form.is_valid()
    assert "outcome" in form.errors


@pytest.mark.parametrize("day", ["", "2026-11-24", "2026-11-01", "2027-06-01", "besok"])
def test_incomplete_needs_a_sensible_day(ctx, day):
    _activity, form = bound(
        ctx, findings=ALL | {"birth": "missing"}, outcome="incomplete", due_on=day
    )
    assert not form.is_valid()
    assert "due_on" in form.errors


def test_incomplete_needs_every_paper_judged(ctx):
    _activity, form = bound(
        ctx, findings={"identity": "original"}, outcome="incomplete", due_on="2026-12-01"
    )
    assert not form.is_valid()
    assert {"finding_family", "finding_birth"} <= set(form.errors)


def test_seven_days_are_proposed(ctx):
    _activity, form = bound(ctx)
    assert form.fields["due_on"].initial == timezone.localdate(ctx.now) + timedelta(days=7)


def test_damaged_or_lost_says_which(ctx, profile):
    profile["profile"] = Profile(age=30, application="replacement", old_passport_year=2020)
    _activity, form = bound(ctx, outcome="damaged_or_lost")
    assert not form.is_valid()
    done = performed(ctx, outcome="damaged_or_lost", old_passport="lost", remark="Hilang di jalan")
    assert done.outcome == "damaged_or_lost"
    assert "Hilang di jalan" in done.note
    assert selectors.latest_check(ctx.case).old_passport == "lost"


def test_a_first_passport_cannot_be_lost(ctx):
    _activity, form = bound(ctx, outcome="damaged_or_lost", old_passport="lost")
    assert not form.is_valid()


def test_the_missing_papers_are_brought(ctx):
    incomplete(ctx)
    later = factories.Context(ctx.case, ctx.step, ctx.duty, ctx.now)
    _activity, form = bound(later, "dossier.complete", findings={"family": "original"})
    assert [wanted.requirement.code for wanted in form.wanted] == ["family", "birth"]
    assert not form.is_valid()
    done = performed(
        later, "dossier.complete", findings={"family": "original", "birth": "original"}
    )
    assert done.outcome == "completed"
    check = selectors.latest_check(ctx.case)
    assert check.decision == "completed"
    assert check.items.filter(is_lacking=True).count() == 0
    _activity, again = bound(later)
    assert {
        field.initial for name, field in again.fields.items() if name.startswith("finding_")
    } == {"original"}


def test_a_problem_makes_the_scan_unclear(ctx):
    paper = factories.paper(ctx.case)
    performed(
        ctx,
        findings=ALL | {"identity": "problem"},
        outcome="incomplete",
        due_on="2026-12-01",
        note_identity="Foto buram",
    )
    paper.refresh_from_db()
    assert (paper.state, paper.remark) == ("unclear", "Foto buram")


@pytest.mark.parametrize(
    ("decision", "findings"),
    [
        ("complete", {}),
        ("completed", {"identity": "original"}),
        ("incomplete", ALL),
        ("damaged_or_lost", {}),
    ],
)
def test_the_service_refuses_what_the_form_refuses(ctx, decision, findings):
    with pytest.raises(UnableToConcludeCheck):
        check_record(
            case=ctx.case,
            decision=decision,
            findings={code: Found(finding) for code, finding in findings.items()},
            duty=ctx.duty,
            now=ctx.now,
        )
    assert not Check.objects.exists()


def test_without_a_list_the_officer_decides(ctx, monkeypatch):
    monkeypatch.setattr("kanim.dossier.profiles.PROFILES", {})
    assert performed(ctx, outcome="complete").outcome == "complete"
