"""Screening, four eyes, what ends by itself, and reasons that nobody reads past the program."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kanim.audit.models import Entry as AuditEntry
from kanim.office.duty import Duty
from kanim.watchlist.models import Entry, Hit
from kanim.watchlist.rules import Traveller
from kanim.watchlist.services import (
    UnableToApprove,
    candidates,
    case_screen,
    entry_approve,
    hits_decide,
)
from kanim.watchlist.tests import factories as make

pytestmark = pytest.mark.django_db
NOW = make.NOW
RIZAL = Traveller("Rizal Tanjung Muhammad", date(1985, 3, 14))


def found(traveller=RIZAL, now=NOW):
    return [entry.reference for entry, _agrees in candidates(traveller, now)]


def screen(case, traveller=RIZAL):
    return case_screen(case=case, traveller=traveller, duty=Duty.machine(case.office_id), now=NOW)


# Four eyes


def test_a_proposal_matches_nobody_until_a_second_person_approves_it():
    proposer = make.duty_make()
    entry = make.proposed(proposer)
    assert found() == []
    with pytest.raises(UnableToApprove):
        entry_approve(entry_id=entry.pk, duty=proposer, now=NOW)
    with pytest.raises(UnableToApprove):
        entry_approve(entry_id=entry.pk, duty=Duty.machine(), now=NOW)
    entry_approve(entry_id=entry.pk, duty=make.duty_make(), now=NOW)
    assert found() == [entry.reference]
    with pytest.raises(UnableToApprove):
        entry_approve(entry_id=entry.pk, duty=make.duty_make(), now=NOW)


def test_the_database_itself_refuses_one_pair_of_eyes():
    entry = make.proposed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(approved_by=entry.proposed_by_id, approved_at=NOW)


def test_proposal_and_approval_are_audited():
    entry = make.listed()
    verbs = AuditEntry.objects.filter(target=f"watchlist:{entry.reference}").values_list(
        "verb", "actor"
    )
    assert list(verbs.order_by("sequence")) == [
        ("watchlist.proposed", f"user:{entry.proposed_by_id}"),
        ("watchlist.approved", f"user:{entry.approved_by_id}"),
    ]


# What matches


def test_other_names_match_too():
    entry = make.listed(aliases=["Icang Banjar"])
    assert found(Traveller("BANJAR ICANG")) == [entry.reference]


def test_numbers_match_whatever_the_name():
    entry = make.listed(nik="6371011403850001", document_number="C1234567")
    assert found(Traveller("LAIN", nik="6371011403850001")) == [entry.reference]
    assert found(Traveller("LAIN", document_number="C1234567")) == [entry.reference]
    assert found(Traveller("LAIN")) == []


def test_an_entry_counts_from_its_first_day_to_its_last():
    entry = make.listed(begins=date(2026, 11, 24), ends=date(2026, 11, 25))
    midnight = NOW.replace(hour=16)  # in Banjarmasin
    assert found(now=midnight - timedelta(days=1, seconds=1)) == []
    assert found(now=midnight - timedelta(days=1)) == [entry.reference]
    assert found(now=midnight + timedelta(days=1, seconds=-1)) == [entry.reference]
    assert found(now=midnight + timedelta(days=1)) == []


def test_a_lifted_entry_matches_nobody():
    entry = make.listed()
    Entry.objects.filter(pk=entry.pk).update(lifted_at=NOW)
    assert found() == []


def test_an_entry_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.proposed(begins=date(2026, 11, 24), ends=date(2026, 11, 23))


def test_a_search_is_one_query(django_assert_num_queries):
    for _ in range(5):
        make.listed()
    with django_assert_num_queries(1):
        assert len(found()) == 5


# Hits


def test_a_hit_says_what_agrees_and_the_search_is_recorded():
    entry = make.listed(birth_date=date(1985, 3, 14))
    case = make.case()
    [hit] = screen(case)
    assert (hit.entry, hit.agrees, hit.decision) == (entry, ["name", "birth_date"], "")
    logged = AuditEntry.objects.get(verb="watchlist.searched", target=case.target)
    assert (logged.actor, logged.detail) == ("machine", '{"hits": 1}')


def test_a_search_without_hits_is_recorded_too():
    case = make.case()
    assert screen(case) == []
    logged = AuditEntry.objects.get(verb="watchlist.searched", target=case.target)
    assert logged.detail == '{"hits": 0}'


def test_searching_again_finds_the_same_open_hit():
    make.listed()
    case = make.case()
    assert [hit.pk for hit in screen(case)] == [hit.pk for hit in screen(case)]
    assert Hit.objects.count() == 1


def test_a_pair_that_is_not_the_same_is_not_raised_again():
    make.listed()
    first = make.case()
    screen(first)
    officer = make.duty_make(first.office)
    hits_decide(case=first, decision="not_same", reason="Foto lain.", duty=officer, now=NOW)
    later = make.case()
    later.person = first.person
    later.save()
    assert screen(later) == []
    another = make.listed(reference="CEKAL-BARU")
    assert [hit.entry for hit in screen(later)] == [another]


@pytest.mark.parametrize("decision", ["same_person", "cannot_tell"])
def test_any_other_decision_is_asked_again(decision):
    make.listed()
    case = make.case()
    screen(case)
    [decided] = hits_decide(
        case=case, decision=decision, reason="x" * 12, duty=make.duty_make(), now=NOW
    )
    assert (decided.decision, decided.decided_at) == (decision, NOW)
    assert len(screen(case)) == 1
    assert Hit.objects.count() == 2


def test_a_namesake_is_still_compared():
    make.listed()
    first, second = make.case(), make.case()
    screen(first)
    hits_decide(
        case=first, decision="not_same", reason="Bukan dia.", duty=make.duty_make(), now=NOW
    )
    assert len(screen(second)) == 1, "only the pair of this person and this entry is remembered"


def test_a_case_without_a_person_is_searched_by_its_traveller():
    make.listed()
    case = make.case()
    case.person = None
    case.save()
    assert len(screen(case)) == 1


# Sealed reasons


def test_reasons_are_unreadable_in_the_database():
    entry = make.listed()
    case = make.case()
    screen(case)
    words = "Sidik jari tidak sama."
    hits_decide(case=case, decision="not_same", reason=words, duty=make.duty_make(), now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(e)::text from watchlist_entry e")
        row = cursor.fetchone()[0]
        cursor.execute("select row_to_json(h)::text from watchlist_hit h")
        row += cursor.fetchone()[0]
        cursor.execute("select reason from watchlist_entry")
        kept = str(cursor.fetchone()[0])
    for readable in (make.REASON, "perpajakan", words, "Sidik"):
        assert readable not in row
        assert readable not in kept
    assert Entry.objects.get(pk=entry.pk).reason == make.REASON
    assert Hit.objects.get().reason == words


def test_two_alike_reasons_do_not_look_alike():
    make.proposed()
    make.proposed()
    with connection.cursor() as cursor:
        cursor.execute("select count(distinct reason) from watchlist_entry")
        assert cursor.fetchone()[0] == 2


def test_only_those_who_may_read_the_list_do():
    make.listed()
    assert not Entry.objects.visible_to(make.duty_make()).exists()
    assert Entry.objects.visible_to(make.duty_make(permissions=("watchlist.view",))).exists()
    assert Entry.objects.visible_to(Duty.machine()).exists()
    assert not Entry.objects.visible_to(Duty.nobody()).exists()
