from __future__ import annotations

import threading

from django.db import connection

from kanim.tickets.models import Ticket
from kanim.tickets.services import UnableToCall, ticket_call_next, ticket_finish, ticket_issue
from kanim.tickets.tests import factories as make
from kanim.tickets.tests.factories import NOW


def test_counters_that_call_at_once_get_different_tickets(committed: None) -> None:
    place = make.office()
    seats = [make.seated(place, number) for number in (1, 2)]
    for _unused in range(40):
        make.ticket(place)
    got: list[int] = []
    start = threading.Barrier(2)

    def work(who: object) -> None:
        start.wait()
        for _round in range(20):
            ticket = ticket_call_next(duty=who, now=NOW)
            got.append(ticket.pk)
            ticket_finish(ticket_id=ticket.pk, duty=who, now=NOW)
        connection.close()

    _together(work, seats)
    assert len(got) == len(set(got)) == 40


def test_a_double_click_calls_one_ticket(committed: None) -> None:
    place = make.office()
    who = make.seated(place, 2)
    for _unused in range(4):
        make.ticket(place)
    answers: list[str] = []
    start = threading.Barrier(4)

    def click(_number: object) -> None:
        start.wait()
        try:
            ticket_call_next(duty=who, now=NOW)
            answers.append("called")
        except UnableToCall:
            answers.append("refused")
        connection.close()

    _together(click, range(4))
    assert sorted(answers) == ["called", "refused", "refused", "refused"]


def test_numbers_given_at_once_have_no_gap_and_no_double(committed: None) -> None:
    place = make.office()
    start = threading.Barrier(4)

    def issue(_number: object) -> None:
        start.wait()
        for _round in range(10):
            make.ticket(place)
        connection.close()

    _together(issue, range(4))
    numbers = sorted(Ticket.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 41))


def test_two_arrivals_of_a_case_at_once_give_one_ticket(committed: None) -> None:
    place = make.office()
    case, who = make.case(place), make.duty(place)
    start = threading.Barrier(4)

    def arrive(_number: object) -> None:
        start.wait()
        ticket_issue(office_id=place.pk, letter="A", case=case, duty=who, now=NOW)
        connection.close()

    _together(arrive, range(4))
    assert Ticket.objects.filter(case=case).count() == 1


def _together(work, parts) -> None:
    threads = [threading.Thread(target=work, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
