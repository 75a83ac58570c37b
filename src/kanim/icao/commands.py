"""`kanim mrz`: machine readable zones on the command line."""

import json
from datetime import UTC, datetime
from typing import TextIO

import click

from kanim.icao.jsonlines import check_lines


@click.group()
def mrz() -> None:
    """Read and check machine readable zones (ICAO Doc 9303)."""


@mrz.command()
@click.argument("source", type=click.File("r", encoding="utf-8"), default="-")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of reading, which decides the century of the years. Today by default.",
)
def check(source: TextIO, day: datetime | None) -> None:
    r"""Check zones: JSON lines in, JSON lines out.

    Reads one zone a line from SOURCE, or from standard input:

    \b
        {"lines": ["P<IDN…", "X1234567<…"]}

    and writes for each its format, whether it is valid, the fields, every check digit, problems,
    doubts and suggested repairs. A repair is never applied.
    """
    on = (day or datetime.now(tz=UTC).astimezone()).date()
    for said in check_lines(source, on=on):
        click.echo(json.dumps(said, ensure_ascii=False))
