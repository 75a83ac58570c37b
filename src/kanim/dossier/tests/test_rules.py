from __future__ import annotations

from datetime import date

import pytest

from kanim.dossier import requirements
from kanim.dossier.requirements import all_requirements, paper_kinds, requirements_for
from kanim.dossier.rules import (
    Profile,
    index_number,
    is_due_day,
    is_satisfied,
    lacking,
    retention_end,
)


def codes(profile: Profile) -> list[str]:
    return [one.code for one in requirements_for(profile)]


CASES = {
    "adult, first passport": (Profile(age=30), ["identity", "family", "birth"]),
    "just 17": (Profile(age=17), ["identity", "family", "birth"]),
    "replacement of a book of 2009 or later": (
        Profile(age=30, application="replacement", old_passport_year=2009),
        ["identity", "old_passport"],
    ),
    "replacement of an older book": (
        Profile(age=50, application="replacement", old_passport_year=2008),
        ["identity", "family", "birth", "old_passport"],
    ),
    "replacement, year unknown": (
        Profile(age=50, application="replacement"),
        ["identity", "family", "birth", "old_passport"],
    ),
    "replacement with a new name": (
        Profile(age=30, application="replacement", old_passport_year=2020, name_changed=True),
        ["identity", "family", "birth", "name_change", "old_passport"],
    ),
    "naturalised": (
        Profile(age=40, naturalised=True),
        ["identity", "family", "birth", "naturalisation"],
    ),
    "lost": (
        Profile(age=30, application="replacement", old_passport_year=2020, old_passport="lost"),
        ["identity", "family", "birth", "police_report"],
    ),
    "damaged": (
        Profile(age=30, application="replacement", old_passport_year=2020, old_passport="damaged"),
        ["identity", "family", "birth", "old_passport"],
    ),
    "child": (Profile(age=8), ["family", "birth_child", "parents_identity", "parents_marriage"]),
    "married at 16 counts as an adult": (
        Profile(age=16, married=True),
        ["identity", "family", "birth"],
    ),
    "child, replacement": (
        Profile(age=12, application="replacement", old_passport_year=2022),
        ["family", "birth_child", "parents_identity", "parents_marriage", "old_passport"],
    ),
    "child of two nationalities": (
        Profile(age=8, dual_national=True),
        [
            "family",
            "birth_dual",
            "parent_identity_dual",
            "parents_marriage",
            "foreign_parent_permit",
            "parents_passport",
            "dual_registration",
            "parents_statement",
        ],
    ),
}


@pytest.mark.parametrize(("profile", "expected"), CASES.values(), ids=CASES.keys())
def test_the_papers_follow_from_the_profile(profile, expected):
    assert codes(profile) == expected


def test_every_requirement_has_a_source_and_both_languages():
    for one in all_requirements():
        assert one.legal
        assert one.title.id
        assert one.title.en
        assert one.confidence in "CSUR"
    assert all(title.id and title.en for title in paper_kinds().values())


def test_every_requirement_is_reachable():
    profiles = [profile for profile, _ in CASES.values()]
    seen = {code for profile in profiles for code in codes(profile)}
    assert seen == {one.code for one in all_requirements()}


def test_an_unknown_kind_is_refused():
    row = {
        "code": "x",
        "title": {"id": "x", "en": "x"},
        "any_of": ["kartu-anggota"],
        "legal": "x",
        "c": "R",
    }
    with pytest.raises(requirements.UnusableRequirements, match="kartu-anggota"):
        requirements._requirement(row)
    with pytest.raises(requirements.UnusableRequirements, match="tall"):
        requirements._requirement(row | {"any_of": ["ktp"], "when": {"tall": True}})


def test_a_copy_is_enough_only_where_the_list_says_so():
    by_code = {one.code: one for one in all_requirements()}
    assert is_satisfied(by_code["identity"], "original")
    assert not is_satisfied(by_code["identity"], "copy")
    assert is_satisfied(by_code["parents_passport"], "copy")
    assert not is_satisfied(by_code["parents_passport"], "problem")


def test_what_was_not_judged_is_lacking():
    wanted = requirements_for(Profile(age=30))
    assert [one.code for one in lacking(wanted, {"identity": "original"})] == ["family", "birth"]


def test_due_days():
    today = date(2026, 11, 24)
    assert [
        is_due_day(day, today)
        for day in (today, date(2026, 11, 25), date(2027, 2, 22), date(2027, 2, 23))
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_retention_ends_with_a_year():
    assert retention_end(date(2026, 2, 3), 10) == date(2036, 12, 31)
    assert index_number(42, 2026) == "00042/2026"
