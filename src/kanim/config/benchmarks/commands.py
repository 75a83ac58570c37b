"""`kanim bench`: figures beside the limits that the design sets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kanim.config.benchmarks.bench import Bench
    from kanim.config.benchmarks.figures import Finding

# Name, module and function; in the order of the table.
BENCHMARKS = {
    "post": "over_http:completing",
    "officer": "over_http:officer",
    "engine": "inside:engine",
    "worklist": "over_http:worklist",
    "pages": "over_http:pages",
    "letters": "inside:letters",
    "mrz": "inside:zones",
    "audit": "inside:audit",
}


@click.command()
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(list(BENCHMARKS)),
    help="Measure only this; may be repeated.",
)
@click.option("--cases", default=1_000_000, show_default=True, help="Loaded before measuring.")
@click.option("--seconds", default=15.0, show_default=True, help="How long each load is kept up.")
@click.option("--again", is_flag=True, help="Load the database anew instead of keeping it.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@click.option("--markdown", is_flag=True, help="Write the table for docs/performance.md.")
def bench(
    only: tuple[str, ...], cases: int, seconds: float, again: bool, as_json: bool, markdown: bool
) -> None:
    """Measure speed and print each figure beside its limit.

    Works in a database of its own beside the office's (kanim_bench), which is kept for the next
    run. Ends with 1 if a limit is not kept.
    """
    _database_prepare(again)
    from rich.console import Console

    from kanim.config.benchmarks import report
    from kanim.config.benchmarks.preparing import office_prepare

    console = Console(stderr=True)
    office = office_prepare(cases=cases, seconds=seconds, console=console)
    machine = report.machine_now(cases, office.now.date())
    findings = []
    for name in only or BENCHMARKS:
        console.print(f"measuring: {name}")
        findings += _measure(name, office)
    if as_json:
        click.echo(json.dumps(report.as_json(findings, machine), indent=2))
    elif markdown:
        click.echo(report.as_markdown(findings, machine))
    else:
        Console().print(machine.sentence(), report.as_table(findings))
    raise SystemExit(any(finding.broken for finding in findings))


def _database_prepare(again: bool) -> None:
    """Point this process and its children to the benchmarks' own database and settings."""
    from kanim.config.benchmarks.database import database_drop, django_begin
    from kanim.config.database import database_url

    if again:
        database_drop(database_url())
    django_begin()


def _measure(name: str, office: Bench) -> list[Finding]:
    from importlib import import_module

    module, _, function = BENCHMARKS[name].partition(":")
    measure = getattr(import_module(f"kanim.config.benchmarks.{module}"), function)
    found: list[Finding] = measure(office)
    return found
