"""Speed of reading and composing, for `make bench`: one process, one core, no line read twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter
from typing import TypeVar

from kanim.icao.composing import Particulars, compose, compose_td3
from kanim.icao.layouts import Format
from kanim.icao.parsing import parse
from kanim.icao.repairs import repaired

T = TypeVar("T")

# Reading TD3 must stay above this many a second on one core.
TD3_FLOOR = 50_000

_ON = date(2026, 7, 1)
_BIRTHS = date(1940, 1, 1)
_PERSON = Particulars(
    issuing_state="IDN",
    document_number="X0000000",
    surname="PRASETYO",
    given_names="BUDI SANTOSO",
    nationality="IDN",
    birth_date=date(1990, 1, 1),
    sex="M",
    expiry_date=date(2031, 1, 1),
)


def measure(count: int = 20_000) -> dict[str, float]:
    """Give figures per second: parsed only, with every value and the verdict, and composed."""
    people = [_person(at) for at in range(count)]
    td3 = [compose_td3(person) for person in people]
    cards = [replace(person, document_code="I") for person in people]
    td1 = [compose(Format.TD1, card) for card in cards]
    broken = td3[: max(1, count // 100)]
    return {
        "td3_parses_per_second": _rate(lambda lines: parse(lines, on=_ON), td3),
        "td3_parses_with_values_per_second": _rate(_read, td3),
        "td1_parses_with_values_per_second": _rate(_read, td1),
        "td3_composed_per_second": _rate(compose_td3, people),
        "td3_repairs_per_second": _rate(_repair, broken),
    }


def _person(at: int) -> Particulars:
    return replace(
        _PERSON,
        document_number=f"{'ABCEX'[at % 5]}{at * 7919 % 10_000_000:07}",
        birth_date=_BIRTHS + timedelta(days=at % 25_000),
        expiry_date=_ON + timedelta(days=at % 3_650),
    )


def _read(lines: tuple[str, ...]) -> None:
    zone = parse(lines, on=_ON)
    if not zone.valid or not zone.values:
        raise AssertionError(lines)


def _repair(lines: tuple[str, ...]) -> None:
    """Ask for suggestions about a birth year of which a digit was read as a letter."""
    text = lines[1]
    changed = (lines[0], f"{text[:13]}B{text[14:]}")
    zone = parse(changed, on=_ON)
    for repair in zone.repairs:
        repaired(zone.lines, repair)


def _rate(work: Callable[[T], object], inputs: list[T]) -> float:
    begun = perf_counter()
    for one in inputs:
        work(one)
    return len(inputs) / (perf_counter() - begun)
