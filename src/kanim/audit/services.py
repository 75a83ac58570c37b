"""Writing the audit trail. Called inside the transaction of what it records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import connection

CHAINS = 32
"""As many as the statement below spreads connections over."""

_INSERT = """
insert into audit_entry (chain, sequence, at, actor, office, verb, target, detail, previous, hash)
values (pg_backend_pid() %% 32, 0, %s, %s, %s, %s, %s, %s, '', '')
"""


def entry_write(
    *,
    actor: str,
    verb: str,
    target: str,
    now: datetime,
    office_id: int | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Append one entry; the database numbers and chains it.

    ``actor`` is ``user:<id>``, ``machine`` or ``visitor``; ``target`` names the thing, such as
    ``case:KNM-26-000123-K``. A transaction writes into the one chain of its connection: two
    transactions wait for each other only by chance, and never in a circle.
    """
    text = json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, default=str)
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [now, actor, office_id, verb, target, text])
