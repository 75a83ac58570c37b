"""`kanim audit`: prove that the audit trail is whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

FAULTS = {
    "missing": "the entry is missing",
    "unlinked": "the entry does not follow the one before it",
    "altered": "the entry's content was changed",
    "cut": "entries after it are missing",
    "unlike": "the chain was written anew since its heads were noted",
}


@click.group()
def audit() -> None:
    """The append-only, hash-chained trail of what people did and saw."""
    import django

    django.setup()


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON result of an earlier run, kept elsewhere: the chains must contain its heads.",
)
def verify(as_json: bool, against: Path | None) -> None:
    """Recompute every hash chain and name the first broken entry.

    Ends with 0 if the trail is whole, 1 if it is not. The heads in the JSON result prove, if kept
    elsewhere, that nobody with access to the database has written the trail anew.
    """
    from kanim.audit.verifying import trail_verify

    noted = _noted(against) if against else None
    verdict = trail_verify(noted=noted, progress=None if as_json else _progress)
    if as_json:
        click.echo(json.dumps(_as_json(verdict), indent=2))
    else:
        click.echo(_sentence(verdict))
    raise SystemExit(1 if verdict.broken else 0)


def _noted(path: Path) -> dict[int, Any]:
    from kanim.audit.rules import Head

    heads = json.loads(path.read_text(encoding="utf-8"))["heads"]
    return {int(chain): Head(head["sequence"], head["hash"]) for chain, head in heads.items()}


def _as_json(verdict: Any) -> dict[str, Any]:
    broken = verdict.broken
    return {
        "whole": broken is None,
        "entries": verdict.entries,
        "heads": {
            str(chain): {"sequence": head.sequence, "hash": head.hash}
            for chain, head in verdict.heads.items()
        },
        "broken": broken
        and {"chain": broken.chain, "sequence": broken.sequence, "fault": broken.fault},
    }


def _sentence(verdict: Any) -> str:
    if verdict.broken is None:
        chains = sum(head.sequence > 0 for head in verdict.heads.values())
        return f"The audit trail is whole: {verdict.entries:,} entries in {chains} chains."
    broken = verdict.broken
    return f"Broken at chain {broken.chain}, entry {broken.sequence}: {FAULTS[broken.fault]}."


def _progress(count: int) -> None:
    if count % 100_000 == 0:
        click.echo(f"{count:,} entries", err=True)
