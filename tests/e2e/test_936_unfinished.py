"""SOP 936 where the applicant does not do their part: not paid, not come, not finished, not collected."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import fill, send_well
from tests.e2e.papers import somebody
from tests.e2e.people import People
from tests.e2e.walk import Walk

pytestmark = pytest.mark.browser
APPLICANT, MAIL = "ahmad", "ahmad@warga.example"


def test_unpaid_applications_expire_after_two_hours_and_free_their_place(people: People):
    office = people.office
    walk = Walk(people, somebody("AHMAD FAUZI", sex="M"), APPLICANT).begin("pay")
    slot = office.do("slot", number=walk.number)
    free = office.do("free_places", slot_id=slot)
    page = walk.case(APPLICANT)
    page.get_by_role("link", name="Lanjutkan").first.click()
    expect(page.locator(".aloud")).to_be_visible()
    office.ahead(hours=1, minutes=55)
    assert walk.stands["step"] == "pay"
    office.ahead(minutes=6)
    walk.ended("expired", "Kedaluwarsa karena tidak dibayar")
    assert office.do("free_places", slot_id=slot) == free + 1
    assert "idak dibayar" in office.mail(MAIL, walk.number)["text"]
    page.reload()
    expect(page.locator("main")).to_contain_text("sudah ditutup")
    bank = people.visitor()
    code = office.do("code", number=walk.number)
    bank.goto(f"http://127.0.0.1:{office.ports['bank']}/bill?code={code}")
    expect(bank.locator("body")).to_contain_text("tidak dapat dibayar lagi")


def test_who_does_not_come_loses_the_appointment(people: People):
    walk = Walk(people, somebody("AHMAD FAUZI", sex="M"), APPLICANT).begin("arrive")
    page = walk.case("siti")
    expect(page.locator("main")).to_contain_text("Catat kedatangan")
    people.office.until(people.office.do("due", number=walk.number))
    walk.ended("no_show", "Pemohon tidak datang")
    assert "tidak datang" in people.office.mail(MAIL, walk.number)["text"]


def test_drafts_lapse_after_thirty_days(people: People):
    page = people.page(APPLICANT)
    page.goto("/paspor/mulai/")
    page.locator("label", has_text="Paspor baru").click()
    send_well(page)
    number = page.url.split("/paspor/")[1].split("/")[0]
    fill(page, nik="6371", birth_place="Banjarmasin")
    people.office.ahead(days=29)
    assert people.office.do("case", number=number)["step"] == "apply"
    people.office.ahead(days=2)
    assert people.office.do("case", number=number)["end"] == "lapsed"
    page.goto(f"/perkara/{number}/")
    expect(page.locator("main")).to_contain_text("tidak diselesaikan pemohon")


def test_an_uncollected_passport_is_warned_of_and_then_cancelled(people: People):
    office = people.office
    walk = Walk(people, somebody("AHMAD FAUZI", sex="M"), APPLICANT).begin("hand_over")
    due = office.do("due", number=walk.number)
    office.until(office.do("due", number=walk.number, before_days=6))
    office.mail(MAIL, "Segera ambil")
    assert walk.stands["step"] == "hand_over"
    office.until(due)
    page = walk.step("surya", "Batalkan paspor yang tidak diambil")
    send_well(page)
    walk.ended("uncollected", "Dibatalkan karena tidak diambil")
    office.mail(MAIL, walk.number)
