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

    if ahead == "now":
        office_clock.move(timedelta())
    elif ahead:
        office_clock.move(_length(ahead))
    click.echo(timezone.localtime(office_clock.now()).strftime("%d.%m.%Y %H.%M"))


@demo.command()
def accounts() -> None:
    """List who can sign in to the demo office."""
    from kanim.config.demo.office import demo_accounts, demo_password

    for account in demo_accounts():
        click.echo(f"{account.username:12} {account.role or 'pemohon':22} {account.full_name}")
    click.echo(f"password: {demo_password()}")


def _length(text: str) -> timedelta:
    found = re.fullmatch(r"\+?(\d+)([mhd])", text)
    if found is None:
        raise click.BadParameter("write a length such as 30m, 2h or 6d, or the word now")
    return timedelta(seconds=int(found[1]) * UNITS[found[2]])
