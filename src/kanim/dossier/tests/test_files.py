"""What strangers may send: judged by content, cleaned, and refused with a reason."""

from __future__ import annotations

import io
import zipfile

import pymupdf
import pytest
from PIL import Image

from kanim.biometrics.tests.test_pictures import bomb
from kanim.dossier.errors import UnableToKeepPaper
from kanim.dossier.files import JPEG, PDF, PNG, WEBP, UnusableFile, file_examine
from kanim.dossier.sentences import FILE_ERRORS
from kanim.dossier.tests import factories

LARGEST = 5 * 1024 * 1024


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    return target.getvalue()


def bomb_stream() -> bytes:
    return factories.pdf_with_object_stream(b"\0" * (20 * 1024 * 1024))


BAD = {
    "empty": (b"", "empty"),
    "text named jpg": (b"halo", "not_a_picture"),
    "html": (b"<html><script>alert(1)</script></html>", "not_a_picture"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not_a_picture"),
    "zip": (zipped(), "not_a_picture"),
    "gif": (factories.picture("GIF"), "not_a_picture"),
    "bomb": (bomb(), "too_many_pixels"),
    "cut off": (factories.picture()[:2000], "broken"),
    "postage stamp": (factories.picture(size=(60, 60)), "too_small"),
    "too large": (b"%PDF-" + b"x" * LARGEST, "too_large"),
    "pdf without end": (b"%PDF-1.4\n1 0 obj<</Type/Page>>", "pdf_broken"),
    "pdf without pages": (factories.pdf(0), "pdf_broken"),
    "pdf that is a zip too": (factories.pdf(tail=zipped()), "pdf_mixed"),
    "pdf that is html too": (factories.pdf(tail=b"<script>alert(1)</script>"), "pdf_mixed"),
    "html before a pdf": (b"<script>alert(1)</script>" + factories.pdf(), "not_a_picture"),
    "pdf with a script": (
        factories.pdf(extra=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        "pdf_active",
    ),
    "pdf with a hidden script": (
        factories.pdf(extra=b"/OpenAction<</S/J#61vaScript>>"),
        "pdf_active",
    ),
    "pdf that starts a program": (factories.pdf(extra=b"/A<</S/Launch/F(cmd.exe)>>"), "pdf_active"),
    "pdf with an attachment": (
        factories.pdf(extra=b"/Names<</EmbeddedFiles 9 0 R>>"),
        "pdf_active",
    ),
    "script packed away": (
        factories.pdf_with_object_stream(b"1 0 <</Type/Page/AA<</JS(x)>>>>"),
        "pdf_active",
    ),
    "locked pdf": (factories.pdf(extra=b"/Encrypt 9 0 R"), "pdf_locked"),
    "pdf bomb": (bomb_stream(), "pdf_bomb"),
}


@pytest.mark.parametrize(("content", "code"), BAD.values(), ids=BAD.keys())
def test_this_is_refused(content, code):
    with pytest.raises(UnusableFile) as caught:
        file_examine(content, largest=LARGEST)
    assert caught.value.code == code
    assert str(UnableToKeepPaper.because(caught.value, LARGEST))


def test_every_refusal_has_a_sentence():
    assert {code for _, code in BAD.values()} == set(FILE_ERRORS)


@pytest.mark.parametrize(("kind", "content_type"), [("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP)])
def test_pictures_are_kept_with_a_thumbnail(kind, content_type):
    kept = file_examine(factories.picture(kind), largest=LARGEST)
    assert kept.content_type == content_type
    assert kept.pages == 1
    assert max(Image.open(io.BytesIO(kept.thumbnail)).size) == 480


def test_a_picture_loses_its_metadata_and_what_is_behind_it():
    exif = Image.Exif()
    exif[0x8825] = {1: "S", 2: (3.0, 19.0, 0.0)}
    target = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(target, "JPEG", exif=exif)
    kept = file_examine(target.getvalue() + zipped(), largest=LARGEST)
    assert not Image.open(io.BytesIO(kept.content)).getexif()
    assert b"evil.html" not in kept.content


def test_a_sideways_picture_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(target, "JPEG", exif=exif)
    kept = file_examine(target.getvalue(), largest=LARGEST)
    assert kept.content_type == JPEG
    assert Image.open(io.BytesIO(kept.content)).size == (600, 800)


def test_a_huge_picture_is_made_smaller():
    kept = file_examine(factories.picture(size=(6000, 3000)), largest=LARGEST)
    assert Image.open(io.BytesIO(kept.content)).size == (4000, 2000)


def test_pdf_pages_are_counted():
    assert file_examine(factories.pdf(3), largest=LARGEST).pages == 3


@pytest.mark.parametrize("packed", [False, True])
def test_a_real_pdf_is_kept(packed):
    document = pymupdf.open()
    for number in range(4):
        document.new_page().insert_text((72, 72), f"Halaman {number}")
    options = {"use_objstms": 1, "deflate": True} if packed else {}
    kept = file_examine(document.tobytes(**options), largest=LARGEST)
    assert (kept.content_type, kept.pages, kept.thumbnail) == (PDF, 4, None)
