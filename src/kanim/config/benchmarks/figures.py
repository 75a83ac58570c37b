"""What a benchmark finds: figures beside their limits, and a verdict in a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure must be at most ``most`` or at least ``least``."""

    figure: str
    most: float | None = None
    least: float | None = None

    def holds(self, measured: float) -> bool:
        """Whether a measured figure keeps the limit."""
        if self.most is not None and measured > self.most:
            return False
        return self.least is None or measured >= self.least

    def __str__(self) -> str:
        return f"{self.figure} ≤ {self.most:g}" if self.most else f"{self.figure} ≥ {self.least:g}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table."""

    what: str
    figures: Mapping[str, float]
    limits: Sequence[Limit] = ()
    note: str = ""
    answers: Mapping[str, int] = field(default_factory=dict)

    @property
    def broken(self) -> list[Limit]:
        """The limits that were not kept."""
        return [limit for limit in self.limits if not limit.holds(self.figures[limit.figure])]

    @property
    def verdict(self) -> str:
        """``kept``, ``over`` or, where no limit is set, ``for information``."""
        if not self.limits:
            return "for information"
        return "over" if self.broken else "kept"


def times(milliseconds: Sequence[float]) -> dict[str, float]:
    """The quantiles that the limits speak of, in milliseconds."""
    ordered = sorted(milliseconds)
    return {f"p{share} ms": quantile(ordered, share) for share in (50, 95, 99)}


def quantile(ordered: Sequence[float], share: int) -> float:
    """The smallest measured value that at least ``share`` per cent do not exceed."""
    if not ordered:
        raise ValueError("nothing was measured")
    return ordered[max(0, ceil(len(ordered) * share / 100) - 1)]
