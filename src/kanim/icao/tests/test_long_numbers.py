import pytest

from kanim.icao import Format, Particulars, check_digit, compose, parse
from kanim.icao.tests.cases import ON

CARD = Particulars(
    document_code="I",
    issuing_state="UTO",
    document_number="123456789A21",
    surname="ERIKSSON",
    given_names="ANNA",
    nationality="UTO",
    birth_date=ON.replace(year=1990),
    sex="F",
    expiry_date=ON.replace(year=2030),
)


@pytest.mark.parametrize("kind", [Format.TD1, Format.TD2])
@pytest.mark.parametrize("counted", [True, False])
def test_both_ways_of_weighing_the_filler_are_read_and_told_apart(kind, counted):
    zone = parse(compose(kind, CARD, filler_counted=counted), on=ON)

    assert zone.valid
    assert zone.document_number == "123456789A21"
    assert zone.long_number is not None
    assert zone.long_number.filler_counted is counted
    assert ("filler_counted" in {doubt.code for doubt in zone.doubts}) is counted


def test_the_two_ways_give_different_digits_here():
    assert check_digit("123456789A21") != check_digit("123456789<A21")


def test_a_wrong_check_digit_of_a_long_number_is_a_problem():
    lines = compose(Format.TD1, CARD)
    right = lines[0][18]
    wrong = next(
        digit for digit in "0123456789" if digit not in (right, check_digit("123456789<A21"))
    )
    zone = parse((lines[0][:18] + wrong + lines[0][19:], *lines[1:]), on=ON)

    assert zone.checks["document_number"] is False
    assert zone.long_number is not None
    assert zone.long_number.filler_counted is None


def test_a_missing_check_digit_without_more_to_read_is_wrong():
    lines = compose(Format.TD2, CARD)
    zone = parse((lines[0], lines[1][:28] + "<" * 7 + lines[1][35:]), on=ON)

    assert zone.long_number is None
    assert zone.checks["document_number"] is False
