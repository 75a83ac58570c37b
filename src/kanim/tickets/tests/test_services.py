from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kanim.audit.models import Entry
from kanim.tickets.models import Counter, Ticket, TicketEvent
from kanim.tickets.services import (
    UnableToCall,
    UnableToIssue,
    UnableToSit,
    arrival_ticket,
    counter_leave,
    counter_take,
    ticket_call_next,
    ticket_finish,
    ticket_recall,
    ticket_serve,
    ticket_skip,
    ticket_transfer,
)
from kanim.tickets.tests import factories as make
from kanim.tickets.tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_numbers_begin_at_one_each_day_and_class() -> None:
    place = make.office()
    labels = [make.ticket(place, letter).label for letter in "AABA"]
    assert labels == ["A-001", "A-002", "B-001", "A-003"]
    assert make.ticket(place, now=NOW + timedelta(days=1)).label == "A-001"


def test_a_number_given_in_vain_leaves_no_gap() -> None:
    place = make.office()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make.ticket(place)
        raise ZeroDivisionError
    assert make.ticket(place).number == 1


def test_a_waiting_case_keeps_its_number() -> None:
    place = make.office()
    case, who = make.case(place), make.duty(place)
    first = arrival_ticket(case=case, duty=who, now=NOW)
    again = arrival_ticket(case=case, duty=who, now=NOW + timedelta(minutes=1))
    assert (first.pk, first.label) == (again.pk, "A-001")
    assert make.ticket(place).number == 2


def test_yesterdays_number_is_replaced() -> None:
    place = make.office()
    case, who = make.case(place), make.duty(place)
    old = arrival_ticket(case=case, duty=who, now=NOW - timedelta(days=1))
    new = arrival_ticket(case=case, duty=who, now=NOW)
    old.refresh_from_db()
    assert (old.state, new.state) == (Ticket.State.SKIPPED, Ticket.State.WAITING)


def test_an_unknown_class_is_named() -> None:
    place = make.office()
    with pytest.raises(UnableToIssue, match="Z"):
        make.ticket(place, "Z")


def test_age_and_an_earlier_ticket_give_priority() -> None:
    place = make.office()
    case = make.case(place)
    case.person.birth_date = case.person.birth_date.replace(year=1950)
    case.person.save()
    assert make.ticket(place, case=case).priority_reason == "elderly"
    frail = make.case(place)
    make.ticket(place, case=frail, priority_reason="illness")
    assert make.ticket(place, "B", case=frail).priority_reason == "illness"


def test_calling_follows_turns_and_the_counters_classes() -> None:
    place = make.office()
    who = make.seated(place, 2)  # serves A only
    make.ticket(place, "B")
    first = make.ticket(place)
    urgent = make.ticket(place, now=NOW + timedelta(minutes=5), priority_reason="pregnant")
    assert ticket_call_next(duty=who, now=NOW + timedelta(minutes=6)) == urgent
    ticket_finish(ticket_id=urgent.pk, duty=who, now=NOW + timedelta(minutes=7))
    assert ticket_call_next(duty=who, now=NOW + timedelta(minutes=8)) == first
    ticket_finish(ticket_id=first.pk, duty=who, now=NOW + timedelta(minutes=9))
    assert ticket_call_next(duty=who, now=NOW + timedelta(minutes=10)) is None


def test_a_counter_has_one_ticket() -> None:
    place = make.office()
    who = make.seated(place, 2)
    make.ticket(place), make.ticket(place)
    ticket_call_next(duty=who, now=NOW)
    with pytest.raises(UnableToCall, match="A-001"):
        ticket_call_next(duty=who, now=NOW)
    with pytest.raises(UnableToCall):
        ticket_call_next(duty=make.duty(place), now=NOW)


def test_a_ticket_is_served_and_logged() -> None:
    place = make.office()
    who = make.seated(place, 2)
    ticket = make.ticket(place)
    ticket_call_next(duty=who, now=NOW)
    ticket_recall(ticket_id=ticket.pk, duty=who, now=NOW)
    ticket_serve(ticket_id=ticket.pk, duty=who, now=NOW)
    ticket_serve(ticket_id=ticket.pk, duty=who, now=NOW)
    ticket_finish(ticket_id=ticket.pk, duty=who, now=NOW)
    kinds = list(TicketEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["issued", "called", "recalled", "serving", "finished"]
    verbs = Entry.objects.filter(target=f"ticket:{ticket.pk}").order_by("sequence")
    assert [entry.verb for entry in verbs] == [f"ticket.{kind}" for kind in kinds]
    with pytest.raises(UnableToCall):
        ticket_finish(ticket_id=ticket.pk, duty=who, now=NOW)


def test_a_skipped_visitor_who_comes_back_is_called() -> None:
    place = make.office()
    who = make.seated(place, 2)
    ticket = make.ticket(place)
    ticket_call_next(duty=who, now=NOW)
    ticket_skip(ticket_id=ticket.pk, duty=who, now=NOW)
    back = ticket_recall(ticket_id=ticket.pk, duty=who, now=NOW + timedelta(minutes=20))
    assert (back.state, back.finished_at) == (Ticket.State.CALLED, None)
    ticket_skip(ticket_id=ticket.pk, duty=who, now=NOW)
    with pytest.raises(UnableToCall):
        ticket_recall(ticket_id=ticket.pk, duty=who, now=NOW + timedelta(days=1))


def test_a_transferred_ticket_keeps_number_and_turn() -> None:
    place = make.office()
    who, other = make.seated(place, 2), make.seated(place, 3)
    ticket = make.ticket(place)
    make.ticket(place, "B", now=NOW + timedelta(minutes=1))
    ticket_call_next(duty=who, now=NOW)
    ticket_transfer(ticket_id=ticket.pk, letter="B", duty=who, now=NOW + timedelta(minutes=2))
    called = ticket_call_next(duty=other, now=NOW + timedelta(minutes=3))
    assert (called.pk, called.label, called.counter.number) == (ticket.pk, "A-001", 3)
    with pytest.raises(UnableToCall):
        ticket_transfer(ticket_id=ticket.pk, letter="B", duty=other, now=NOW)


def test_another_offices_ticket_is_out_of_reach() -> None:
    place, elsewhere = make.office(), make.office("MTP")
    ticket = make.ticket(elsewhere)
    with pytest.raises(UnableToCall):
        ticket_recall(ticket_id=ticket.pk, duty=make.seated(place, 2), now=NOW)


def test_a_counter_has_one_officer() -> None:
    place = make.office()
    make.seated(place, 2)
    counter = Counter.objects.get(office=place, number=2)
    rival = make.duty(place)
    with pytest.raises(UnableToSit, match="2"):
        counter_take(counter_id=counter.pk, duty=rival, now=NOW)
    taken = counter_take(counter_id=counter.pk, duty=rival, now=NOW + timedelta(days=1))
    assert taken.staffed_by == rival.user


def test_an_officer_moves_only_with_an_empty_counter() -> None:
    place = make.office()
    who = make.seated(place, 2)
    ticket = make.ticket(place)
    ticket_call_next(duty=who, now=NOW)
    other = Counter.objects.get(office=place, number=1)
    for leave in (
        lambda: counter_leave(duty=who, now=NOW),
        lambda: counter_take(counter_id=other.pk, duty=who, now=NOW),
    ):
        with pytest.raises(UnableToSit), transaction.atomic():
            leave()
    ticket_finish(ticket_id=ticket.pk, duty=who, now=NOW)
    assert counter_take(counter_id=other.pk, duty=who, now=NOW).number == 1
    assert Counter.objects.open().count() == 1
    counter_leave(duty=who, now=NOW)
    assert not Counter.objects.open().exists()


def test_yesterdays_visitor_does_not_block_a_counter() -> None:
    place = make.office()
    who = make.seated(place, 2)
    old = make.ticket(place)
    ticket_call_next(duty=who, now=NOW)
    tomorrow = NOW + timedelta(days=1)
    new = make.ticket(place, now=tomorrow)
    assert ticket_call_next(duty=who, now=tomorrow) == new
    old.refresh_from_db()
    assert old.state == Ticket.State.SKIPPED


def test_the_database_refuses_a_second_visitor_at_a_counter() -> None:
    place = make.office()
    who = make.seated(place, 2)
    make.ticket(place), make.ticket(place)
    ticket_call_next(duty=who, now=NOW)
    second = Ticket.objects.get(state="waiting")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=second.pk).update(
            state="called", counter=Counter.objects.get(number=2), called_at=NOW, served_by=who.user
        )
