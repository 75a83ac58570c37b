"""Everybody can use the pages: axe-core finds nothing against WCAG 2.2 AA, in light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.papers import somebody
from tests.e2e.people import People
from tests.e2e.running import PROJECT
from tests.e2e.walk import Walk

pytestmark = pytest.mark.browser

AXE = PROJECT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# Colours of a new theme are certain once two frames were drawn and nothing moves.
PAINTED = """async () => {
  for (const frame of [1, 2]) await new Promise(requestAnimationFrame);
  await Promise.all(document.getAnimations().map(moving => moving.finished.catch(() => 0)));
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PUBLIC = ["/", "/masuk/login/", "/masuk/signup/", "/surat/periksa/", "/status/", "/demo/"]
APPLICANT = ["/paspor/", "/paspor/mulai/", "/akun/"]
STAFF = {
    "siti": ["/kerja/", "/jadwal/kunjungan/", "/antrean/loket/", "/antrean/kios/BJM/"],
    "admin": ["/antrean/layar/BJM/"],
    "hendra": ["/sop/", "/sop/936/", "/kinerja/", "/cari/?q=BJM", "/jadwal/jam-layanan/"],
    "agus": ["/paspor/stok/"],
    "surya": ["/surat/", "/cekal/", "/audit/", "/kantor/kalender/", "/kantor/acuan/"],
    "bambang": ["/cekal/", "/cekal/usul/"],
    "lestari": ["/pembayaran/"],
    "wahyu": ["/kantor/pegawai/", "/surat/email/"],
    "fajar": ["/sistem-luar/", "/berkas/arsip/"],
}
STAGES = [
    ("check", "budi"),
    ("photograph", "dewi"),
    ("scans", "dewi"),
    ("biodata", "dewi"),
    ("receipt", "dewi"),
    ("print", "agus"),
    ("read_mrz", "agus"),
    ("quality", "agus"),
    ("endorse", "hendra"),
    ("hand_over", "rina"),
    ("archive", "fajar"),
]


def complaints(page: Page) -> list[str]:
    """What axe says about the page as it is; in the dark theme only colours differ."""
    page.evaluate(AXE.read_text())
    found = broken(page, "light", {"type": "tag", "values": RULES})
    page.emulate_media(color_scheme="dark")
    page.reload()  # Chromium keeps some inherited colours when only the theme changes
    page.evaluate(AXE.read_text())
    page.evaluate(PAINTED)
    found += broken(page, "dark", {"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")
    return found


def broken(page: Page, theme: str, rules: dict[str, Any]) -> list[str]:
    """Rules that the page breaks, with the first places."""
    run = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
    report: dict[str, Any] = page.evaluate(run, rules)
    return [
        f"{page.url} {theme} {one['id']}: {node['target']} {node['html'][:90]}"
        for one in report["violations"]
        for node in one["nodes"][:3]
    ]


def test_public_pages(people: People):
    found = []
    for phone in (False, True):
        page = people.visitor(phone=phone)
        for address in PUBLIC:
            page.goto(address)
            found += complaints(page)
    assert not found, "\n" + "\n".join(found)


def test_pages_of_applicants(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("pay")
    page = people.page("nurul")
    found = []
    for address in [*APPLICANT, f"/perkara/{walk.number}/"]:
        page.goto(address)
        found += complaints(page)
    page.get_by_role("link", name="Lanjutkan").first.click()
    found += complaints(page)
    page.goto("/paspor/mulai/")
    page.locator("label", has_text="Paspor baru").click()
    page.locator(".form-end .btn-primary").click()
    number = page.url.split("/paspor/")[1].split("/")[0]
    people.numbers.append(number)
    for screen in ("diri", "paspor", "identitas", "alamat", "orang-tua", "berkas", "periksa"):
        page.goto(f"/paspor/{number}/isi/{screen}/")
        found += complaints(page)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("username", STAFF)
def test_pages_of_the_office(people: People, username: str):
    page = people.page(username)
    found = []
    for address in STAFF[username]:
        answer = page.goto(address)
        assert answer is not None and answer.ok, address
        found += complaints(page)
    assert not found, "\n" + "\n".join(found)


def test_pages_of_every_kind_of_step(people: People):
    walk = Walk(people, somebody("NURUL HIDAYAH")).begin("arrive")
    found = []
    for step, username in STAGES:
        walk.advance(step)
        page = people.page(username)
        page.goto(f"/langkah/{walk.stands['step_id']}/")
        found += complaints(page)
    page = walk.case("hendra")
    page.locator("#diagram svg").first.wait_for()
    found += complaints(page)
    assert not found, "\n" + "\n".join(found)
