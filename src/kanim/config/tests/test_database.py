"""Where the database is, and where a running office writes."""

from __future__ import annotations

import pytest

from kanim.config import database
from kanim.config.database import django_database, var_directory


def parsed(url):
    found = django_database(url)
    return tuple(found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://kanim:secret@db.kanim.id:5433/office",
            ("office", "kanim", "secret", "db.kanim.id", "5433"),
        ),
        ("postgres://db/office", ("office", "", "", "db", "")),
        ("postgresql://db", ("kanim", "", "", "db", "")),
        (
            "postgresql://me:p%40ss%2Fw%3Ard@db/o%20ffice",
            ("o ffice", "me", "p@ss/w:rd", "db", ""),
        ),
        (
            "postgresql://postgres:@/kanim?host=/run/postgres",
            ("kanim", "postgres", "", "/run/postgres", ""),
        ),
        ("postgresql://[::1]:5432/kanim", ("kanim", "", "", "::1", "5432")),
    ],
)
def test_a_url_is_read_as_libpq_reads_it(url, expected):
    assert parsed(url) == expected


def test_what_else_the_url_says_is_passed_on():
    found = django_database("postgresql://db/kanim?sslmode=verify-full&connect_timeout=5")
    assert found["OPTIONS"].items() >= {"sslmode": "verify-full", "connect_timeout": "5"}.items()
    assert "host" not in django_database("postgresql://db/kanim?host=/run")["OPTIONS"]


@pytest.mark.parametrize("url", ["mysql://db/kanim", "sqlite:///kanim", "kanim", ""])
def test_another_database_is_refused(url):
    with pytest.raises(ValueError, match="postgresql://"):
        django_database(url)


def test_a_named_server_is_taken_and_none_started(monkeypatch):
    monkeypatch.setenv("KANIM_DATABASE_URL", "postgresql://db/kanim")
    monkeypatch.setattr("kanim.config.private_server.ensure_running", None)
    assert database.database_url.__wrapped__() == "postgresql://db/kanim"


def test_without_a_named_server_the_private_one_is_started(monkeypatch, tmp_path):
    monkeypatch.delenv("KANIM_DATABASE_URL", raising=False)
    monkeypatch.setenv("KANIM_VAR", str(tmp_path / "office"))
    monkeypatch.setattr("kanim.config.private_server.ensure_running", lambda folder: f"at {folder}")
    assert database.database_url.__wrapped__() == f"at {tmp_path / 'office' / 'postgres'}"


def test_the_folder_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv("KANIM_VAR", str(tmp_path / "a" / "b"))
    assert var_directory() == (tmp_path / "a" / "b").resolve()
    assert var_directory().is_dir()
