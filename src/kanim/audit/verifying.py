"""Proving the audit trail: every chain is read and recomputed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from kanim.audit.models import Chain
from kanim.audit.rules import Broken, Head, Link, first_broken

BATCH = 5_000

_READ = """
select chain, sequence, previous,
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    actor, coalesce(office::text, ''), verb, target, detail, hash
from audit_entry order by chain, sequence
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was read, the heads to write down elsewhere, and the first broken entry if any."""

    entries: int
    heads: dict[int, Head]
    broken: Broken | None


def trail_verify(
    *,
    noted: Mapping[int, Head] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Verdict:
    """Recompute every chain in constant memory.

    ``noted`` are heads that an earlier run printed; ``progress`` is told how many entries are read.
    """
    counted = 0

    def links() -> Iterator[Link]:
        nonlocal counted
        for batch in _batches():
            yield from (Link(*row) for row in batch)
            counted += len(batch)
            if progress:
                progress(counted)

    # One snapshot for the heads and the entries: officers go on working meanwhile.
    with transaction.atomic():
        connection.cursor().execute("set transaction isolation level repeatable read, read only")
        heads = {
            row.number: Head(row.sequence, row.head) for row in Chain.objects.order_by("number")
        }
        broken = first_broken(links(), heads, noted)
    return Verdict(counted, heads, broken)


def _batches() -> Iterator[list[tuple[Any, ...]]]:
    raw = connection.connection
    with raw.cursor(name="audit_verify") as cursor:
        cursor.itersize = BATCH
        cursor.execute(_READ)
        while batch := cursor.fetchmany(BATCH):
            yield batch
