from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.insights.rules import ELEMENTS, band_of, index_of


def sums_of(*answers: list[int]) -> dict[str, int]:
    return {
        element: sum(answer[place] for answer in answers) for place, element in enumerate(ELEMENTS)
    }


def test_the_index_is_the_mean_times_25() -> None:
    index = index_of(sums_of([4] * 9, [3] * 9), 2)
    assert (index.value, index.band, index.mean("cost")) == (Decimal("87.50"), "B", Decimal("3.50"))


def test_no_answers_no_index() -> None:
    assert index_of(dict.fromkeys(ELEMENTS, 0), 0) is None


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("25.00", "D"), ("64.99", "D"), ("65.00", "C"), ("76.60", "C"), ("76.61", "B"),
        ("88.30", "B"), ("88.31", "A"), ("100", "A"),
    ],
)  # fmt: skip
def test_bands(value: str, band: str) -> None:
    assert band_of(Decimal(value)) == band


def test_the_gap_between_bands_is_closed_by_rounding_first() -> None:
    # 1,401 points of 600 answers' 5,400 elements: 64.9954… is 65.00 and therefore C, not nowhere.
    answers = 240
    total = 5616 - 1  # mean 2.5995… times 25 is 64.988…
    index = index_of(_spread(total, answers), answers)
    assert (index.value, index.band) == (Decimal("64.99"), "D")
    index = index_of(_spread(5616, answers), answers)
    assert (index.value, index.band) == (Decimal("65.00"), "C")


def test_halves_are_rounded_up() -> None:
    answers = 50
    index = index_of(_spread(1589, answers), answers)
    assert index.value == Decimal("88.28")  # 88.2777…
    assert index_of(dict.fromkeys(ELEMENTS, 25), 8).mean("time") == Decimal("3.13")  # 3.125


def test_impossible_sums_are_refused() -> None:
    with pytest.raises(ValueError, match="requirements"):
        index_of(dict.fromkeys(ELEMENTS, 9), 2)


scores = st.lists(st.integers(1, 4), min_size=9, max_size=9)


@given(st.lists(scores, min_size=1, max_size=50))
def test_every_index_has_a_band_and_lies_between_25_and_100(answers: list[list[int]]) -> None:
    index = index_of(sums_of(*answers), len(answers))
    assert 25 <= index.value <= 100
    assert index.band in "ABCD"


@given(scores, st.integers(0, 8))
def test_a_better_score_never_lowers_the_index(answer: list[int], place: int) -> None:
    better = [*answer]
    better[place] = min(4, answer[place] + 1)
    assert index_of(sums_of(better), 1).value >= index_of(sums_of(answer), 1).value


def _spread(total: int, answers: int) -> dict[str, int]:
    each, rest = divmod(total, len(ELEMENTS))
    return {element: each + (place < rest) for place, element in enumerate(ELEMENTS)}
