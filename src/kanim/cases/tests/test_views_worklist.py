"""The worklist and the search as pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from kanim.audit.models import Entry
from kanim.cases import services
from kanim.cases.claims import step_claim
from kanim.cases.holds import case_hold
from kanim.cases.models import Case
from kanim.cases.services import references_set
from kanim.cases.tests import factories as make
from kanim.cases.timers import deadlines_run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WORK, SEARCH = reverse("cases:worklist"), reverse("cases:search")
ALL = ["cases.search", "cases.hold", "cases.cancel", "cases.reassign"]


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def me(client):
    user = make.librarian(permissions=ALL)
    client.force_login(user, backend=BACKEND)
    return user


def found(client, **query):
    return client.get(WORK, query).context["worklist"]


def numbers(lines):
    return [line.step.case.number for line in lines]


def advanced(case: Case, *outcomes: str, now) -> Case:
    duty = services.Duty(None, case.office_id, lanes=frozenset({"anggota", "pustakawan", "sistem"}))
    for outcome in outcomes:
        step = case.steps.open().get()
        services.step_complete(step_id=step.pk, duty=duty, outcome=outcome, now=now)
    return case


def test_what_is_mine_stands_before_what_waits(client, me):
    now = timezone.now()
    mine, waits = make.library_case(now=now, title="Mine"), make.library_case(now=now)
    step_claim(step_id=mine.steps.get().pk, duty=make.duty(me), now=now)
    work = found(client)
    assert (numbers(work.mine), numbers(work.waiting)) == ([mine.number], [waits.number])
    page = client.get(WORK).content.decode()
    assert page.index(mine.number) < page.index(waits.number)


def test_what_somebody_else_has_taken_is_not_shown(client, me):
    now = timezone.now()
    case = make.library_case(now=now)
    step_claim(
        step_id=case.steps.get().pk, duty=make.duty(make.officer("wati", ["anggota"])), now=now
    )
    work = found(client)
    assert (work.mine, work.waiting) == ([], [])


def test_what_may_be_done_only_later_is_listed_apart(client, me):
    now = timezone.now()
    case = advanced(make.library_case(now=now), "done", "found", "done", "done", now=now)
    work = found(client)
    assert (numbers(work.later), work.waiting) == ([case.number], [])


def test_the_soonest_deadline_comes_first_and_the_late_are_counted(client, me):
    now = timezone.now()
    later = make.library_case(now=now - timedelta(minutes=10))
    sooner = make.library_case(now=now - timedelta(minutes=60))
    late = make.library_case(now=now - timedelta(hours=3))
    work = found(client)
    assert numbers(work.waiting) == [late.number, sooner.number, later.number]
    assert work.late == 1
    only = found(client, lambat="1")
    assert numbers(only.waiting) == [late.number]
    assert [line.urgency for line in work.waiting] == ["late", "calm", "calm"]
    deadlines_run(now=now)
    assert "Tidak ada yang terlambat" in client.get(WORK, {"lambat": "1"}).content.decode()


def test_the_list_is_narrowed_to_a_lane(client, me):
    now = timezone.now()
    asked = make.library_case(now=now)
    searched = advanced(make.library_case(now=now), "done", now=now)
    assert numbers(found(client, bagian="pustakawan").waiting) == [searched.number]
    assert numbers(found(client, bagian="anggota").waiting) == [asked.number]
    assert found(client, bagian="kepala").waiting == [], "a lane of others shows nothing"


def test_a_held_case_does_not_wait(client, me):
    case = make.library_case(now=timezone.now())
    case_hold(case_id=case.pk, reason="x", duty=make.duty(me), now=timezone.now())
    assert found(client).waiting == []


def test_an_empty_list_says_what_will_appear(client, me):
    assert "Langkah baru" in client.get(WORK).content.decode()


def test_another_offices_steps_are_not_shown(client):
    make.library_case(now=timezone.now())
    far = make.officer("jauh", ["anggota"], at=make.office("KTB"))
    client.force_login(far, backend=BACKEND)
    assert found(client).waiting == []


def test_more_than_a_page_says_so_and_costs_the_same(client, me, django_assert_max_num_queries):
    now = timezone.now()
    for _ in range(53):
        make.library_case(now=now)
    client.get(WORK)
    with django_assert_max_num_queries(12):
        work = client.get(WORK).context["worklist"]
    assert (len(work.waiting), work.more) == (50, True)


def test_applicants_have_no_worklist(client):
    client.force_login(make.applicant(), backend=BACKEND)
    assert client.get(WORK).status_code == 403


# Search


@pytest.fixture
def known():
    case = make.library_case(now=timezone.now(), title="NURUL HIDAYAH SARI")
    values = [("name", "NURUL HIDAYAH SARI"), ("nik", "6371015708900003"), ("passport", "C1234567"),
              ("billing", "820261124876321")]  # fmt: skip
    references_set(case=case, values=values)
    return case


@pytest.mark.parametrize(
    "text",
    ["hidayah", "NURUL  hidayah", "6371015708900003", "6371 0157 0890 0003", "c1234567",
     "820 261 124 876 321"],
)  # fmt: skip
def test_a_single_find_leads_to_its_case(client, me, known, text):
    answer = client.get(SEARCH, {"q": text})
    assert answer.headers["Location"] == reverse("cases:case", args=[known.number])


def test_a_case_is_found_by_its_number(client, me, known):
    place = reverse("cases:case", args=[known.number])
    for typed in (known.number, f" {known.number.lower()} ", known.number[:-2]):
        assert client.get(SEARCH, {"q": typed}).headers["Location"] == place


@pytest.mark.parametrize("text", ["zz", "637101570890000", "tidak ada"])
def test_what_is_not_found_gets_a_hint(client, me, known, text):
    page = client.get(SEARCH, {"q": text})
    assert page.context["found"] == []
    assert "Periksa ejaan" in page.content.decode()


def test_several_finds_are_listed_and_the_search_is_logged(client, me, known):
    other = make.library_case(now=timezone.now(), title="NURUL AINI")
    references_set(case=other, values=[("name", "NURUL AINI"), ("name", "NURUL AINI")])
    page = client.get(SEARCH, {"q": "nurul"})
    assert {case.pk for case in page.context["found"]} == {known.pk, other.pk}
    assert Entry.objects.filter(target="search", actor=f"user:{me.pk}").exists()


def test_cases_of_another_office_are_not_found(client, known):
    far = make.officer("jauh", ["anggota"], at=make.office("KTB"), permissions=ALL)
    client.force_login(far, backend=BACKEND)
    assert client.get(SEARCH, {"q": "hidayah"}).context["found"] == []
    assert client.get(SEARCH, {"q": known.number}).context["found"] == []


def test_namesakes_elsewhere_do_not_crowd_out_ones_own(client, me, known, monkeypatch):
    monkeypatch.setattr("kanim.cases.selectors.PAGE", 2)
    for _ in range(6):
        far = make.library_case(now=timezone.now(), office=make.office("KTB"))
        references_set(case=far, values=[("name", "NURUL HIDAYAH")])
    answer = client.get(SEARCH, {"q": "hidayah"})
    assert answer.headers["Location"] == reverse("cases:case", args=[known.number])


def test_searching_needs_a_permission(client, known):
    client.force_login(make.librarian(), backend=BACKEND)
    assert client.get(SEARCH, {"q": "hidayah"}).status_code == 403
