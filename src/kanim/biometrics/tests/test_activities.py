"""The three forms as the engine uses them: with a prefix, with drafts, and with files in the form."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ImageFilter

from kanim.biometrics import selectors, services
from kanim.biometrics.samples import portrait_bytes
from kanim.biometrics.synthetic import fingerprint_png, signature_png
from kanim.biometrics.tests import factories
from kanim.cases.activities import activity_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def ctx():
    return factories.context()


def bound(ctx, code: str, prefix: str, data=None, files=None):
    activity = activity_named(code)
    return activity, activity.form(ctx, data or {}, files or {}, prefix=prefix)


def file(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_photograph_sent_with_the_form_is_taken(ctx):
    activity, form = bound(
        ctx, "biometrics.photograph", "photograph", {}, {"photograph-photo": file(portrait_bytes())}
    )
    assert form.is_valid(), form.errors
    assert activity.perform(ctx, form).outcome == "taken"
    assert selectors.photo_of(ctx.case).acceptable


def test_a_blurred_photograph_gives_the_sentence_at_its_field(ctx):
    blurred = factories.jpeg(factories.portrait().filter(ImageFilter.GaussianBlur(8)))
    _activity, form = bound(ctx, "biometrics.photograph", "p", {}, {"p-photo": file(blurred)})
    assert not form.is_valid()
    assert list(form.errors) == ["photo"]


def test_text_named_jpg_is_refused(ctx):
    _activity, form = bound(ctx, "biometrics.photograph", "p", {}, {"p-photo": file(b"halo")})
    assert not form.is_valid()


def test_the_draft_is_enough(ctx):
    services.photograph_try(case=ctx.case, content=portrait_bytes(), duty=ctx.duty, now=ctx.now)
    activity, form = bound(
        ctx, "biometrics.photograph", "p", {}, {"p-photo": file(portrait_bytes())}
    )
    assert form.is_valid(), form.errors
    activity.perform(ctx, form)
    assert selectors.photo_of(ctx.case).tries == 1


def test_an_exception_is_written_into_the_timeline(ctx):
    for radius in (8, 9, 10):
        blurred = factories.jpeg(factories.portrait().filter(ImageFilter.GaussianBlur(radius)))
        services.photograph_try(case=ctx.case, content=blurred, duty=ctx.duty, now=ctx.now)
    activity, form = bound(ctx, "biometrics.photograph", "p", {"p-override_reason": "Sakit berat"})
    assert form.may_override
    assert form.is_valid(), form.errors
    assert "Sakit berat" in activity.perform(ctx, form).note


def test_without_a_reason_the_failing_draft_is_refused(ctx):
    for radius in (8, 9, 10):
        blurred = factories.jpeg(factories.portrait().filter(ImageFilter.GaussianBlur(radius)))
        services.photograph_try(case=ctx.case, content=blurred, duty=ctx.duty, now=ctx.now)
    _activity, form = bound(ctx, "biometrics.photograph", "p", {})
    assert not form.is_valid()
    assert set(form.errors) == {"photo", "override_reason"}


def test_ten_fingers_sent_with_the_form(ctx):
    files = {
        f"f-finger_{finger}": file(fingerprint_png(finger), "jari.png") for finger in range(1, 10)
    }
    activity, form = bound(ctx, "biometrics.fingerprint", "f", {"f-missing_10": "amputated"}, files)
    assert form.is_valid(), form.errors
    done = activity.perform(ctx, form)
    assert done.outcome == "taken"
    assert done.note
    assert len(selectors.fingerprints_of(ctx.case)) == 10


def test_a_finger_left_out_is_named(ctx):
    files = {
        f"f-finger_{finger}": file(fingerprint_png(finger), "jari.png") for finger in range(1, 10)
    }
    _activity, form = bound(ctx, "biometrics.fingerprint", "f", {}, files)
    assert not form.is_valid()
    assert len(form.non_field_errors()) == 1


def test_a_signature_sent_with_the_form(ctx):
    activity, form = bound(
        ctx, "biometrics.sign", "s", {}, {"s-signature": file(signature_png(1), "ttd.png")}
    )
    assert form.is_valid(), form.errors
    assert activity.perform(ctx, form).outcome == "signed"
    assert selectors.signature_of(ctx.case) is not None


def test_an_empty_signature_is_refused(ctx):
    _activity, form = bound(ctx, "biometrics.sign", "s")
    assert not form.is_valid()
    empty = factories.png([[255] * 400] * 200)
    _activity, form = bound(
        ctx, "biometrics.sign", "s", {}, {"s-signature": file(empty, "ttd.png")}
    )
    assert not form.is_valid()
