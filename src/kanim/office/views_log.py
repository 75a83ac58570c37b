"""Viewing personal data is recorded with its purpose (UU 27/2022)."""

from __future__ import annotations

from collections.abc import Sequence

from kanim.audit.services import entry_write
from kanim.office.duty import actor_of
from kanim.office.requests import OfficeRequest

VIEWED = "personal-data.viewed"


def view_log(
    request: OfficeRequest, *, purpose: str, target: str, shown: Sequence[str] = ()
) -> None:
    """Record that the one who asks has seen the personal data of ``target``.

    ``purpose`` is a code that says why, such as ``case.handling``, alike in every language;
    ``target`` is named as in the audit trail, such as ``case:KNM-26-000123-K``. ``shown`` are the
    numbers of the cases in a list. Every view is recorded, also the second one.
    """
    duty = request.duty
    detail: dict[str, object] = {"purpose": purpose, "path": request.path}
    if shown:
        detail["shown"] = list(shown)
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb=VIEWED,
        target=target,
        detail=detail,
        now=request.now,
    )
