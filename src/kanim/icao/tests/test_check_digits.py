from kanim.icao import check_digit
from kanim.icao.tests.cases import names


def test_the_worked_examples_of_part_3():
    for text, digit in names()["check_digit_examples"]:
        assert check_digit(text) == digit
    assert check_digit("AB2134<<<") == "5"
    assert check_digit("HA672242<") == "6"
    assert check_digit("D23145890") == "7"
