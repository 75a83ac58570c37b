"""SOP 936 where the office does not grant: papers, examination, watchlist, doubt, adjudication."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import choose, fill, mark, send_well
from tests.e2e.papers import somebody
from tests.e2e.people import People
from tests.e2e.walk import Walk

pytestmark = pytest.mark.browser

PROBLEM = "Data biometrik menyerupai data orang lain"
BECAUSE = "Permohonan tidak dapat dikabulkan karena alasan yang tercatat dalam berkas."


@pytest.fixture
def maria(people: People) -> Walk:
    return Walk(people, somebody("MARIA KRISTINA LAMBUNG"), "maria")


def test_papers_not_completed_in_time_end_in_a_letter_of_refusal(maria: Walk):
    office = maria.people.office
    maria.begin("check")
    send_well(maria.check_papers("incomplete", lacking=1))
    office.mail("maria@warga.example", maria.number)
    page = maria.case("maria")
    expect(page.locator("main")).to_contain_text("Periksa berkas asli persyaratan")
    office.until(office.do("due", number=maria.number))
    maria.refuse("papers_incomplete", BECAUSE)


def test_completed_papers_are_checked_once_more_and_the_case_goes_on(maria: Walk):
    maria.begin("check")
    send_well(maria.check_papers("incomplete", lacking=2))
    page = maria.step("budi", "Lengkapi berkas")
    for row in page.locator(".checklist fieldset").all():
        mark(row.locator("input[value=original]"))
    send_well(page)
    send_well(maria.check_papers())
    assert maria.stands["step"] == "photograph"


def lost_passport(walk: Walk) -> None:
    """Up to the decision on a lost passport."""
    walk.begin("check", kind="replacement")
    page = walk.check_papers("damaged_or_lost")
    choose(page, "check-old_passport", "lost")
    send_well(page)
    walk.examine()


def decided(walk: Walk, outcome: str, months: str = "") -> None:
    """The head of the office decides on the examination."""
    page = walk.step("surya", "Putuskan hasil pemeriksaan")
    choose(page, "decide-outcome", outcome)
    if months:
        page.locator("[name='decide-months']").select_option(months)
    fill(page, decide__reason="Keterangan pemohon sesuai dengan laporan kepolisian.")
    send_well(page)


def test_an_approved_examination_lets_the_replacement_go_on(maria: Walk):
    lost_passport(maria)
    decided(maria, "approved")
    assert maria.stands["step"] == "photograph"
    expect(maria.case("arif").locator("main")).to_contain_text("Berita acara pemeriksaan")


def test_a_postponed_examination_ends_the_application_for_now(maria: Walk):
    lost_passport(maria)
    decided(maria, "postponed", months="6")
    maria.ended("postponed", "Ditunda menurut keputusan BAP")
    letter = maria.people.office.mail("maria@warga.example", "ditunda")
    assert letter["files"]


def test_a_refused_examination_ends_the_application(maria: Walk):
    lost_passport(maria)
    decided(maria, "refused")
    maria.ended("refused", "Permohonan ditolak")


def test_the_listed_person_is_recognised_and_refused(people: People):
    listed = somebody("MUHAMMAD RIZAL TANJUNG", "1985-03-14", "M")
    walk = Walk(people, listed, "maria").begin("compare")
    page = walk.step("arif", "Bandingkan dengan daftar cekal")
    expect(page.locator("main")).to_contain_text("CEKAL-2026-0001")
    walk.decide("arif", "Bandingkan dengan", "compare", "same_person", "Nama, lahir, foto sama.")
    expect(walk.case("maria").locator("main")).not_to_contain_text("cekal")
    walk.refuse("prevention", BECAUSE)


def test_a_namesake_is_told_apart_and_goes_on(people: People):
    walk = Walk(people, somebody("SRI WAHYUNI", "1979-12-01"), "maria").begin("compare")
    walk.decide("arif", "Bandingkan dengan", "compare", "not_same", "Foto dan NIK orang lain.")
    assert walk.stands["step"] == "scans"


def test_doubt_in_the_interview_is_confirmed_by_the_official_and_refused(maria: Walk):
    maria.begin("scans")
    maria.interview("doubtful", "Pemohon tidak dapat menjelaskan tujuan perjalanannya.")
    maria.decide("hendra", "Putuskan keraguan", "decide_doubt", "refuse", "Tujuan tidak jelas.")
    maria.refuse("statement_untrue", BECAUSE)


def test_dispelled_doubt_lets_the_application_go_on(maria: Walk):
    maria.begin("decide_doubt", **{"interview-outcome": "doubtful"})
    maria.decide("hendra", "Putuskan keraguan", "decide_doubt", "go_on", "Undangan sudah ada.")
    assert maria.stands["step"] == "biodata"


@pytest.mark.parametrize("outcome", ["approve", "refuse"])
def test_a_problem_at_the_centre_is_adjudicated(people: People, outcome: str):
    walk = Walk(people, somebody("MARIA MASALAH"), "maria").begin("biodata")
    walk.biodata()
    walk.wait_for("adjudicate")
    page = walk.step("hendra", "Adjudikasi")
    expect(page.locator("main")).to_contain_text(PROBLEM)
    walk.decide("hendra", "Adjudikasi", "adjudicate", outcome, "Diperiksa dengan data pembanding.")
    if outcome == "approve":
        assert walk.stands["step"] == "receipt"
    else:
        walk.refuse("adjudication", BECAUSE)
