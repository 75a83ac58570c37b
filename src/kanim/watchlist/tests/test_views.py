"""The list, a proposal and its approval as pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from kanim.audit.models import Entry as AuditEntry
from kanim.watchlist.models import Entry
from kanim.watchlist.tests import factories as make

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIST, PROPOSE = reverse("watchlist:entries"), reverse("watchlist:propose")
ALL = ("watchlist.view", "watchlist.edit", "watchlist.approve")
GIVEN = {
    "reference": "CEKAL-2026-77",
    "kind": "prevention",
    "name": "Muhammad Rizal Tanjung",
    "other_names": "Icang\n  Rizal T  \n\n",
    "requester": "Kejaksaan Agung",
    "reason": make.REASON,
    "begins": "2026-11-24",
    "ends": "2027-05-20",
}


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def enter(client):
    """A function that signs an officer in who holds the permissions."""

    def signed_in(*permissions):
        duty = make.duty_make(permissions=permissions)
        client.force_login(duty.user, backend=BACKEND)
        return duty

    return signed_in


def approve_address(entry):
    return reverse("watchlist:approve", args=[entry.pk])


# Permissions


def test_nobody_reads_the_list_without_permission(client, enter):
    assert client.get(LIST).status_code == 302
    enter()
    assert client.get(LIST).status_code == 403
    client.force_login(make.user_make(), backend=BACKEND)
    assert client.get(LIST).status_code == 403


def test_reading_is_not_proposing_and_proposing_is_not_approving(client, enter):
    entry = make.proposed()
    enter("watchlist.view")
    page = client.get(LIST)
    assert page.status_code == 200
    assert PROPOSE.encode() not in page.content
    assert approve_address(entry).encode() not in page.content
    assert client.get(PROPOSE).status_code == 403
    assert client.post(approve_address(entry)).status_code == 403
    enter("watchlist.view", "watchlist.edit")
    assert client.get(PROPOSE).status_code == 200
    assert client.post(approve_address(entry)).status_code == 403


def test_every_reading_is_logged(client, enter):
    duty = enter("watchlist.view")
    client.get(LIST)
    logged = AuditEntry.objects.get(target="watchlist")
    assert logged.actor == f"user:{duty.user.pk}"


# The list


def test_the_list_is_searched_by_name_and_reference(client, enter):
    rizal = make.listed(reference="CEKAL-A")
    sri = make.listed(reference="CEKAL-B", name="Sri Wahyuni")
    enter("watchlist.view")

    def found(text):
        return set(client.get(LIST, {"q": text}).context["page"].object_list)

    assert found("") == {rizal, sri}
    assert found("wahyuni") == {sri}
    assert found("cekal-a") == {rizal}
    assert found("tidak ada") == set()


def test_the_list_says_what_counts(client, enter):
    make.listed(reference="BERLAKU")
    make.listed(reference="HABIS", begins=date(2026, 1, 1), ends=date(2026, 2, 1))
    make.proposed(reference="USUL")
    lifted = make.listed(reference="DICABUT")
    Entry.objects.filter(pk=lifted.pk).update(lifted_at=make.NOW)
    enter(*ALL)
    page = client.get(LIST).content.decode()
    assert make.REASON not in page, "the reason is shown only where it is compared"
    rows = {
        name: page[page.index(name) :][:900] for name in ("BERLAKU", "HABIS", "USUL", "DICABUT")
    }
    assert "Setujui" in rows["USUL"].split("</tr>")[0]
    assert "Setujui" not in rows["BERLAKU"].split("</tr>")[0]
    words = {name: row.split("</tr>")[0].split("<td>")[-1] for name, row in rows.items()}
    assert len({text.split("</span>")[0][-20:] for text in words.values()}) == 4


def test_many_entries_come_in_pages_with_a_fixed_number_of_queries(
    client, enter, django_assert_max_num_queries
):
    for _ in range(52):
        make.listed()
    enter("watchlist.view")
    with django_assert_max_num_queries(14):
        page = client.get(LIST, {"halaman": "2"})
    assert len(page.context["page"].object_list) == 2


# A proposal


def test_an_entry_is_proposed(client, enter):
    duty = enter(*ALL)
    assert client.post(PROPOSE, GIVEN).status_code == 302
    entry = Entry.objects.get()
    assert (entry.aliases, entry.proposed_by) == (["Icang", "Rizal T"], duty.user)
    assert entry.approved_at is None
    assert "ICANG" in entry.keys


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ends": "2026-11-23"}, "ends"),
        ({"ends": "2027-06-01"}, "ends"),
        ({"reason": ""}, "reason"),
        ({"kind": "other"}, "kind"),
        ({"begins": "kemarin"}, "begins"),
        ({"requester": ""}, "requester"),
        ({"name": ""}, "name"),
    ],
)
def test_a_wrong_proposal_gets_a_sentence_and_keeps_what_was_typed(client, enter, changed, field):
    enter(*ALL)
    answer = client.post(PROPOSE, {**GIVEN, **changed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["other_names"].value() == GIVEN["other_names"]
    assert not Entry.objects.exists()


def test_a_denial_may_last_longer_than_a_prevention(client, enter):
    enter(*ALL)
    given = {**GIVEN, "kind": "denial", "ends": "2036-11-24"}
    assert client.post(PROPOSE, given).status_code == 302


def test_a_reference_is_given_once(client, enter):
    make.listed(reference=GIVEN["reference"])
    enter(*ALL)
    answer = client.post(PROPOSE, GIVEN)
    assert list(answer.context["form"].errors) == ["reference"]


# The approval


def test_a_second_person_approves(client, enter):
    proposer = enter(*ALL)
    entry = make.proposed(proposer)
    page = client.post(approve_address(entry), follow=True).content.decode()
    entry.refresh_from_db()
    assert entry.approved_at is None
    assert "disetujui orang lain" in page
    approver = enter(*ALL)
    client.post(approve_address(entry))
    entry.refresh_from_db()
    assert entry.approved_by == approver.user


def test_an_unknown_entry_gets_a_sentence(client, enter):
    enter(*ALL)
    page = client.post(reverse("watchlist:approve", args=[99]), follow=True).content.decode()
    assert "does not exist" not in page
    assert client.get(reverse("watchlist:approve", args=[99])).status_code == 405
