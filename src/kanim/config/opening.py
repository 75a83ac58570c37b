"""Opening an office in service: what must be there before its people can sign in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kanim.office.models import Office, Unit


@click.command()
@click.argument("code")
@click.option("--name", required=True, help="e.g. Kantor Imigrasi Kelas I TPI Banjarmasin")
@click.option("--city", required=True)
@click.option("--address", default="", help="As letterheads print it.")
@click.option("--letter-prefix", required=True, help="Before letter numbers, e.g. WIM.19")
@click.option("--head", required=True, help="Sign-in name and e-mail, e.g. surya:surya@kanim.id")
@click.option("--admin", required=True, help="Sign-in name and e-mail of the administrator.")
def opening(code: str, head: str, admin: str, **fields: str) -> None:
    """Open an office with its head and its administrator, who post everybody else.

    Prints each one's temporary password once; it must be changed at the first sign-in.
    """
    import django

    django.setup()
    from django.db import transaction

    from kanim.office import clock
    from kanim.office.models import Office, Unit
    from kanim.tickets.services import queue_prepare

    if Office.objects.filter(code=code).exists():
        raise click.UsageError(f"The office {code} is open already.")
    with transaction.atomic():
        office = Office.objects.create(code=code, **fields)
        unit = Unit.objects.create(office=office, code="kantor", name="Kepala Kantor")
        queue_prepare(office_id=office.pk)
        for said, role in ((head, "kepala-kantor"), (admin, "administrator")):
            username, _, email = said.partition(":")
            password = _officer(office, unit, username, email, role, clock.now())
            click.echo(f"{username}: {password}")


def _officer(
    office: Office, unit: Unit, username: str, email: str, role: str, now: datetime
) -> str:
    from django.utils import timezone

    from kanim.office.duty import Duty
    from kanim.office.models import Posting, Role
    from kanim.office.services import account_open

    opened = account_open(
        duty=Duty.machine(office.pk), username=username, full_name=username, email=email, now=now
    )
    Posting.objects.create(
        user=opened.user,
        office=office,
        unit=unit,
        role=Role.objects.get(code=role),
        begins=timezone.localdate(now),
    )
    return str(opened.password)
