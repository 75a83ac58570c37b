"""The database of the benchmarks: beside the office's own on the same server, kept for the next run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier

NAME = "kanim_bench"

# Indexes that no constraint owns, as PostgreSQL would make them again.
_INDEXES = """
select indexname, indexdef from pg_indexes
where schemaname = 'public' and tablename = any(%s)
and indexname not in (select conname from pg_constraint)
"""


def bench_url(url: str) -> str:
    """The URL of the benchmarks' database on the server of another database's URL."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{NAME}", parts.query, ""))


def database_make(url: str) -> None:
    """Make the benchmarks' database on the server of ``url`` unless it exists."""
    with psycopg.connect(url, autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [NAME])
        if known.fetchone() is None:
            make = SQL("create database {} encoding 'UTF8' template template0")
            connection.execute(make.format(Identifier(NAME)))


def database_drop(url: str) -> None:
    """Remove the benchmarks' database from the server of ``url``."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SQL("drop database if exists {} with (force)").format(Identifier(NAME)))


@contextmanager
def unindexed(cursor: psycopg.Cursor[tuple[str, str]], tables: list[str]) -> Iterator[None]:
    """Load tables without their indexes and triggers; the indexes are made again at the end.

    Needs a superuser of the database, as the private server's user is.
    """
    cursor.execute("set session_replication_role = replica")
    cursor.execute(_INDEXES, [tables])
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(SQL("drop index {}").format(Identifier(name)))
    yield
    cursor.execute("set session_replication_role = origin")
    for _name, definition in found:
        cursor.execute(definition.encode())
