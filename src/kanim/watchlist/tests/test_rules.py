"""When a person may be the one on an entry."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.watchlist.rules import TITLES, Listed, Traveller, agreements, is_hit, name_key

BORN = date(1985, 3, 14)
WORD = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=12).filter(
    lambda word: word not in TITLES
)
NAME = st.lists(WORD, min_size=1, max_size=5)
ACCENTS = {"A": "Á", "E": "é", "I": "Ï", "O": "ö", "U": "Ü", "N": "ñ", "C": "ç"}


@given(NAME.flatmap(lambda words: st.tuples(st.just(words), st.permutations(words))))
def test_the_order_of_a_name_does_not_matter(both):
    one, two = both
    assert name_key(" ".join(one)) == name_key(" ".join(two))


@given(NAME, st.sampled_from(sorted(TITLES)))
def test_titles_do_not_matter(words, title):
    name = " ".join(words)
    assert name_key(f"{title}. {name}") == name_key(name)
    assert name_key(f"{name}, {title.lower()}") == name_key(name)


@given(NAME)
def test_accents_case_and_spaces_do_not_matter(words):
    name = " ".join(words)
    marked = "  ".join("".join(ACCENTS.get(letter, letter) for letter in word) for word in words)
    assert name_key(marked.lower()) == name_key(name)


@given(NAME)
def test_a_key_is_its_own_key(words):
    key = name_key(" ".join(words))
    assert name_key(key) == key


@given(NAME, NAME)
def test_other_words_are_another_name(one, two):
    same = sorted(one) == sorted(two)
    assert (name_key(" ".join(one)) == name_key(" ".join(two))) is same


@pytest.mark.parametrize("name", ["", "  ", "…", "'"])
def test_a_name_without_letters_has_an_empty_key(name):
    assert name_key(name) == ""


def test_a_name_of_nothing_but_titles_keeps_them():
    assert name_key("H. Hj.") == "H HJ"


def listed(**fields):
    values = {
        "keys": (name_key("RIZAL TANJUNG"),),
        "birth_date": None,
        "nik": "",
        "document_number": "",
    }
    return Listed(**{**values, **fields})


def test_agreements_name_the_parts():
    traveller = Traveller("Tanjung Rizal", BORN, "6371011403850001", "C1234567")
    all_of_it = listed(birth_date=BORN, nik="6371011403850001", document_number="C1234567")
    assert agreements(traveller, all_of_it) == ("nik", "document", "name", "birth_date")
    assert agreements(traveller, listed(keys=())) == ()


@pytest.mark.parametrize(
    ("traveller", "entry", "hit"),
    [
        (Traveller("Rizal Tanjung", BORN), listed(birth_date=BORN), True),
        (Traveller("Rizal Tanjung", BORN), listed(), True),
        (Traveller("Rizal Tanjung"), listed(birth_date=BORN), True),
        (Traveller("Rizal Tanjung", BORN), listed(birth_date=date(1985, 3, 15)), False),
        (Traveller("Rizal", BORN), listed(birth_date=BORN), False),
        (Traveller("Lain", nik="63"), listed(nik="63", birth_date=BORN), True),
        (Traveller("Lain", BORN, nik="63"), listed(nik="63", birth_date=date(1999, 1, 1)), True),
        (Traveller("Lain", document_number="C1"), listed(document_number="C1"), True),
        (Traveller("Lain"), listed(), False),
    ],
)
def test_a_number_is_enough_and_a_name_unless_the_dates_differ(traveller, entry, hit):
    assert is_hit(traveller, entry) is hit


@given(st.builds(Traveller, name=NAME.map(" ".join), birth_date=st.none() | st.dates()))
def test_unknown_numbers_never_agree(traveller):
    assert {"nik", "document"}.isdisjoint(agreements(traveller, listed()))
