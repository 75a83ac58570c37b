"""Blanks: received by consignment, allocated one by one, voided; each used once or never."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case
from kanim.office.duty import Duty, actor_of
from kanim.passports.models import Blank, BlankMovement, Book, Consignment
from kanim.passports.serials import LARGEST, serial_count, serial_range


class UnableToReceive(UnableToPerform):
    """The consignment was not taken into stock."""


class UnableToAllocate(UnableToPerform):
    """There is no blank to allocate, or the case has one already."""


class UnableToVoid(UnableToPerform):
    """The blank stays as it is."""


@transaction.atomic
def blank_receive(
    *, book: str, first: str, last: str, delivery_note: str, duty: Duty, now: datetime
) -> Consignment:
    """Take a consignment of consecutive serials into the stock of the duty's office.

    All blanks or none. Raises UnableToReceive for a range that is none, that is too long, or that
    holds a serial which any office has had before.
    """
    assert duty.user is not None
    assert duty.office_id is not None
    count = serial_count(first, last)
    if count == 0:
        raise UnableToReceive(
            _("%(first)s to %(last)s is no range. Enter the lowest serial first, with one letter.")
            % {"first": first, "last": last}
        )
    if count > LARGEST:
        raise UnableToReceive(
            _("%(count)d blanks are more than one consignment holds. Check both serials.")
            % {"count": count}
        )
    _refuse_known(first, last)
    consignment = Consignment.objects.create(
        office_id=duty.office_id,
        book=book,
        first=first,
        last=last,
        count=count,
        delivery_note=delivery_note,
        received_by=duty.user,
        received_at=now,
    )
    Blank.objects.bulk_create(
        Blank(
            office_id=duty.office_id,
            consignment=consignment,
            serial=serial,
            book=book,
            keeper=duty.user,
            received_at=now,
            changed_at=now,
        )
        for serial in serial_range(first, last)
    )
    entry_write(
        actor=actor_of(duty),
        office_id=duty.office_id,
        verb="blank.received",
        target=f"consignment:{consignment.pk}",
        detail={"book": book, "first": first, "last": last, "note": delivery_note},
        now=now,
    )
    return consignment


@transaction.atomic
def blank_allocate(*, case: Case, book: str, duty: Duty, now: datetime) -> Blank:
    """Give the case the lowest free blank of a book in its office, into the duty's custody.

    Two officers at once get two different blanks and neither waits. Raises UnableToAllocate if the
    case has a living blank or the stock is empty.
    """
    living = Blank.objects.filter(case=case, state__in=[Blank.State.ALLOCATED, Blank.State.USED])
    if taken := living.first():
        raise UnableToAllocate(
            _("This case already has blank %(serial)s.") % {"serial": taken.serial}
        )
    blank = (
        Blank.objects.select_for_update(skip_locked=True)
        .filter(office=case.office_id, book=book, state=Blank.State.IN_STOCK)
        .order_by("serial")
        .first()
    )
    if blank is None:
        raise UnableToAllocate(stock_empty_sentence(book))
    blank.case = case
    blank.keeper = duty.user
    _change(blank, Blank.State.ALLOCATED, BlankMovement.Kind.ALLOCATED, duty, now)
    return blank


@transaction.atomic
def blank_use(*, blank: Blank, duty: Duty, now: datetime) -> None:
    """Record that an allocated blank has been printed on. UnableToAllocate if it was not allocated."""
    locked = Blank.objects.select_for_update().get(pk=blank.pk)
    if locked.state != Blank.State.ALLOCATED:
        raise UnableToAllocate(
            _("Blank %(serial)s is not allocated. Allocate one first.") % {"serial": locked.serial}
        )
    _change(locked, Blank.State.USED, BlankMovement.Kind.USED, duty, now)


@transaction.atomic
def blank_void(*, blank: Blank, reason: str, duty: Duty, now: datetime) -> None:
    """Make a blank unusable for ever, with the reason. UnableToVoid if it is void already."""
    locked = Blank.objects.select_for_update().get(pk=blank.pk)
    if locked.state == Blank.State.VOID:
        raise UnableToVoid(_("Blank %(serial)s is void already.") % {"serial": locked.serial})
    locked.void_reason = reason
    _change(locked, Blank.State.VOID, BlankMovement.Kind.VOIDED, duty, now, note=reason)


def stock_empty_sentence(book: str) -> str:
    """What an officer reads when there is no blank of a book: whom to ask."""
    return _(
        "No blank for “%(book)s” is in stock. Ask the head of travel documents to receive a "
        "consignment (page “Blank stock”), then try again."
    ) % {"book": Book(book).label}


def _change(
    blank: Blank,
    state: Blank.State,
    kind: BlankMovement.Kind,
    duty: Duty,
    now: datetime,
    note: str = "",
) -> None:
    blank.state, blank.changed_at = state, now
    blank.save(update_fields=["state", "case", "keeper", "changed_at", "void_reason"])
    BlankMovement.objects.create(
        blank=blank,
        office_id=blank.office_id,
        kind=kind,
        case=blank.case,
        by=duty.user,
        at=now,
        note=note,
    )
    entry_write(
        actor=actor_of(duty),
        office_id=blank.office_id,
        verb=f"blank.{kind}",
        target=f"blank:{blank.serial}",
        detail={"case": blank.case.number if blank.case else "", "note": note},
        now=now,
    )


def _refuse_known(first: str, last: str) -> None:
    known = Blank.objects.filter(serial__gte=first, serial__lte=last).order_by("serial")
    if clash := known.values_list("serial", flat=True).first():
        raise UnableToReceive(
            _("Serial %(serial)s has been received before. Check the range against the boxes.")
            % {"serial": clash}
        )
