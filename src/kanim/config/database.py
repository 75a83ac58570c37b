"""Where the database is: the server that KANIM_DATABASE_URL names, or a private one under var/."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

PROJECT = Path(__file__).resolve().parents[3]


def var_directory() -> Path:
    """The folder for everything that a running office writes; made if absent."""
    folder = Path(os.environ.get("KANIM_VAR", PROJECT / "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@lru_cache(maxsize=1)
def database_url() -> str:
    """The database's URL; starts the private server if no other is named."""
    named = os.environ.get("KANIM_DATABASE_URL")
    if named:
        return named
    from kanim.config.private_server import ensure_running

    return ensure_running(var_directory() / "postgres")


def django_database(url: str) -> dict[str, object]:
    """Django's settings for a PostgreSQL URL.

    Sockets are named by ``?host=/folder``, as libpq does. Raises ValueError for another database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("KANIM_DATABASE_URL must begin with postgresql://")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "kanim",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": False,
        # The server plans a statement that comes again and again once: a fifth less work a request.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5, **query},
    }
