from __future__ import annotations

import pytest

from kanim.icao import STATES
from kanim.people.states import INDONESIAN, state_name


def test_only_known_codes_and_names_that_differ_are_listed() -> None:
    assert [code for code in INDONESIAN if code not in STATES] == []
    assert [code for code, name in INDONESIAN.items() if STATES[code].name == name] == []
    assert all(name and name == name.strip() for name in INDONESIAN.values())


@pytest.mark.parametrize(
    ("code", "indonesian", "english"),
    [
        ("DEU", "Jerman", "Germany"),
        ("IDN", "Indonesia", "Indonesia"),
        ("SAU", "Arab Saudi", "Saudi Arabia"),
        ("XXA", "Tanpa kewarganegaraan (Konvensi 1954)", "Stateless person (1954 Convention)"),
        ("ZZZ", "", ""),
    ],
)
def test_a_state_is_named_in_both_languages(code: str, indonesian: str, english: str) -> None:
    assert (state_name(code, "id"), state_name(code, "en")) == (indonesian, english)
