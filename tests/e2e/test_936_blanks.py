"""SOP 936 row 6 going wrong: the zone cannot be read back, the blank is cancelled, a second one is used."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import choose, fill, heading, send, send_well, tick
from tests.e2e.papers import somebody
from tests.e2e.people import People
from tests.e2e.walk import Walk

pytestmark = pytest.mark.browser


def test_a_zone_that_reads_wrong_costs_the_blank_and_a_second_one_goes_on(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("read_mrz")
    first = walk.blank()
    lines = walk.zone()
    page = walk.read_mrz(lines.replace("<<NURUL", "<<NVRUL"))
    expect(page.locator("main")).to_contain_text("berbeda")
    assert "NVRUL" in page.input_value("[name='read_mrz-reading']")
    tick(page, "read_mrz-confirm_failure")
    send(page)
    heading(page, "Laporkan kegagalan")
    fill(page, report_failure__description="Zona terbaca salah pada tiga kali pembacaan.")
    send_well(page)
    cancelled(walk, first)
    walk.allocate()
    walk.advance("read_mrz")
    assert walk.blank() != first
    heading(walk.read_mrz(walk.zone()), "Laminasi")
    walk.advance("hand_over")
    stock = people.page("ratna")
    stock.goto("/paspor/stok/")
    expect(stock.locator("main")).to_contain_text(first)


def cancelled(walk: Walk, serial: str) -> None:
    """SOP Pembatalan: minutes, decision of the head of the office, cutting before a witness."""
    page = walk.step("agus", "Buat berita acara kegagalan")
    fill(page, record__record="Zona pada blangko tidak terbaca setelah tiga kali dibersihkan.")
    send_well(page)
    walk.decide("surya", "Putuskan pembatalan", "decide", "replace", "Ganti dengan blangko baru.")
    page = walk.step("agus", "Gunting dan batalkan blangko")
    fill(page, destroy__serial="E0000000", destroy__witness="Rina Marlina")
    tick(page, "destroy-cut")
    send(page)
    expect(page.locator("main")).to_contain_text("bukan")
    fill(page, destroy__serial=serial)
    tick(page, "destroy-cut")
    send_well(page)


def test_a_cancellation_that_stops_the_application_ends_in_refusal(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("print")
    page = walk.step("agus", "Cetak paspor")
    choose(page, "print-outcome", "failed")
    fill(page, print__description="Tinta melebar pada foto dan tanda tangan.")
    send_well(page)
    page = walk.step("agus", "Laporkan kegagalan")
    assert page.input_value("[name='report_failure-description']").startswith("Tinta melebar")
    send_well(page)
    page = walk.step("agus", "Buat berita acara kegagalan")
    fill(page, record__record="Tinta melebar pada foto; blangko tidak dapat dipakai.")
    send_well(page)
    walk.decide("surya", "Putuskan pembatalan", "decide", "stop", "Data pemohon diragukan.")
    walk.refuse("statement_untrue", "Data yang diberikan tidak sesuai dengan dokumen asli.")


def test_a_problem_found_when_endorsing_ends_in_refusal(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("endorse")
    page = walk.step("hendra", "Periksa kelayakan")
    choose(page, "endorse-outcome", "problem")
    fill(page, endorse__description="Foto bukan foto pemohon menurut data pembanding.")
    send_well(page)
    walk.refuse("other", "Foto dalam permohonan bukan foto pemohon yang bersangkutan.")
