from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from kanim.audit.commands import audit
from kanim.audit.models import Entry
from kanim.audit.rules import Broken
from kanim.audit.services import entry_write
from kanim.audit.verifying import trail_verify

NOW = datetime(2026, 11, 24, 2, 3, 4, 500_000, tzinfo=UTC)


@pytest.fixture
def trail(transactional_db) -> None:
    """Thirty entries in several chains, committed."""
    for number in range(30):
        entry_write(
            actor=f"user:{number}",
            verb="hal.dilakukan",
            target=f"case:{number % 5}",
            office_id=number % 2 or None,
            detail={"nama": "Ñurul – “Hidayah”", "nomor": number, "pada": NOW},
            now=NOW,
        )


def _tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("alter table audit_entry disable trigger user")
        cursor.execute(sql)
        cursor.execute("alter table audit_entry enable trigger user")
        cursor.execute("alter table audit_entry disable trigger audit_entry_refuse_truncate")


def _some() -> Entry:
    return Entry.objects.filter(target="case:3").order_by("sequence")[2]


def test_whole_trail(trail) -> None:
    verdict = trail_verify()
    assert (verdict.entries, verdict.broken) == (30, None)
    assert sum(head.sequence for head in verdict.heads.values()) == 30


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "'lain'"),
        ("detail", "'{}'"),
        ("at", "at + interval '1 microsecond'"),
        ("office", "9"),
    ],
)
def test_changed_content_is_found(trail, column, value) -> None:
    entry = _some()
    _tamper(f"update audit_entry set {column} = {value} where id = {entry.pk}")
    assert trail_verify().broken == Broken(entry.chain, entry.sequence, "altered")


def test_removed_entry_is_found(trail) -> None:
    entry = _some()
    _tamper(f"delete from audit_entry where id = {entry.pk}")
    assert trail_verify().broken == Broken(entry.chain, entry.sequence, "missing")


def test_cut_tail_is_found(trail) -> None:
    last = Entry.objects.filter(chain=_some().chain).order_by("-sequence")[0]
    _tamper(f"delete from audit_entry where id = {last.pk}")
    assert trail_verify().broken == Broken(last.chain, last.sequence - 1, "cut")


def test_rehashed_entry_is_unlinked(trail) -> None:
    entry = _some()
    _tamper(f"update audit_entry set previous = repeat('a', 64) where id = {entry.pk}")
    assert trail_verify().broken == Broken(entry.chain, entry.sequence, "unlinked")


def test_chain_written_anew_is_unlike_what_was_noted(trail) -> None:
    noted = trail_verify().heads
    chain = _some().chain
    _tamper(f"delete from audit_entry where chain = {chain}")
    _tamper(f"update audit_chain set sequence = 0, head = '{'0' * 64}' where number = {chain}")
    assert trail_verify().broken is None
    assert trail_verify(noted=noted).broken == Broken(chain, 0, "cut")


def test_other_entries_under_the_same_numbers_are_unlike(trail) -> None:
    noted = trail_verify().heads
    chain = _some().chain
    _tamper(f"delete from audit_entry where chain = {chain}")
    _tamper(f"update audit_chain set sequence = 0, head = '{'0' * 64}' where number = {chain}")
    for _ in range(noted[chain].sequence):
        entry_write(actor="user:1", verb="bohong", target="case:3", now=NOW)
    assert trail_verify(noted=noted).broken == Broken(chain, noted[chain].sequence, "unlike")


@pytest.mark.django_db
def test_trail_refuses_change() -> None:
    entry_write(actor="machine", verb="x", target="y", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("alter table audit_entry enable trigger user")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("truncate audit_entry")
    for change in (lambda: Entry.objects.update(verb="z"), lambda: Entry.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_command(trail, tmp_path) -> None:
    said = CliRunner().invoke(audit, ["verify"])
    assert said.exit_code == 0
    assert "30 entries in 1 chain" in said.output
    first = CliRunner().invoke(audit, ["verify", "--json"])
    assert json.loads(first.output)["whole"] is True
    noted = tmp_path / "heads.json"
    noted.write_text(first.output)
    assert CliRunner().invoke(audit, ["verify", "--against", str(noted)]).exit_code == 0
    entry = _some()
    _tamper(f"update audit_entry set actor = 'user:99' where id = {entry.pk}")
    broken = CliRunner().invoke(audit, ["verify"])
    assert broken.exit_code == 1
    assert f"chain {entry.chain}, entry {entry.sequence}: the entry's content" in broken.output
    assert json.loads(CliRunner().invoke(audit, ["verify", "--json"]).output)["broken"] == {
        "chain": entry.chain,
        "sequence": entry.sequence,
        "fault": "altered",
    }
