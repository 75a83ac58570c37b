"""A walk through SOP 936 as the people of the office and an applicant do it in their browsers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.pages import choose, fill, heading, mark, send, send_well, settle, sign, tick
from tests.e2e.papers import Someone, paper_picture
from tests.e2e.people import People

NUMBER = re.compile(r"BJM-\d\d-\d{6}-\w")


@dataclass
class Walk:
    """One application on its way; each method is one step, done by whoever does it."""

    people: People
    person: Someone
    applicant: str = "nurul"
    number: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    # Short ways, for what is not the point of a test.

    def begin(self, until: str, *, kind: str = "new", **said: Any) -> Walk:
        """Apply and go on the plain good way until a step is open."""
        who = {"applicant": self.applicant, "person": self.person.said() | self.extra}
        self.number = self.people.office.do("apply", kind=kind, **who)
        self.people.numbers.append(self.number)
        return self.advance(until, **said)

    def advance(self, until: str, **said: Any) -> Walk:
        """Go on the plain good way until a step is open."""
        self.people.office.do("advance", number=self.number, until=until, **said)
        return self

    @property
    def stands(self) -> dict[str, Any]:
        """Status, end and open step of the case."""
        return dict(self.people.office.do("case", number=self.number))

    def ended(self, end: str, words: str) -> None:
        """The case has ended so, and its page says it."""
        assert self.stands["end"] == end
        page = self.case("hendra")
        expect(page.locator("main")).to_contain_text(words)

    # Getting to a page.

    def case(self, username: str) -> Page:
        """The page of the case, as somebody sees it."""
        page = self.people.page(username)
        page.goto(f"/perkara/{self.number}/")
        return page

    def step(self, username: str, title: str) -> Page:
        """The open step, found in the worklist."""
        page = self.people.page(username)
        page.goto("/kerja/")
        page.get_by_role("link", name=self.number, exact=True).click()
        heading(page, title)
        return page

    def wait_for(self, step: str, seconds: float = 30) -> None:
        """Wait until an outside system has answered and a step is open."""
        self.people.office.do("wait", number=self.number, step=step, seconds=seconds)

    # Row 1 and 2: the applicant, on a phone.

    def fill_in(self, page: Page, kind: str = "new") -> None:
        """From "Buat permohonan" through every screen to the choice of a day."""
        page.goto("/paspor/mulai/")
        choose(page, "kind", kind)
        mark(page.get_by_label("Banjarmasin"))
        send_well(page)
        found = NUMBER.search(page.url)
        assert found is not None
        self.number = found[0]
        self.about(page)
        choose(page, "book", "electronic")
        choose(page, "validity_years", "10")
        send_well(page)
        fill(page, identity_place="Banjarmasin", identity_issued="2015-02-03")
        send_well(page)
        fill(page, home_address="Jalan Lambung Mangkurat 10", home_phone="0812 5012 3401")
        send_well(page)
        fill(page, father_name="Abdul Hidayat", mother_name="Siti Aminah")
        send_well(page)
        self.bring_papers(page)
        send_well(page)
        tick(page, "true")
        tick(page, "consent")
        send_well(page)
        heading(page, "Kapan Anda akan datang")

    def about(self, page: Page) -> None:
        """The first screen: who applies."""
        person = self.person
        fill(page, name=person.name, nik=person.nik, birth_place="Banjarmasin")
        fill(page, birth_date=person.birth_date, occupation="Guru")
        choose(page, "sex", person.sex)
        choose(page, "civil_status", "single")
        send_well(page)

    def bring_papers(self, page: Page) -> None:
        """Upload a picture for every paper that is asked for."""
        rows = page.locator("ul.uploads > li")
        for place in range(rows.count()):
            picture = paper_picture("Kertas", self.person.name)
            file = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": picture}
            rows.nth(place).locator("input[type=file]").set_input_files(files=[file])
            expect(page.locator("ul.uploads > li.upload-done")).to_have_count(place + 1)

    def book(self, page: Page) -> str:
        """Take the first free time; the billing code that is shown then."""
        mark(page.locator("input[type=radio]:enabled").first)
        send_well(page)
        heading(page, "Bayar")
        shown = page.locator(".aloud").inner_text()
        return "".join(re.findall(r"\d", shown))[:15]

    # Rows 3 and 4: information desk and customer service.

    def come(self) -> None:
        """The appointed day has come."""
        self.people.office.do("come", number=self.number)

    def arrive(self) -> None:
        page = self.step("siti", "Catat kedatangan")
        send_well(page)

    def check_papers(self, outcome: str = "complete", *, lacking: int = 0) -> Page:
        """Customer service finds all originals, or the first ``lacking`` missing."""
        page = self.step("budi", "Periksa berkas")
        rows = page.locator(".checklist fieldset")
        for place in range(rows.count()):
            finding = "missing" if place < lacking else "original"
            mark(rows.nth(place).locator(f"input[value={finding}]"))
        choose(page, "check-outcome", outcome)
        return page

    # Row 5: biometrics and interview.

    def capture(self, prints: dict[int, bytes]) -> None:
        """Photograph by the camera, ten fingers from files, signature on the pad."""
        page = self.step("dewi", "Ambil foto")
        page.get_by_role("button", name="Nyalakan kamera").click()
        page.get_by_role("button", name="Ambil foto").click()
        expect(page.locator("#photo-state")).to_contain_text("Memenuhi ketentuan", timeout=30_000)
        for finger, content in prints.items():
            file = {"name": f"{finger}.png", "mimeType": "image/png", "buffer": content}
            page.set_input_files(f"[name=fingerprint-finger_{finger}]", files=[file])
            expect(page.locator(".hands-sum")).to_contain_text(f"{finger} dari 10")
            settle(page)
        sign(page, "sign-signature")
        expect(page.locator("#signature-state img")).to_be_visible()
        send_well(page)

    def interview(self, outcome: str = "satisfied", notes: str = "Jawaban sesuai berkas.") -> None:
        page = self.step("dewi", "Wawancara")
        for scan in page.locator("[name^=scans-scan_][value=clear]").all():
            mark(scan)
        tick(page, "verify-seen")
        fill(page, interview__purpose="Umrah", interview__destination="Arab Saudi")
        fill(page, interview__notes=notes)
        choose(page, "interview-outcome", outcome)
        send_well(page)

    def biodata(self) -> None:
        page = self.step("dewi", "Tanda tangani biodata")
        expect(page.locator("main")).to_contain_text(self.person.name.upper())
        tick(page, "biodata-agrees")
        sign(page, "biodata-signature")
        send_well(page)

    def rate(self, page: Page, prefix: str) -> None:
        """The applicant answers all nine questions."""
        for line in page.locator("fieldset.rating-line").all():
            mark(line.locator("input[value='4']"))
        fill(page, **{f"{prefix}__comment": "Petugas ramah."})

    # Row 6: the passport is made.

    def allocate(self) -> None:
        send_well(self.step("agus", "Alokasikan blangko"))

    def good(self, username: str, title: str, code: str, outcome: str) -> None:
        """A step that goes well: every feature seen, the good outcome chosen."""
        page = self.step(username, title)
        tick(page, f"{code}-seen")
        choose(page, f"{code}-outcome", outcome)
        send_well(page)

    def read_mrz(self, lines: str) -> Page:
        """Type what a reader would read."""
        page = self.step("agus", "Baca MRZ")
        fill(page, read_mrz__reading=lines)
        send(page)
        return page

    def zone(self) -> str:
        """The machine readable zone as the page shows it was printed."""
        page = self.step("agus", "Baca MRZ")
        return page.locator(".step-form .mrz").inner_text().strip()

    def blank(self) -> str:
        """Serial of the blank on which the passport is to be read, as the page shows it."""
        page = self.step("agus", "Baca MRZ")
        return page.locator(".step-form .book [data-copy]").get_attribute("data-copy") or ""

    # Rows 7 and 8.

    def hand_over(self) -> None:
        page = self.step("rina", "Serahkan paspor")
        choose(page, "hand_over-receiver", "self")
        fill(page, hand_over__nik=self.person.nik, hand_over__receipt=self.number)
        self.rate(page, "rate_handover")
        send_well(page)

    def archive(self) -> None:
        page = self.step("fajar", "Arsipkan berkas")
        fill(page, archive__box="12", archive__shelf="A3")
        send_well(page)

    # Decisions.

    def decide(self, username: str, title: str, code: str, outcome: str, reason: str) -> None:
        """An official chooses an outcome and says why."""
        page = self.step(username, title)
        choose(page, f"{code}-outcome", outcome)
        page.fill(f"[name='{code}-reason']", reason)
        send_well(page)

    def refuse(self, reason: str, explanation: str) -> None:
        """The head of the office issues the letter of refusal, which ends the application."""
        page = self.step("surya", "Terbitkan surat penolakan")
        choose(page, "refuse_application-reason", reason)
        fill(page, refuse_application__explanation=explanation)
        send_well(page)
        self.ended("refused", "Permohonan ditolak")
        page = self.case("surya")
        expect(page.locator("main")).to_contain_text("Surat penolakan")
        self.people.office.mail(f"{self.applicant}@warga.example", self.number)

    # SOP BAP.

    def examine(self, subject: str = "lost") -> None:
        """Intelligence examines the applicant and writes an opinion."""
        page = self.step("arif", "Periksa pemohon")
        page.locator("[name='examine-subject']").select_option(subject)
        settle(page)
        expect(page.locator("#asked textarea").first).not_to_be_empty()
        fill(page, examine__event="Paspor hilang di pasar bersama dompet pemohon.")
        fill(page, examine__event_on="2026-11-02", examine__police_report="SKTLK/112/XI/2026")
        for place in range(3):
            answer = page.locator("#asked [name$='rows-answer']").nth(place)
            answer.fill(f"Jawaban ke-{place + 1}: dompet jatuh dari sepeda motor.")
        sign(page, "examine-signature")
        send_well(page)
        page = self.step("arif", "Tulis pendapat")
        fill(page, opinion__opinion="Tidak ada kesengajaan; keterangan sesuai laporan polisi.")
        choose(page, "opinion-recommended", "approved")
        send_well(page)
