from dataclasses import replace

import pytest

from kanim.icao import Format, Particulars, UnableToCompose, compose, compose_td3, parse
from kanim.icao.tests.cases import ON

PASSPORT = Particulars(
    issuing_state="IDN",
    document_number="X1234567",
    surname="",
    given_names="SITI AMINAH",
    nationality="IDN",
    birth_date=ON.replace(year=1990),
    sex="F",
    expiry_date=ON.replace(year=2036),
)


def test_an_indonesian_passport_of_a_holder_without_surname():
    lines = compose_td3(PASSPORT)

    assert lines == (
        "P<IDNSITI<AMINAH<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
        "X1234567<7IDN9007013F3607019<<<<<<<<<<<<<<04",
    )
    zone = parse(lines, on=ON)
    assert (zone.surname, zone.given_names) == ("SITI AMINAH", "")
    assert zone.valid
    assert zone.doubts == ()


def test_the_specimen_of_part_4():
    specimen = Particulars(
        issuing_state="UTO",
        document_number="L898902C3",
        surname="Eriksson",
        given_names="Anna Maria",
        nationality="UTO",
        birth_date=ON.replace(1974, 8, 12),
        sex="F",
        expiry_date=ON.replace(2012, 4, 15),
        optional="ZE184226B",
    )

    assert compose_td3(specimen) == (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"document_number": ""},
        {"document_number": "X12345678901"},
        {"document_number": "X123?"},
        {"issuing_state": "BOS"},
        {"nationality": "Indonesia"},
        {"sex": "L"},
        {"document_code": "I"},
        {"document_code": "PV"},
        {"optional": "123456789012345"},
        {"optional2": "1"},
        {"surname": "", "given_names": ""},
    ],
)
def test_what_cannot_stand_in_a_zone_is_refused_with_a_sentence(wrong):
    with pytest.raises(UnableToCompose, match=r"\.$"):
        compose_td3(replace(PASSPORT, **wrong))


def test_a_hyphen_in_a_number_becomes_a_filler():
    zone = parse(compose_td3(replace(PASSPORT, document_number="AB-123")), on=ON)

    assert zone.raw("document_number") == "AB<123<<<"


def test_a_visa_has_no_composite():
    visa = replace(PASSPORT, document_code="V", surname="HENG", given_names="DEBORAH")
    zone = parse(compose(Format.MRVB, visa), on=ON)

    assert zone.format is Format.MRVB
    assert "composite" not in zone.checks
