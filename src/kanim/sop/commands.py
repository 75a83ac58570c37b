"""The commands ``kanim sop …``: look at the catalogue, export it, check it, release it."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from kanim.sop import catalog as catalogs
from kanim.sop import released
from kanim.sop.bpmn import to_xml
from kanim.sop.catalog import Catalog, UnknownSop
from kanim.sop.checks import Known, check_catalog, sentences
from kanim.sop.export import details, summary
from kanim.sop.reading import UnableToLoadSop
from kanim.sop.schema import Sop

LANGUAGE = click.option(
    "--language",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default=True,
    help="Language of the texts.",
)
VERSION = click.option(
    "--version",
    type=click.DateTime(["%Y-%m-%d"]),
    help="A version by its date, e.g. 2026-02-05; the newest if left out.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")


@click.group()
def sop() -> None:
    """Look at the SOPs, export them, check and release them.

    A HANDLE is the short number of an SOP (936, bap) or its full number
    (WIM.19.GR.01.02-936).
    """


@sop.command("list")
@AS_JSON
def list_(as_json: bool) -> None:
    """List the SOPs of the catalogue, each in its newest version.

    Example: kanim sop list --json
    """
    sops = _catalog().newest()
    if as_json:
        _print_json([summary(sop) for sop in sops])
        return
    width = max(len(sop.short) for sop in sops)
    for item in sops:
        click.echo(f"{item.short:<{width}}  {item.version}  {item.title.id}")


@sop.command()
@click.argument("handle")
@AS_JSON
@VERSION
def show(handle: str, as_json: bool, version: datetime | None) -> None:
    """Show the rows of an SOP and the steps inside them.

    Example: kanim sop show 936
    """
    catalog = _catalog()
    item = _find(catalog, handle, version)
    if as_json:
        _print_json(details(item))
        return
    click.echo(f"{item.number}  {item.version}\n{item.title.id}")
    for row in item.rows:
        standard = f"  ({row.standard})" if row.standard else ""
        click.echo(f"\n{row.label}. {row.title.id} [{row.lane}]{standard}")
        for step in row.steps:
            lane = "" if step.lane == row.lane else f" [{step.lane}]"
            click.echo(f"   {step.id}: {step.activity}{lane}")


@sop.command()
@click.argument("handle")
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file.")
@LANGUAGE
@VERSION
def bpmn(handle: str, output: Path | None, language: str, version: datetime | None) -> None:
    """Export an SOP as BPMN 2.0, to the screen or to a file.

    The file opens in any BPMN modeler. Example: kanim sop bpmn 936 --output 936.bpmn
    """
    catalog = _catalog()
    xml = to_xml(_find(catalog, handle, version), catalog, language)
    if output is None:
        click.echo(xml.decode())
    else:
        output.write_bytes(xml)


@sop.command()
@click.argument("handle")
@click.option("--pdf", type=click.Path(path_type=Path), required=True, help="Write to this file.")
@LANGUAGE
@VERSION
def sheet(handle: str, pdf: Path, language: str, version: datetime | None) -> None:
    """Print the official sheet of an SOP as PDF/A.

    Example: kanim sop sheet 936 --pdf 936.pdf
    """
    from kanim.sop.sheet_paper import sheet_pdf

    catalog = _catalog()
    pdf.write_bytes(sheet_pdf(_find(catalog, handle, version), catalog, language))


@sop.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Check all definitions, and that released versions are unchanged.

    Prints a sentence for each problem; exits with 1 if there is any.
    """
    catalog = _catalog()
    known = context.find_object(Known)
    problems = sentences(catalog, known)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        sys.exit(1)
    click.echo(f"{len(catalog.all())} versions, no problems")


@sop.command()
def release() -> None:
    """Put all new versions under the lock: from then on they may not change.

    Running cases keep the version that they began with. To change a released SOP, add a file with
    a new date.
    """
    catalog = _catalog()
    if problems := check_catalog(catalog):
        raise click.ClickException("\n".join(map(str, problems)))
    try:
        new = released.release(catalog)
    except released.UnableToRelease as error:
        raise click.ClickException(str(error)) from error
    for item in new:
        click.echo(f"released {item.short} {item.version}")
    if not new:
        click.echo("nothing new to release")


def _catalog() -> Catalog:
    try:
        return catalogs.load()
    except UnableToLoadSop as error:
        raise click.ClickException(str(error)) from error


def _find(catalog: Catalog, handle: str, version: datetime | None) -> Sop:
    try:
        found = catalog.find(handle)
        return found if version is None else catalog.version(found.short, _day(version))
    except UnknownSop as error:
        raise click.ClickException(str(error)) from error


def _day(version: datetime) -> date:
    return version.date()


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
