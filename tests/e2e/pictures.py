"""Take the pictures of the main screens for the documentation:
`DJANGO_SETTINGS_MODULE=kanim.config.settings.dev python -m tests.e2e.pictures [NAME …]`.

They come from a running office with work in every row, at desk and phone size, and are written to
`docs/pictures/` as small PNG files.
"""

from __future__ import annotations

import io
import shutil
import sys

import django
import pymupdf
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.e2e.running import PROJECT, RunningOffice

django.setup()

from tests.e2e.papers import somebody  # noqa: E402  Django must be set up before
from tests.e2e.people import People  # noqa: E402
from tests.e2e.walk import Walk  # noqa: E402

PORTRAIT = PROJECT / "src" / "kanim" / "biometrics" / "samples" / "portrait.jpg"

FOLDER = PROJECT / "docs" / "pictures"
COLOURS = 128

NAMES = [
    ("SITI NURHALIZA RAHMAN", "F", "1994-03-02", "check"),
    ("MUHAMMAD ARSYAD", "M", "1988-11-21", "photograph"),
    ("MUHAMMAD RIZAL TANJUNG", "M", "1985-03-14", "compare"),
    ("RAUDATUL JANNAH", "F", "1999-07-14", "scans"),
    ("AKHMAD ZAINI", "M", "1976-01-30", "allocate"),
    ("DEWI SARTIKA PUTRI", "F", "2001-09-09", "print"),
    ("RAHMAT HIDAYAT", "M", "1983-05-05", "endorse"),
    ("NOOR LAILA", "F", "1991-12-24", "hand_over"),
]


def main() -> None:
    """Take all pictures, or those whose names are given."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    office = RunningOffice(PROJECT / "var" / "e2e-pictures")
    try:
        office.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            Gallery(People(office, browser), set(sys.argv[1:])).take_all()
            browser.close()
    finally:
        office.stop()


class Gallery:
    """The pictures, in the order in which the office's day makes them possible."""

    def __init__(self, people: People, wanted: set[str]) -> None:
        self.people = people
        self.wanted = wanted
        self.walks: dict[str, Walk] = {}

    def take_all(self) -> None:
        """Fill the office with work, then look at it."""
        self.work()
        self.public()
        self.applicant()
        self.desk()
        self.capture()
        self.case()
        self.queue()
        self.papers()

    def work(self) -> None:
        """Cases of several people, each in another row."""
        made = []
        for place, (name, sex, born, until) in enumerate(NAMES):
            owner = ("ahmad", "maria")[place % 2]
            walk = Walk(self.people, somebody(name, born, sex), owner).begin("arrive")
            self.walks[until] = walk
            made.append((walk, until))
        for walk, until in made:
            walk.advance(until)

    def public(self) -> None:
        """What anybody sees."""
        page = self.people.visitor(phone=True)
        page.goto("/")
        self.keep(page, "home")
        page.goto("/surat/periksa/")
        self.keep(page, "verify")

    def applicant(self) -> None:
        """An applicant on a phone: screens, appointment, payment, progress."""
        page = self.people.page("nurul", phone=True)
        walk = Walk(self.people, somebody("NURUL HIDAYAH"))
        page.goto("/paspor/mulai/")
        self.keep(page, "begin")
        walk.fill_in(page)
        self.keep(page, "appointment")
        walk.book(page)
        self.keep(page, "payment")
        page.goto(f"/perkara/{walk.number}/")
        self.keep(page, "case-phone")
        page.goto("/paspor/mulai/")
        page.locator("label", has_text="Paspor baru").click()
        page.locator(".form-end .btn-primary").click()
        self.keep(page, "wizard")
        page.goto("/paspor/")
        self.keep(page, "applications")

    def desk(self) -> None:
        """Officers at work: lists, and one picture of each kind of step."""
        for username, address, name in (
            ("siti", "/jadwal/kunjungan/", "arrivals"),
            ("budi", "/kerja/", "worklist"),
            ("hendra", "/sop/936/", "sop"),
            ("hendra", "/kinerja/", "insights"),
            ("hendra", "/paspor/stok/", "stock"),
            ("lestari", "/pembayaran/", "ledger"),
            ("fajar", "/sistem-luar/", "outside-systems"),
        ):
            self.at(username, address, name)
        for step, username, name in (
            ("check", "budi", "papers"),
            ("compare", "arif", "watchlist-hit"),
            ("scans", "dewi", "interview"),
            ("print", "agus", "printing"),
            ("endorse", "hendra", "decision"),
            ("hand_over", "rina", "handover"),
        ):
            self.at(username, f"/langkah/{self.walks[step].stands['step_id']}/", name)
        self.people.pages.pop("budi")
        self.at("budi", "/kerja/", "worklist-phone", phone=True)

    def capture(self) -> None:
        """The photograph with its findings."""
        page = self.people.page("dewi")
        walk = self.walks["photograph"]
        page.goto(f"/langkah/{walk.stands['step_id']}/")
        page.set_input_files("[name=photograph-photo]", PORTRAIT)
        page.locator("#photo-state .findings").wait_for()
        page.evaluate("scrollTo(0, 0)")
        self.keep(page, "capture")

    def case(self) -> None:
        """A case with its diagram."""
        page = self.people.page("hendra")
        page.goto(f"/perkara/{self.walks['endorse'].number}/")
        page.locator("#diagram svg").first.wait_for()
        self.keep(page, "case")

    def queue(self) -> None:
        """Counter, public display and kiosk."""
        page = self.people.page("siti")
        page.goto("/antrean/loket/")
        for place in ("duduk", "panggil"):
            button = page.locator(f"form[action*='{place}'] button").first
            if button.count() and button.is_enabled():
                button.click()
                page.wait_for_load_state("networkidle")
        self.keep(page, "counter")
        self.at("admin", "/antrean/layar/BJM/", "display")
        self.at("siti", "/antrean/kios/BJM/", "kiosk")

    def papers(self) -> None:
        """What is printed: the receipt, and the page of the passport."""
        number = self.walks["hand_over"].number
        for kind, name, dpi in (("receipt", "receipt", 90), ("page", "passport", 200)):
            content = self.people.office.do("pdf", number=number, kind=kind)
            write(drawn(bytes.fromhex(content), dpi), name)

    def at(self, username: str, address: str, name: str, *, phone: bool = False) -> None:
        """Go to an address as somebody and take its picture."""
        page = self.people.page(username, phone=phone)
        page.goto(address)
        self.keep(page, name)

    def keep(self, page: Page, name: str) -> None:
        """Take the picture of what is on the screen."""
        if self.wanted and name not in self.wanted:
            return
        page.wait_for_timeout(600)
        write(Image.open(io.BytesIO(page.screenshot())), name)


def write(image: Image.Image, name: str) -> None:
    """Write a picture with few colours, so that it stays small."""
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        FOLDER / f"{name}.png", optimize=True
    )


def drawn(content: bytes, dpi: int = 90) -> Image.Image:
    """The first page of a PDF as a picture."""
    page = pymupdf.open(stream=content, filetype="pdf")[0]
    return Image.open(io.BytesIO(page.get_pixmap(dpi=dpi).tobytes("png")))


if __name__ == "__main__":
    main()
