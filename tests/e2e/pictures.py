"""Take the pictures of the main screens for the documentation: `python -m tests.e2e.pictures`.

They come from a running office with work in every row, at desk and phone size, and are written to
`docs/pictures/` as small PNG files.
"""

from __future__ import annotations

import io
import os
import sys

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.e2e.running import PROJECT, RunningOffice

FOLDER = PROJECT / "docs" / "pictures"
COLOURS = 128

NAMES = [
    ("SITI NURHALIZA RAHMAN", "F", "1994-03-02", "check"),
    ("MUHAMMAD ARSYAD", "M", "1988-11-21", "check"),
    ("RAUDATUL JANNAH", "F", "1999-07-14", "scans"),
    ("AKHMAD ZAINI", "M", "1976-01-30", "allocate"),
    ("DEWI SARTIKA PUTRI", "F", "2001-09-09", "print"),
    ("RAHMAT HIDAYAT", "M", "1983-05-05", "endorse"),
    ("NOOR LAILA", "F", "1991-12-24", "hand_over"),
]


def main() -> None:
    """Take all pictures, or those whose names are given."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kanim.config.settings.dev")
    import django

    django.setup()
    from tests.e2e.conftest import chromium

    FOLDER.mkdir(parents=True, exist_ok=True)
    office = RunningOffice(PROJECT / "var" / "e2e-pictures")
    try:
        office.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=["--no-sandbox", "--lang=id"]
            )
            from tests.e2e.people import People

            Gallery(People(office, browser), set(sys.argv[1:])).take_all()
            browser.close()
    finally:
        office.stop()


class Gallery:
    """The pictures, in the order in which the office's day makes them possible."""

    def __init__(self, people, wanted: set[str]) -> None:  # type: ignore[no-untyped-def]
        self.people = people
        self.wanted = wanted

    def take_all(self) -> None:
        """Fill the office with work, then look at it."""
        self.work()
        self.public()
        self.applicant()
        self.desk()
        self.case()
        self.queue()

    def work(self) -> None:
        """Cases of several people, each in another row."""
        from tests.e2e.papers import somebody
        from tests.e2e.walk import Walk

        owners = ["ahmad", "maria", "ahmad", "maria", "ahmad", "maria", "ahmad"]
        self.walks = {}
        for (name, sex, born, until), owner in zip(NAMES, owners, strict=True):
            walk = Walk(self.people, somebody(name, born, sex), owner).begin("arrive")
            self.walks.setdefault(until, walk)
            walk.extra["until"] = until
            self.all = [*getattr(self, "all", []), walk]
        for walk in self.all:
            walk.advance(walk.extra["until"])

    def public(self) -> None:
        """What anybody sees."""
        for phone in (False, True):
            page = self.people.visitor(phone=phone)
            size = "phone" if phone else "desk"
            page.goto("/")
            self.keep(page, f"home-{size}")
        page.goto("/surat/periksa/")
        self.keep(page, "verify-phone")

    def applicant(self) -> None:
        """An applicant on a phone: screens, appointment, payment."""
        from tests.e2e.papers import somebody
        from tests.e2e.walk import Walk

        page = self.people.page("nurul", phone=True)
        walk = Walk(self.people, somebody("NURUL HIDAYAH"))
        walk.fill_in(page)
        self.keep(page, "appointment-phone")
        walk.book(page)
        self.keep(page, "payment-phone")
        page.goto("/paspor/mulai/")
        self.keep(page, "begin-phone")
        self.people.numbers.clear()
        draft = Walk(self.people, somebody("NURUL HIDAYAH"))
        page.locator("label", has_text="Paspor baru").click()
        page.locator(".form-end .btn-primary").click()
        self.keep(page, "wizard-phone")
        draft.about(page)
        self.keep(page, "book-phone")
        page.goto("/paspor/")
        self.keep(page, "mine-phone")
        page.goto(f"/perkara/{walk.number}/")
        self.keep(page, "progress-phone")

    def desk(self) -> None:
        """Officers at work, one picture of each kind of step."""
        self.at("siti", "/jadwal/kunjungan/", "arrivals-desk")
        self.at("budi", "/kerja/", "worklist-desk")
        for step, username, name in (
            ("check", "budi", "check-desk"),
            ("scans", "dewi", "interview-desk"),
            ("print", "agus", "print-desk"),
            ("endorse", "hendra", "endorse-desk"),
            ("hand_over", "rina", "handover-desk"),
        ):
            walk = self.walks[step]
            self.at(username, f"/langkah/{walk.stands['step_id']}/", name)
        page = self.people.page("dewi")
        self.walks["check"].advance("photograph")
        page.goto(f"/langkah/{self.walks['check'].stands['step_id']}/")
        portrait = PROJECT / "src/kanim/biometrics/samples/portrait.jpg"
        page.set_input_files("[name=photograph-photo]", portrait)
        page.locator("#photo-state .findings").wait_for()
        page.evaluate("scrollTo(0, 0)")
        self.keep(page, "capture-desk")

    def case(self) -> None:
        """A case with its diagram, the SOP, the passport's page, the figures."""
        page = self.people.page("hendra")
        page.goto(f"/perkara/{self.walks['endorse'].number}/")
        page.locator("#diagram svg .djs-shape, #diagram svg").first.wait_for()
        self.keep(page, "case-desk")
        page.locator("#diagram").scroll_into_view_if_needed()
        self.keep(page, "diagram-desk")
        self.at("hendra", "/sop/936/", "sop-desk")
        self.at("hendra", "/kinerja/", "insights-desk")
        for kind, name in (("receipt", "receipt"), ("page", "passport")):
            content = self.people.office.do("pdf", number=self.walks["hand_over"].number, kind=kind)
            write(drawn(bytes.fromhex(content)), name)

    def queue(self) -> None:
        """Counter, public display and kiosk."""
        page = self.people.page("budi")
        page.goto("/antrean/loket/")
        seat = page.locator("form[action*='duduk'] button").first
        if seat.count():
            seat.click()
            page.wait_for_load_state()
        call = page.locator("form[action*='panggil'] button").first
        if call.count() and call.is_enabled():
            call.click()
            page.wait_for_load_state()
        self.keep(page, "counter-desk")
        self.at("admin", "/antrean/layar/BJM/", "display-desk")
        self.at("siti", "/antrean/kios/BJM/", "kiosk-desk")

    def at(self, username: str, address: str, name: str) -> None:
        """Go to an address as somebody and take its picture."""
        page = self.people.page(username)
        page.goto(address)
        self.keep(page, name)

    def keep(self, page: Page, name: str) -> None:
        """Take the picture of what is on the screen."""
        if self.wanted and name not in self.wanted:
            return
        page.wait_for_load_state("networkidle")
        write(Image.open(io.BytesIO(page.screenshot())), name)


def write(image: Image.Image, name: str) -> None:
    """Write a picture with few colours, so that it stays small."""
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        FOLDER / f"{name}.png", optimize=True
    )


def drawn(content: bytes) -> Image.Image:
    """The first page of a PDF as a picture."""
    import pymupdf

    page = pymupdf.open(stream=content, filetype="pdf")[0]
    return Image.open(io.BytesIO(page.get_pixmap(dpi=90).tobytes("png")))


if __name__ == "__main__":
    main()
