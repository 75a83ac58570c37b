from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.people.rules import (
    UnableToReadNik,
    age_on,
    birthday,
    is_name,
    name_key,
    name_tidy,
    nik_agrees,
    nik_doubts,
    nik_read,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "born", "sex"),
    [
        ("6371011705900001", date(1990, 5, 17), "M"),
        ("6371015705900001", date(1990, 5, 17), "F"),
        ("6371 0157 0590 0001", date(1990, 5, 17), "F"),
        ("6372012511260003", date(1926, 11, 25), "M"),  # tomorrow of 2026 is in the future
        ("6372012411260003", date(2026, 11, 24), "M"),
        ("6371016902000001", date(2000, 2, 29), "F"),
        ("6371016902960001", date(1996, 2, 29), "F"),
    ],
)
def test_what_a_nik_says(text: str, born: date, sex: str) -> None:
    nik = nik_read(text, on=TODAY)
    assert (nik.birth_date, nik.sex) == (born, sex)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "length"),
        ("637101170590001", "length"),
        ("63710117059000011", "length"),
        ("63710117O5900001", "length"),
        ("6371013202900001", "date"),
        ("6371011713900001", "date"),
        ("6371012902010001", "date"),  # neither 2001 nor 1901 has a 29 February
        ("6371018005900001", "date"),
        ("6371011705900000", "serial"),
    ],
)
def test_what_is_no_nik(text: str, fault: str) -> None:
    with pytest.raises(UnableToReadNik) as error:
        nik_read(text, on=TODAY)
    assert error.value.fault == fault


def test_doubts() -> None:
    nik = nik_read("6371015705900001", on=TODAY)
    assert (nik.province, nik.regency) == ("63", "6371")
    assert nik_doubts(nik, birth_date=date(1990, 5, 17), sex="F") == []
    assert nik_doubts(nik, birth_date=date(1990, 5, 18), sex="M") == ["birth_date", "sex"]
    assert nik_doubts(nik) == []
    assert nik_doubts(nik_read("0071015705900001", on=TODAY)) == ["area"]


def test_a_centenarian_is_not_taken_for_a_newborn() -> None:
    nik = nik_read("6371010101200001", on=TODAY)
    assert nik.birth_date == date(2020, 1, 1)
    assert nik_doubts(nik, birth_date=date(1920, 1, 1)) == []


@given(
    st.dates(date(1927, 1, 1), TODAY),
    st.sampled_from("MF"),
    st.integers(1, 9999),
    st.sampled_from(["637101", "317305", "921204"]),
)
def test_every_nik_is_read_back(born: date, sex: str, serial: int, area: str) -> None:
    day = born.day + (40 if sex == "F" else 0)
    text = f"{area}{day:02}{born.month:02}{born.year % 100:02}{serial:04}"
    nik = nik_read(text, on=TODAY)
    assert (nik.birth_date, nik.sex, nik.text) == (born, sex, text)


@pytest.mark.parametrize(
    ("name", "tidy", "key"),
    [
        ("  siti   rahmah ", "SITI RAHMAH", "SITI RAHMAH"),
        ("Ma’ruf Amin", "MA'RUF AMIN", "MARUF AMIN"),
        ("I Gusti-Ngurah", "I GUSTI-NGURAH", "I GUSTI NGURAH"),
        ("José D. Peña", "JOSÉ D. PEÑA", "JOSE D PENA"),
        ("", "", ""),
    ],
)
def test_names(name: str, tidy: str, key: str) -> None:
    assert (name_tidy(name), name_key(name)) == (tidy, key)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NURUL HIDAYAH", True),
        ("Muhammad Isma\u2019il, S.H.", True),
        ("Jos\u00e9 d'Arc-Li (Liem)", True),
        ("<script>alert(1)</script>", False),
        ("NURUL 2", False),
        ("- .", False),
        ("", False),
        ("A\u202eB", False),
    ],
)
def test_a_name_has_letters_and_no_signs(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@given(st.text())
def test_tidy_names_stay_tidy(name: str) -> None:
    assert name_tidy(name_tidy(name)) == name_tidy(name)
    assert "  " not in name_key(name)


def test_ages() -> None:
    leap = date(2008, 2, 29)
    assert age_on(leap, date(2025, 2, 28)) == 16
    assert age_on(leap, date(2025, 3, 1)) == 17
    assert birthday(leap, 17) == date(2025, 3, 1)
    assert birthday(leap, 20) == date(2028, 2, 29)


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(0, 30))
def test_an_age_is_completed_on_the_birthday(born: date, age: int) -> None:
    day = birthday(born, age)
    assert age_on(born, day) == age
    assert age_on(born, day - date.resolution) == age - 1


def test_nik_agrees_with_birth_date_and_sex() -> None:
    assert nik_agrees("6371015705900001", date(1990, 5, 17), "F")
    assert not nik_agrees("6371015705900001", date(1990, 5, 17), "M")
    assert not nik_agrees("6371015705900001", date(1990, 5, 18), "F")
