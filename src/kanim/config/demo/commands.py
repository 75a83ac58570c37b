"""`kanim demo`: the demo office and its clock."""

from __future__ import annotations

import re
from datetime import timedelta

import click

UNITS = {"m": 60, "h": 3600, "d": 86_400}


@click.group()
def demo() -> None:
    """Look after the demo office."""
    import django

    django.setup()


@demo.command()
@click.argument("ahead", required=False)
def clock(ahead: str | None) -> None:
    """Show the office's time, move it AHEAD (30m, 2h, 6d), or back to the real time (now)."""
    from django.utils import timezone

    from kanim.office import clock as office_clock

    try:
        if ahead == "now":
            office_clock.move(timedelta())
        elif ahead:
            office_clock.move(_length(ahead))
    except PermissionError as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(timezone.localtime(office_clock.now()).strftime("%d.%m.%Y %H.%M"))


@demo.command()
def accounts() -> None:
    """List who can sign in to the demo office."""
    from kanim.config.demo.office import demo_accounts, demo_password

    for account in demo_accounts():
        click.echo(f"{account.username:12} {account.role or 'pemohon':22} {account.full_name}")
    click.echo(f"password: {demo_password()}")


@demo.command()
@click.option(
    "--patience", default=180.0, show_default=True, help="Seconds to wait for the office."
)
def cases(patience: float) -> None:
    """Fill the office with invented cases at every stage, while it serves; can be repeated.

    Nothing is done in an office that has cases of its own.
    """
    from kanim.config.demo import filling
    from kanim.office import clock

    try:
        if not filling.stories_missing(clock.now()):
            filling.bills_pay(clock.now())
            return
        filling.office_await(patience)
        with filling.alone() as mine:
            if mine:
                _fill()
    except (filling.UnableToFill, filling.BankSilent) as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _fill() -> None:
    from rich.console import Console
    from rich.progress import track

    from kanim.config.demo.filling import bills_pay, office_fill, stories_missing
    from kanim.office import clock

    now = clock.now()
    missing = stories_missing(now)
    console = Console()
    made = track(office_fill(missing, now), "demo cases", len(missing), console=console)
    for case in made:
        if not console.is_terminal:
            console.print(f"demo cases: {case.number} {case.title}")
    bills_pay(now)
    console.print(f"demo cases: {len(missing)} are there; {_address()} says who sees them")


def _address() -> str:
    from django.conf import settings

    return f"{settings.SITE_URL}/demo/"


def _length(text: str) -> timedelta:
    found = re.fullmatch(r"\+?(\d+)([mhd])", text)
    if found is None:
        raise click.BadParameter("write a length such as 30m, 2h or 6d, or the word now")
    return timedelta(seconds=int(found[1]) * UNITS[found[2]])
