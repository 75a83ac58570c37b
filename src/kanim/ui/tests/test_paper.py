"""Printed things: PDF/A from a template and its data, in the bundled typefaces."""

from datetime import UTC, date, datetime

import pymupdf
import pytest

from kanim.ui.paper import UnableToRender, render_pdf

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "IBM Plex Sans", fallback: false)
#data.title #data.day #image(bytes(data.picture), width: 1cm)
#text(font: "OCR B", data.mrz)
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "letter.typ"
    path.write_text(TEMPLATE)
    return path


def render(template, **given):
    data = {"title": "Surat", "day": date(2026, 2, 5), "picture": SVG, "mrz": "P<IDN"}
    return render_pdf(
        template, data | given, made_at=datetime(2026, 2, 5, 1, 30, 0, 123456, tzinfo=UTC)
    )


def test_data_of_all_kinds_arrive(template):
    document = pymupdf.open(stream=render(template))
    text = document[0].get_text()
    assert "Surat" in text
    assert "2026-02-05" in text
    fonts = sorted(font[3].split("+")[-1] for font in document.get_page_fonts(0))
    assert [name.partition("-")[0] for name in fonts] == ["IBMPlexSans", "OCRB"]


def test_is_pdf_a_2b(template):
    metadata = pymupdf.open(stream=render(template)).get_xml_metadata()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata


def test_same_data_make_the_same_file(template):
    assert render(template) == render(template)
    assert render(template) != render(template, title="Lain")


def test_a_wrong_template_says_what_is_wrong(tmp_path):
    path = tmp_path / "wrong.typ"
    path.write_text("#unknown")
    with pytest.raises(UnableToRender, match="unknown variable"):
        render_pdf(path, {})
