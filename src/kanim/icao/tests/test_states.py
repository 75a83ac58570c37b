import pytest

from kanim.icao import STATES, Kind, state_of


@pytest.mark.parametrize(
    "code",
    [
        "IDN",
        "D",
        "D<<",
        "GBD",
        "RKS",
        "UNO",
        "UNA",
        "XOM",
        "XPO",
        "EUE",
        "XXA",
        "XXB",
        "XXC",
        "UTO",
    ],
)
def test_codes_of_part_3_are_known(code):
    assert state_of(code) is not None


@pytest.mark.parametrize("code", ["BOS", "ASU", "", "<<<", "DEUX", "idn"])
def test_other_codes_are_not(code):
    assert state_of(code) is None


def test_persons_without_a_nationality_are_told_apart():
    assert {code for code, state in STATES.items() if state.kind is Kind.PERSON} == {
        "XXA",
        "XXB",
        "XXC",
        "XXX",
    }


def test_every_code_has_one_to_three_letters_and_a_name():
    for code, state in STATES.items():
        assert 1 <= len(code) <= 3
        assert code.isalpha()
        assert state.name.strip()
