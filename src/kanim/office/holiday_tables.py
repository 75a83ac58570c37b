"""National holidays and *cuti bersama*, by year, from the ``holidays`` library.

Pure: the library carries the joint ministers' decrees (SKB tiga menteri) as tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays

FIRST_YEAR, LAST_YEAR = 2000, 2100


@lru_cache(maxsize=200)
def _table(year: int, language: str) -> Mapping[date, str]:
    # The default is `public` alone, without cuti bersama: 4 working days after 17 March 2026 would
    # be 24 March instead of 30 March.
    known = holidays.country_holidays(
        "ID", years=year, categories=("public", "government"), language=language, expand=False
    )
    return MappingProxyType(dict(sorted(known.items())))


class NationalHolidays(Mapping[date, str]):
    """Name of the holiday by date, for the years 2000 to 2100, each worked out when first asked.

    ``language`` is that of the names: ``id`` or ``en``.
    """

    def __init__(self, language: str = "id") -> None:
        self._language = "en_US" if language.startswith("en") else "id"

    def __getitem__(self, day: date) -> str:
        return _table(day.year, self._language)[day]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _table(day.year, self._language)

    def __iter__(self) -> Iterator[date]:
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            yield from _table(year, self._language)

    def __len__(self) -> int:
        return sum(len(_table(year, self._language)) for year in range(FIRST_YEAR, LAST_YEAR + 1))

    def of_year(self, year: int) -> Mapping[date, str]:
        """The holidays of one year, in order."""
        return _table(year, self._language)
