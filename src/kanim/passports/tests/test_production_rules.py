"""Serials, wording, receipts and the comparison of the machine readable zone."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kanim.icao import Particulars, compose_td3
from kanim.passports.examination_questions import starter_questions
from kanim.passports.page.reading import compare, lines_read
from kanim.passports.page.rendering import ink_only
from kanim.passports.page.wording import name_parts, page_date, page_sex
from kanim.passports.serials import serial_count, serial_normal, serial_range

TODAY = date(2026, 11, 24)
ZONE = compose_td3(
    Particulars(
        issuing_state="IDN",
        document_number="X0000123",
        surname="SARI",
        given_names="NURUL HIDAYAH",
        nationality="IDN",
        birth_date=date(1990, 8, 17),
        sex="F",
        expiry_date=date(2036, 11, 24),
    )
)


@pytest.mark.parametrize(
    ("typed", "kept"), [(" x000 0001", "X0000001"), ("X123", ""), ("12345678", ""), ("", "")]
)
def test_serial_is_kept_in_one_form(typed, kept):
    assert serial_normal(typed) == kept


def test_range_counts_both_ends():
    assert serial_range("X0000008", "X0000011") == [
        "X0000008", "X0000009", "X0000010", "X0000011",
    ]  # fmt: skip
    assert serial_count("X0000001", "X0000001") == 1


@pytest.mark.parametrize(("first", "last"), [("X0000002", "X0000001"), ("A0000001", "B0000002")])
def test_no_range(first, last):
    assert serial_count(first, last) == 0


def test_dates_and_sex_of_the_page_are_in_both_languages():
    assert page_date(date(1990, 8, 17)) == "17 AGU/AUG 1990"
    assert page_date(date(2026, 1, 5)) == "05 JAN 2026"
    assert (page_sex("F"), page_sex("M"), page_sex("")) == ("P/F", "L/M", "X")


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Nurul Hidayah Sari", ("Sari", "Nurul Hidayah")),
        ("Suharto", ("Suharto", "")),
        ("", ("", "")),
    ],
)
def test_last_word_is_the_primary_identifier(full, parts):
    assert name_parts(full) == parts


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(ZONE),
        "\r\n".join(ZONE) + "\r\n",
        "".join(ZONE),
        "\n".join(ZONE).lower(),
        f"  {ZONE[0]}  \n\n {ZONE[1]} ",
    ],
)
def test_whatever_the_reader_adds_the_zone_matches(text):
    assert lines_read(text) == list(ZONE)
    assert compare(ZONE, text, on=TODAY).matches


def test_one_wrong_character_names_its_element():
    wrong = ZONE[1].replace("900817", "908817")
    found = compare(ZONE, f"{ZONE[0]}\n{wrong}", on=TODAY)
    assert not found.matches
    assert found.differences == 1
    assert found.elements == ("birth_date",)
    assert not found.valid


def test_a_cut_reading_has_the_wrong_size():
    found = compare(ZONE, f"{ZONE[0]}\n{ZONE[1][:-1]}", on=TODAY)
    assert found.wrong_size
    assert not found.matches
    assert found.lines[1][-1].read == "·"


def test_nothing_read():
    assert not compare(ZONE, "", on=TODAY).matches


@given(st.text(max_size=120))
def test_any_text_can_be_compared(text):
    assert compare(ZONE, text, on=TODAY).matches == (lines_read(text) == list(ZONE))


def test_questions_fit_the_subject():
    assert len(set(starter_questions("lost"))) == len(starter_questions("lost"))
    assert starter_questions("lost") != starter_questions("damaged")
    assert starter_questions("unknown")


@pytest.mark.parametrize("ground", [(255, 255, 255, 255), (0, 0, 0, 0)])
def test_only_the_ink_of_a_signature_lies_on_the_page(ground):
    pad = Image.new("RGBA", (200, 80), ground)
    ImageDraw.Draw(pad).line([(40, 60), (90, 20), (150, 60)], (0, 0, 0, 255), 4)
    sent = BytesIO()
    pad.save(sent, "PNG")
    kept = Image.open(BytesIO(ink_only(sent.getvalue())))
    alpha = kept.getchannel("A")
    assert kept.width < 130
    assert alpha.getpixel((0, 0)) == 0
    assert 0 < sum(alpha.histogram()[128:]) < kept.width * kept.height / 3
