"""Refusing an application."""

import pytest
from django.template.loader import render_to_string

from kanim.cases.activities import ACTIVITIES, Context
from kanim.letters.activities import addressee_of, signer_title_of
from kanim.letters.forms import REASON_CHOICES, REASONS
from kanim.letters.models import Letter
from kanim.letters.panels import letters_panel
from kanim.letters.tests.factories import NOW, case_make, head_make, letter_make, step_make
from kanim.office.duty import duty_of
from kanim.office.tests.factories import TODAY, role_make, user_make

pytestmark = pytest.mark.django_db

REFUSE = ACTIVITIES["letters.refuse"]
SAID = {"reason": "papers_doubtful", "explanation": "Akta kelahiran tidak tercatat."}


def context_make() -> Context:
    case = case_make()
    role = role_make(name_id="Kepala Kantor", lanes=["kepala-kantor"])
    duty = head_make(case.office, role=role)
    step_make(
        case,
        step="endorse",
        lane="kasubsi-dokjal",
        activity="letters.refuse",
        closed_at=NOW,
        closing="done",
        outcome="refused",
        note="Foto tidak sesuai.",
    )
    return Context(case=case, step=step_make(case), duty=duty, now=NOW)


def test_refusing_issues_the_letter_and_notes_why() -> None:
    ctx = context_make()
    form = REFUSE.form(ctx, SAID)
    assert form.is_valid(), form.errors
    done = REFUSE.perform(ctx, form)
    letter = Letter.objects.get()
    assert done.outcome == "refused"
    assert done.note == f"{letter.number}: {REASONS['papers_doubtful']}. {SAID['explanation']}"
    assert (letter.kind, letter.case, letter.addressee) == ("refusal", ctx.case, "Siti Rahmawati")
    assert letter.signed_by_role == "Kepala Kantor"


def test_another_reason_needs_no_title() -> None:
    ctx = context_make()
    form = REFUSE.form(ctx, {**SAID, "reason": "other"})
    assert form.is_valid()
    assert REFUSE.perform(ctx, form).note.endswith(f": {SAID['explanation']}")


def test_the_explanation_is_required() -> None:
    form = REFUSE.form(context_make(), {"reason": "other", "explanation": "tidak"})
    assert not form.is_valid()
    assert set(form.errors) == {"explanation"}
    assert "outcome" not in form.fields


def test_every_reason_has_its_text() -> None:
    assert [code for code, _ in REASON_CHOICES] == list(REASONS)


def test_the_panel_shows_where_it_comes_from() -> None:
    ctx = context_make()
    text = render_to_string(
        REFUSE.template, {"panel": REFUSE.panel(ctx), "form": REFUSE.form(ctx), "ctx": ctx}
    )
    assert "Foto tidak sesuai." in text


def test_names_fall_back() -> None:
    ctx = context_make()
    ctx.case.person = None
    assert addressee_of(ctx) == str(ctx.case.applicant)
    ctx.case.applicant = None
    ctx.case.title = "PT Maju"
    assert addressee_of(ctx) == "PT Maju"
    stranger = Context(ctx.case, ctx.step, duty_of(user_make(), today=TODAY), NOW)
    assert signer_title_of(stranger) == "Petugas"


def test_the_case_page_lists_the_letters() -> None:
    case = case_make()
    duty = head_make(case.office)
    assert letters_panel(case, duty) is None
    letter = letter_make(case, duty=duty)
    panel = letters_panel(case, duty)
    text = render_to_string(panel["template"], {"panel": panel})
    assert letter.number in text
    assert f"/surat/{letter.pk}/unduh/" in text
