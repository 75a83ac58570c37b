"""The page of a case: who sees it, what may be done with it, and its diagram."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from lxml import etree

from kanim.audit.models import Entry
from kanim.cases.models import Case
from kanim.cases.services import step_complete
from kanim.cases.tests import factories as make
from kanim.office.duty import Duty

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ALL = ["cases.search", "cases.hold", "cases.cancel", "cases.reassign"]


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def case():
    return make.library_case(now=timezone.now(), title="WATI", applicant=make.applicant("wati"))


@pytest.fixture
def me(client):
    user = make.librarian(permissions=ALL)
    client.force_login(user, backend=BACKEND)
    return user


def address(case, name="case", *more):
    return reverse(f"cases:{name}", args=[case.number, *more])


def act(client, case, name, **said):
    return client.post(address(case, name), said, follow=True).content.decode()


def through(case: Case, *outcomes: str) -> Case:
    lanes = frozenset({"anggota", "pustakawan", "kepala", "sistem"})
    for outcome in outcomes:
        step = case.steps.open().get()
        now = max(timezone.now(), step.not_before or timezone.now())
        duty = Duty(None, case.office_id, lanes=lanes)
        step_complete(step_id=step.pk, duty=duty, outcome=outcome, now=now)
    case.refresh_from_db()
    return case


# Who sees it


def test_an_officer_sees_where_the_case_is(client, me, case):
    page = client.get(address(case))
    text = page.content.decode()
    for wanted in ("WATI", case.number, "Peminjaman buku", "belum ada", "Anggota"):
        assert wanted in text, wanted
    states = [(item.row.label, item.state) for item in page.context["rows"]]
    assert states == [("1", "now"), ("2", "ahead"), ("3", "ahead"), ("4", "ahead")]
    assert page.context["next_row"].label == "2"
    assert Entry.objects.filter(target=case.target, actor=f"user:{me.pk}").exists()


def test_small_letters_lead_to_the_same_case(client, me, case):
    assert client.get(reverse("cases:case", args=[case.number.lower()])).status_code == 200


def test_the_applicant_sees_their_own_case_in_plain_words(client, case):
    through(case, "done")
    client.force_login(case.applicant, backend=BACKEND)
    text = client.get(address(case)).content.decode()
    assert "tidak ada yang perlu Anda lakukan" in text
    assert address(case, "hold") not in text


@pytest.mark.parametrize("name", ["case", "diagram"])
def test_strangers_find_nothing(client, case, name):
    more = ["pinjam"] if name == "diagram" else []
    assert client.get(address(case, name, *more)).status_code == 302, "visitors sign in"
    client.force_login(make.applicant("lain"), backend=BACKEND)
    assert client.get(address(case, name, *more)).status_code in {403, 404}
    for user in (
        make.officer("jauh", ["anggota"], at=make.office("KTB"), permissions=ALL),
        make.officer("kurir", ["kurir"], permissions=ALL),
    ):
        client.force_login(user, backend=BACKEND)
        assert client.get(address(case, name, *more)).status_code == 404, user


@pytest.mark.parametrize("name", ["hold", "resume", "cancel"])
def test_strangers_change_nothing(client, case, name):
    far = make.officer("jauh", ["anggota"], at=make.office("KTB"), permissions=ALL)
    client.force_login(far, backend=BACKEND)
    assert client.post(address(case, name), {"reason": "x"}).status_code == 404
    client.force_login(case.applicant, backend=BACKEND)
    assert client.post(address(case, name), {"reason": "x"}).status_code == 403
    client.force_login(make.librarian(), backend=BACKEND)
    assert client.post(address(case, name), {"reason": "x"}).status_code == 403
    assert client.get(address(case, name)).status_code in {403, 405}
    case.refresh_from_db()
    assert case.status == "running"


def test_an_ended_case_says_how_and_offers_nothing(client, me, case):
    through(case, "done", "missing", "no")
    page = client.get(address(case))
    text = page.content.decode()
    assert "Permintaan ditolak" in text
    for name in ("hold", "cancel"):
        assert address(case, name) not in text
    assert page.context["step"] is None
    assert [item.state for item in page.context["rows"]] == ["done", "done", "stopped", "stopped"]


def test_a_called_sop_is_shown_beside_its_caller(client, me, case):
    through(case, "done", "found", "done", "done", "late")
    page = client.get(address(case))
    diagrams = {short: marks for short, marks, _words in page.context["diagrams"]}
    assert list(diagrams) == ["pinjam", "denda"], "the case's own SOP first"
    assert diagrams["denda"] == {"reckon": "now"}
    assert diagrams["pinjam"]["call_bring_back_late"] == "now"
    words = {short: words for short, _marks, words in page.context["diagrams"]}
    assert words["pinjam"] == ""
    assert "baris 1" in words["denda"]
    assert [item.state for item in page.context["rows"]] == ["done", "done", "done", "now"]


def test_the_history_is_told_newest_first_with_names(client, me, case):
    client.post(reverse("cases:step", args=[case.steps.get().pk]), {"version": case.version})
    through(case, "found")
    events = client.get(address(case)).context["events"]
    assert [event.step.step for event in events] == ["register", "search", "ask"]
    assert events[-1].who == "pustakawan"
    assert events[0].who == ""


# The diagram


def test_the_diagram_is_the_pinned_version_as_bpmn(client, me, case):
    answer = client.get(address(case, "diagram", "denda"))
    assert answer.headers["Content-Type"] == "application/xml"
    assert "private" in answer.headers["Cache-Control"]
    root = etree.fromstring(answer.content)
    assert etree.QName(root).localname == "definitions"
    assert root.xpath("//*[@id='judge']")
    assert client.get(address(case, "diagram", "936")).status_code == 404, "not of this case"


# Hold, resume, cancel


def test_a_case_is_held_and_resumed(client, me, case):
    due = case.steps.get().due_at
    assert "Tuliskan" in act(client, case, "hold", reason="  ")
    page = act(client, case, "hold", reason="Listrik padam.")
    case.refresh_from_db()
    assert (case.status, case.holds.get().reason) == ("held", "Listrik padam.")
    assert "Listrik padam." in page
    act(client, case, "hold", reason="Lagi.")
    assert case.holds.count() == 1
    act(client, case, "resume")
    case.refresh_from_db()
    assert case.status == "running"
    assert case.steps.get().due_at > due
    act(client, case, "resume")
    assert case.holds.get().ended_by == me


def test_a_case_is_cancelled_with_a_reason(client, me, case):
    act(client, case, "cancel", reason="")
    case.refresh_from_db()
    assert case.status == "running"
    act(client, case, "cancel", reason="Salah buka.")
    case.refresh_from_db()
    assert (case.end, case.steps.get().note) == ("cancelled", "Salah buka.")
    page = act(client, case, "cancel", reason="Lagi.")
    assert "sudah selesai" in page.lower() or "berakhir" in page.lower()


# Who works on it


def step_address(case, name):
    return reverse(f"cases:{name}", args=[case.steps.open().get().pk])


def test_a_step_is_taken_and_given_back(client, me, case):
    assert client.post(step_address(case, "claim")).headers["Location"] == step_address(
        case, "step"
    )
    assert case.steps.get().claimed_by == me
    client.post(step_address(case, "release"))
    assert case.steps.get().claimed_by is None
    page = client.post(step_address(case, "release"), follow=True).content.decode()
    assert "Langkah ini tidak Anda ambil" in page


def test_a_colleagues_step_is_not_taken(client, me, case):
    client.post(step_address(case, "claim"))
    client.force_login(make.officer("rekan", ["anggota"]), backend=BACKEND)
    page = client.post(step_address(case, "claim"), follow=True).content.decode()
    assert "pustakawan" in page
    assert case.steps.get().claimed_by == me
    assert client.post(step_address(case, "reassign"), {"to": me.pk}).status_code == 403


def test_a_step_is_handed_to_a_colleague(client, me, case):
    colleague = make.officer("rekan", ["anggota"])
    courier = make.officer("kurir", ["kurir"])
    far = make.officer("jauh", ["anggota"], at=make.office("KTB"))
    offered = client.get(address(case)).context["colleagues"]
    assert colleague in offered
    assert courier not in offered
    assert far not in offered
    client.post(step_address(case, "reassign"), {"to": courier.pk})
    assert case.steps.get().claimed_by is None
    client.post(step_address(case, "reassign"), {"to": colleague.pk})
    assert case.steps.get().claimed_by == colleague
    for nobody in (far.pk, 0, "", "x", "-1"):
        assert client.post(step_address(case, "reassign"), {"to": nobody}).status_code == 404


def test_applicants_take_no_steps(client, case):
    client.force_login(case.applicant, backend=BACKEND)
    for name in ("claim", "release", "reassign"):
        assert client.post(step_address(case, name)).status_code == 403


def test_a_late_step_shows_its_countdown(client, me):
    case = make.library_case(now=timezone.now() - timedelta(hours=3))
    limit = client.get(address(case)).context["limit"]
    assert limit == case.steps.get().due_at
    assert limit < timezone.now()
