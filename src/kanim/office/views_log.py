"""Viewing personal data is recorded with its purpose (UU 27/2022)."""

from __future__ import annotations

from kanim.audit.services import entry_write
from kanim.office.duty import actor_of
from kanim.office.requests import OfficeRequest

VIEWED = "personal-data.viewed"


def view_log(request: OfficeRequest, *, purpose: str, target: str) -> None:
    """Record that the one who asks has seen the personal data of ``target``.

    ``purpose`` says in a few words why, such as ``case.handling``; ``target`` is named as in the
    audit trail, such as ``case:KNM-26-000123-K``. Every view is recorded, also the second one.
    """
    duty = request.duty
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb=VIEWED,
        target=target,
        detail={"purpose": purpose, "path": request.path},
        now=request.now,
    )
