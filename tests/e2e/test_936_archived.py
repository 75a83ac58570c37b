"""SOP 936 from the first screen to the archive, every step in the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kanim.biometrics.synthetic import fingerprint_png
from tests.e2e.pages import heading, send_well
from tests.e2e.papers import SERIALS, somebody
from tests.e2e.people import People
from tests.e2e.walk import Walk

pytestmark = pytest.mark.browser

ACCOUNT, PASSWORD = f"halimah{next(SERIALS)}@warga.example", "Sungai-Martapura-26"


def test_a_citizen_applies_and_the_office_hands_the_passport_over(people: People, tmp_path: Path):
    people.office.ask("centre", "/api/settings", {"delay": 0.2})
    walk = Walk(people, somebody("Halimah Tusadiah"))
    phone = account_made(people)
    walk.fill_in(phone)
    code = walk.book(phone)
    pay(people, phone, code)
    told(people, "Bayar sebelum", code)
    told(people, "telah diterima", walk.number)

    walk.come()
    walk.arrive()
    send_well(walk.check_papers())
    walk.capture({finger: fingerprint_png(finger) for finger in range(1, 11)})
    walk.interview()
    walk.biodata()
    walk.wait_for("receipt")
    receipt_verified(people, receipt_given(walk, tmp_path))

    walk.allocate()
    walk.good("agus", "Cetak paspor", "print", "printed")
    heading(walk.read_mrz(walk.zone()), "Laminasi")
    walk.good("agus", "Laminasi", "laminate", "laminated")
    walk.good("agus", "Uji kualitas", "quality", "good")
    walk.good("hendra", "Periksa kelayakan", "endorse", "worthy")
    walk.wait_for("final")
    assert people.office.ask("border", "/api/messages")
    walk.good("hendra", "Penelitian akhir", "final", "fit")
    told(people, "dapat diambil", "paspor")

    page = walk.step("rina", "Serahkan paspor")
    expect(page.locator("main")).to_contain_text("baru dapat dilaksanakan mulai")
    people.office.do("come", number=walk.number)
    walk.hand_over()
    walk.archive()
    walk.ended("archived", "berkas diarsipkan")
    assert people.office.kanim("cases", "verify")
    assert people.office.kanim("audit", "verify")


def account_made(people: People) -> Page:
    """Somebody new makes an account on a phone and confirms the e-mail address."""
    page = people.visitor(phone=True)
    page.goto("/masuk/signup/")
    page.fill("[name=full_name]", "Halimah Tusadiah")
    page.fill("[name=email]", ACCOUNT)
    page.fill("[name=phone]", "0812 5533 1010")
    page.fill("[name=password1]", PASSWORD)
    if page.locator("[name=password2]").count():
        page.fill("[name=password2]", PASSWORD)
    page.locator("main form .btn-primary").click()
    letter = people.office.mail(ACCOUNT, "")
    link = next(one for one in letter["links"] if "confirm" in one)
    page.goto(link)
    page.locator("main form .btn-primary").click()
    page.wait_for_load_state()
    if "/login" in page.url:
        people.sign_in(page, ACCOUNT, PASSWORD)
    return page


def pay(people: People, phone: Page, code: str) -> None:
    """Pay at the bank's own page; the phone goes on by itself once it is confirmed."""
    bank = people.visitor()
    bank.goto(f"http://127.0.0.1:{people.office.ports['bank']}/?code={code}")
    bank.get_by_role("button", name="Lihat tagihan").click()
    bank.get_by_role("button", name="Bayar").click()
    expect(bank.locator("body")).to_contain_text("Pembayaran diterima")
    expect(phone.locator("main")).to_contain_text("NTPN", timeout=30_000)


def told(people: People, subject: str, word: str) -> None:
    """An e-mail came whose subject has a word, and whose text has another."""
    letter = people.office.mail(ACCOUNT, subject)
    text = "".join(letter["text"].split()) + letter["subject"]
    assert word.casefold() in text.casefold()


def receipt_given(walk: Walk, folder: Path) -> Path:
    """Download the receipt, print it for the applicant, let the service be rated."""
    page = walk.step("dewi", "Serahkan tanda bukti")
    link = page.get_by_role("link", name="Tanda bukti").first
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.headers["content-type"] == "application/pdf"
    kept = folder / "tanda-bukti.pdf"
    kept.write_bytes(answer.body())
    walk.rate(page, "rate")
    send_well(page)
    return kept


def receipt_verified(people: People, receipt: Path) -> None:
    """Anybody can hold the file against the register: genuine, and not any more once a byte differs."""
    page = people.visitor()
    page.goto("/surat/periksa/")
    page.set_input_files("input[type=file]", receipt)
    page.get_by_role("button", name="Bandingkan").click()
    expect(page.locator("main")).to_contain_text("Asli dan tidak diubah")
    forged = receipt.with_name("palsu.pdf")
    content = bytearray(receipt.read_bytes())
    content[len(content) // 2] ^= 1
    forged.write_bytes(content)
    page.set_input_files("input[type=file]", forged)
    page.get_by_role("button", name="Bandingkan").click()
    expect(page.locator("main")).to_contain_text("jangan")
