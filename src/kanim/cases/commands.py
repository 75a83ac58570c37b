"""`kanim cases`: proving and rebuilding the position of cases."""

from __future__ import annotations

import json
import sys

import click


@click.group()
def cases() -> None:
    """Look after running cases."""
    import django

    django.setup()


@cases.command()
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def verify(as_json: bool) -> None:
    """Fold every case's log over its pinned SOP and compare with the stored position.

    Exit code 1 if any case differs.
    """
    from kanim.cases.folding import all_cases, findings

    found = list(findings(all_cases()))
    if as_json:
        problems = [{"case": item.number, "problem": item.sentence} for item in found]
        click.echo(json.dumps({"ok": not found, "problems": problems}))
    for item in [] if as_json else found:
        click.echo(f"{item.number}: {item.sentence}")
    if not as_json and not found:
        click.echo("Every case stands where its log says.")
    sys.exit(1 if found else 0)


@cases.command()
@click.argument("number", required=False)
def rebuild(number: str | None) -> None:
    """Write the stored position anew from the log, of one case or of all."""
    from kanim.cases.folding import positions_rebuild

    click.echo(f"{positions_rebuild(number=number)} positions rebuilt.")


@cases.command()
def timers() -> None:
    """Let passed deadlines and due warnings take effect now (the worker does so by itself)."""
    from kanim.cases.timers import deadlines_run, warnings_run
    from kanim.office import clock

    now = clock.now()
    click.echo(f"{warnings_run(now=now)} warnings, {deadlines_run(now=now)} deadlines.")
