"""The community satisfaction index (IKM) of PermenPAN-RB 14/2017. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ELEMENTS = (
    "requirements",
    "procedure",
    "time",
    "cost",
    "product",
    "competence",
    "conduct",
    "complaints",
    "facilities",
)
"""The nine elements of service (unsur SKM), each of the same weight, 1/9."""

LOWEST, HIGHEST = 1, 4
FACTOR = 25  # turns the mean of a 1–4 scale into 25–100
_CENT = Decimal("0.01")

# Lower ends of the bands on the index of two decimals. The regulation prints the ends of the bands
# with gaps between them (64.99 and 65.00), so the index is rounded before it is placed.
_BANDS = (
    (Decimal("88.31"), "A"),
    (Decimal("76.61"), "B"),
    (Decimal("65.00"), "C"),
    (Decimal("25.00"), "D"),
)


@dataclass(frozen=True, slots=True)
class Index:
    """An IKM: its value (25.00 to 100.00), its band A to D, and what it was made from."""

    value: Decimal
    band: str
    sums: Mapping[str, int]
    answers: int

    def mean(self, element: str) -> Decimal:
        """The mean of one element's scores, 1.00 to 4.00."""
        return _rounded(Decimal(self.sums[element]) / self.answers)


def index_of(sums: Mapping[str, int], answers: int) -> Index | None:
    """The index from the sum of each element's scores over all answers; None without answers.

    Mean of the nine elements' means, weighted 1/9 each, times 25, rounded half up to two decimals.
    ValueError if a sum is not possible for so many answers.
    """
    if answers == 0:
        return None
    for element in ELEMENTS:
        if not LOWEST * answers <= sums[element] <= HIGHEST * answers:
            raise ValueError(f"{answers} answers cannot give {element} the sum {sums[element]}")
    total = Decimal(sum(sums[element] for element in ELEMENTS))
    value = _rounded(total * FACTOR / (answers * len(ELEMENTS)))
    own = {element: sums[element] for element in ELEMENTS}
    return Index(value, band_of(value), own, answers)


def band_of(value: Decimal) -> str:
    """The band of an index with two decimals: A very good, B good, C less good, D not good."""
    for lower, band in _BANDS:
        if value >= lower:
            return band
    raise ValueError(f"an index is at least 25, not {value}")


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)
