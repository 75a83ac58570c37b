"""Screening, hits, and entries with four eyes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case
from kanim.office.duty import Duty, actor_of
from kanim.watchlist.models import Entry, Hit
from kanim.watchlist.rules import Listed, Traveller, agreements, is_hit, name_key


class UnableToApprove(UnableToPerform):
    """An entry cannot be approved by this person or in this state."""


def case_screen(*, case: Case, traveller: Traveller, duty: Duty, now: datetime) -> list[Hit]:
    """Search the list for a person of a case; returns the hits that an officer must decide.

    A pair that was decided "not the same" is not raised again. The search itself is recorded.
    """
    known = Hit.objects.filter(person=case.person, decision=Hit.Decision.OTHER)
    entries = [
        (entry, agree)
        for entry, agree in candidates(traveller, now)
        if case.person_id is None or not known.filter(entry=entry).exists()
    ]
    hits = [
        Hit.objects.get_or_create(
            case=case,
            entry=entry,
            decision="",
            defaults={"person": case.person, "agrees": list(agree), "found_at": now},
        )[0]
        for entry, agree in entries
    ]
    entry_write(
        actor=actor_of(duty),
        office_id=case.office_id,
        verb="watchlist.searched",
        target=case.target,
        detail={"hits": len(hits)},
        now=now,
    )
    return hits


def candidates(traveller: Traveller, now: datetime) -> list[tuple[Entry, tuple[str, ...]]]:
    """Entries in force that may be the traveller, with the parts that agree. One query."""
    wanted = Q(keys__contains=[name_key(traveller.name)])
    if traveller.nik:
        wanted |= Q(nik=traveller.nik)
    if traveller.document_number:
        wanted |= Q(document_number=traveller.document_number)
    found = []
    for entry in Entry.objects.in_force(timezone.localdate(now)).filter(wanted):
        listed = Listed(tuple(entry.keys), entry.birth_date, entry.nik, entry.document_number)
        if is_hit(traveller, listed):
            found.append((entry, agreements(traveller, listed)))
    return found


@transaction.atomic
def hits_decide(*, case: Case, decision: str, reason: str, duty: Duty, now: datetime) -> list[Hit]:
    """Decide all open hits of a case alike, with the reason."""
    hits = list(Hit.objects.select_for_update().filter(case=case, decision=""))
    for hit in hits:
        hit.decision, hit.reason = decision, reason
        hit.decided_by, hit.decided_at = duty.user, now
        hit.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
    return hits


@transaction.atomic
def entry_propose(*, entry: Entry, duty: Duty, now: datetime) -> Entry:
    """Keep a proposed entry; it matches nobody until a second person approves it."""
    assert duty.user is not None
    entry.proposed_by, entry.proposed_at = duty.user, now
    entry.keys = sorted({name_key(name) for name in [entry.name, *entry.aliases]})
    entry.save()
    _record("watchlist.proposed", entry, duty, now)
    return entry


@transaction.atomic
def entry_approve(*, entry_id: int, duty: Duty, now: datetime) -> Entry:
    """Bring an entry into force; UnableToApprove for the person who proposed it."""
    entry = Entry.objects.select_for_update().get(pk=entry_id)
    if entry.approved_at is not None:
        raise UnableToApprove(_("This entry is in force already."))
    if duty.user is None or entry.proposed_by_id == duty.user.pk:
        raise UnableToApprove(_("A second person must approve what you proposed."))
    entry.approved_by, entry.approved_at = duty.user, now
    entry.save(update_fields=["approved_by", "approved_at"])
    _record("watchlist.approved", entry, duty, now)
    return entry


def _record(verb: str, entry: Entry, duty: Duty, now: datetime) -> None:
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb=verb,
        target=f"watchlist:{entry.reference}",
        now=now,
    )
