"""Filling the benchmarks' database: cases, their logs, what they are found by, the audit trail."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from zlib import crc32

from django.db import connection
from psycopg import Cursor
from psycopg.sql import SQL, Identifier, Literal

from kanim.audit.rules import ORIGIN, Head, Link, link_hash
from kanim.audit.services import CHAINS
from kanim.cases import engine
from kanim.cases.rules import case_number
from kanim.config.benchmarks.database import unindexed
from kanim.config.benchmarks.people import Staff

MINE = 5_000
STEPS = 3
DAYS = 3.9
CHUNK = 20_000
GIVEN = [
    "Siti",
    "Budi",
    "Dewi",
    "Agus",
    "Rina",
    "Hendra",
    "Ratna",
    "Fajar",
    "Yusuf",
    "Arif",
    "Bambang",
    "Surya",
    "Lestari",
    "Wahyu",
]
MIDDLE = [
    "Nur",
    "Adi",
    "Putri",
    "Rahman",
    "Sari",
    "Hidayat",
    "Wulan",
    "Setia",
    "Indah",
    "Jaya",
    "Kartika",
    "Dharma",
    "Ayu",
]
FAMILY = [
    "Santoso",
    "Kusuma",
    "Marlina",
    "Gunawan",
    "Puspita",
    "Hakim",
    "Irawan",
    "Saputra",
    "Handayani",
    "Nugroho",
]

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Load:
    """What is to be loaded: how many cases, for whom, and as of when."""

    cases: int
    staff: Staff
    now: datetime

    def name(self, serial: int) -> str:
        """The invented person of a case."""
        words = (GIVEN, MIDDLE, FAMILY)
        chosen = [words[at][serial * prime % len(words[at])] for at, prime in enumerate((7, 5, 3))]
        return f"{' '.join(chosen)} {_letters(serial * 7919 % 15_600)}"

    def nik(self, serial: int) -> str:
        """The invented NIK of a case's person."""
        return f"637101{serial:010d}"

    def number(self, serial: int) -> str:
        """The number of a case."""
        return case_number(self.staff.office_code, self.now.year, serial)

    def opened_at(self, serial: int) -> datetime:
        """When a case was opened: spread evenly over the last days."""
        return self.now - timedelta(days=DAYS) * ((serial * 7919 % self.cases) / self.cases)


def everything_load(load: Load, advance: Advance) -> None:
    """Fill all tables; ``advance`` is told how many of ``rows_of`` are in.

    One transaction, then statistics, so that an interrupted load leaves nothing.
    """
    tables = [
        "people_person", "cases_case", "cases_step", "cases_reference", "audit_entry",
    ]  # fmt: skip
    with connection.cursor() as wrapped:
        cursor: Cursor[tuple[Any, ...]] = wrapped.connection.cursor()
        with connection.connection.transaction(), unindexed(cursor, tables):
            _copy(cursor, _PEOPLE, _people(load), advance)
            _copy(cursor, _CASES, _cases(load), advance)
            _steps(cursor, load, advance)
            _copy(cursor, _REFERENCES, _references(load), advance)
            _audit(cursor, load, advance)
            _series(cursor, load)
        cursor.execute("vacuum analyze")


def rows_of(cases: int) -> int:
    """How many rows a load of so many cases writes."""
    return cases * (1 + 1 + STEPS + 2 + 1)


_PEOPLE = "people_person (id, nik, niora, name, birth_place, sex, nationality)"
_CASES = (
    'cases_case (id, office_id, number, sop, pins, status, "end", result, version, state, '
    "person_id, title, lanes, opened_at)"
)
_REFERENCES = "cases_reference (case_id, kind, value)"
_ENTRIES = "audit_entry (chain, sequence, at, actor, office, verb, target, detail, previous, hash)"


def _copy(
    cursor: Cursor[tuple[Any, ...]],
    target: str,
    rows: Iterable[tuple[object, ...]],
    advance: Advance,
) -> None:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        with cursor.copy(f"copy {target} from stdin".encode()) as copy:
            for row in chunk:
                copy.write_row(row)
        advance(len(chunk))


def _people(load: Load) -> Iterator[tuple[object, ...]]:
    for serial in range(1, load.cases + 1):
        yield serial, load.nik(serial), "", load.name(serial), "Banjarmasin", "F", "IDN"


def _cases(load: Load) -> Iterator[tuple[object, ...]]:
    pins = engine.pins_of("ukur", load.now.date())
    move = engine.begin("ukur", pins)
    for outcome in ("done", "good"):
        assert move.opened is not None
        move = engine.complete("ukur", pins, move.position, move.opened, outcome)
    text, state = json.dumps(pins), json.dumps(move.position)
    for serial in range(1, load.cases + 1):
        yield (
            serial, load.staff.office_id, load.number(serial), "ukur", text, "running", "", "", 3,
            state, serial, load.name(serial), ["loket", "meja"], load.opened_at(serial),
        )  # fmt: skip


_STEP_ROWS = """
insert into cases_step (id, case_id, sequence, office_id, sop, via, step, "row", lane, activity,
    sitting, standard_seconds, opened_at, due_at, warned, claimed_by_id, claimed_at, closed_at,
    closed_by_id, closing, outcome, note)
select (c.id - 1) * 3 + s.sequence, c.id, s.sequence, c.office_id, 'ukur', '', s.step, s.row, s.lane,
    'measure.' || s.step, '', s.standard, c.opened_at + s.sequence * interval '1 minute',
    case when s.sequence = 3 then c.opened_at + interval '4 days' end, 0,
    case when s.sequence < 3 or c.id %% %(share)s = 0 then %(user)s end,
    case when s.sequence < 3 or c.id %% %(share)s = 0 then c.opened_at end,
    case when s.sequence < 3 then c.opened_at + (s.sequence + 1) * interval '1 minute' end,
    case when s.sequence < 3 then %(user)s end,
    case when s.sequence < 3 then 'done' else '' end, s.outcome, ''
from cases_case c, (values
    (1, 'receive', '1', 'loket', 300, 'done'), (2, 'check', '2', 'loket', 600, 'good'),
    (3, 'print', '3', 'meja', 900, '')) as s (sequence, step, "row", lane, standard, outcome)
where c.id between %(first)s and %(last)s
"""


def _steps(cursor: Cursor[tuple[Any, ...]], load: Load, advance: Advance) -> None:
    values = {"user": load.staff.first_user_id, "share": max(1, load.cases // MINE)}
    for first in range(1, load.cases + 1, CHUNK):
        last = min(first + CHUNK - 1, load.cases)
        cursor.execute(_STEP_ROWS, {**values, "first": first, "last": last})
        advance(STEPS * (last - first + 1))


def _references(load: Load) -> Iterator[tuple[object, ...]]:
    for serial in range(1, load.cases + 1):
        yield serial, "name", load.name(serial).upper()
        yield serial, "nik", load.nik(serial)


def _audit(cursor: Cursor[tuple[Any, ...]], load: Load, advance: Advance) -> None:
    heads = {chain: Head(0, ORIGIN) for chain in range(CHAINS)}
    cursor.execute("select number, sequence, head from audit_chain")
    for number, sequence, head in cursor.fetchall():
        heads[int(number)] = Head(int(sequence), str(head))
    _copy(cursor, _ENTRIES, _entries(load, heads), advance)
    for chain, head in heads.items():
        cursor.execute(
            "insert into audit_chain (number, sequence, head) values (%s, %s, %s) "
            "on conflict (number) do update set sequence = excluded.sequence, head = excluded.head",
            [chain, head.sequence, head.hash],
        )


def _entries(load: Load, heads: dict[int, Head]) -> Iterator[tuple[object, ...]]:
    office = load.staff.office_id
    for serial in range(1, load.cases + 1):
        target, at = f"case:{load.number(serial)}", load.opened_at(serial)
        chain = crc32(target.encode()) % CHAINS
        before = heads[chain]
        stamp = at.strftime("%Y-%m-%dT%H:%M:%S.%f")
        values = ("machine", str(office), "case.opened", target, '{"sop": "ukur"}')
        link = Link(chain, before.sequence + 1, before.hash, stamp, *values, hash="")
        heads[chain] = head = Head(link.sequence, link_hash(link))
        yield (
            chain, head.sequence, at, "machine", office, "case.opened", target, link.detail,
            before.hash, head.hash,
        )  # fmt: skip


_SERIAL = SQL("select setval(pg_get_serial_sequence({table}, 'id'), max(id)) from {rows}")


def _series(cursor: Cursor[tuple[Any, ...]], load: Load) -> None:
    for table in ("people_person", "cases_case", "cases_step"):
        cursor.execute(_SERIAL.format(table=Literal(table), rows=Identifier(table)))
    series = f"case/{load.staff.office_code}/{load.now.year}"
    rows = [(series, load.cases), (LOADED, load.cases)]
    cursor.executemany("insert into cases_numberseries (code, last) values (%s, %s)", rows)


LOADED = "bench/loaded"


def loaded_cases() -> int:
    """How many cases the database was loaded with; 0 if it was not."""
    with connection.cursor() as cursor:
        cursor.execute("select last from cases_numberseries where code = %s", [LOADED])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _letters(number: int) -> str:
    """A family name of two or three letters more, so that names are many."""
    text = ""
    for _place in range(3):
        number, letter = divmod(number, 25)
        text += "abcdefghiklmnoprstuvwyzjq"[letter]
    return text.title()
