"""Databases for benchmarks and load tests: beside the office's own on the same server, and kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier

from kanim.config.database import database_url

NAME = "kanim_bench"
SETTINGS = "kanim.config.settings.bench"

# Indexes that no constraint owns, as PostgreSQL would make them again.
_INDEXES = """
select indexname, indexdef from pg_indexes
where schemaname = 'public' and tablename = any(%s)
and indexname not in (select conname from pg_constraint)
"""


def bench_url(url: str, name: str = NAME) -> str:
    """The URL of a database of this name on the server of another database's URL."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


def database_make(url: str, name: str = NAME) -> None:
    """Make a database on the server of ``url`` unless it exists."""
    with psycopg.connect(url, autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [name])
        if known.fetchone() is None:
            make = SQL("create database {} encoding 'UTF8' template template0")
            connection.execute(make.format(Identifier(name)))


def database_drop(url: str) -> None:
    """Remove the benchmarks' database from the server of ``url``."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SQL("drop database if exists {} with (force)").format(Identifier(NAME)))


def django_begin(name: str = NAME) -> None:
    """Let this process and those that it starts work in a database of this name, made if absent.

    The settings are those of the benchmarks. Call before Django is set up.
    """
    url = database_url()
    database_make(url, name)
    os.environ["KANIM_DATABASE_URL"] = bench_url(url, name)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    database_url.cache_clear()
    import django

    django.setup()


@contextmanager
def unindexed(cursor: psycopg.Cursor[tuple[Any, ...]], tables: list[str]) -> Iterator[None]:
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
