"""What the people of the demo office say in each step's form, where nothing else is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kanim.appointments.models import Slot
from kanim.biometrics.synthetic import fingerprint_png, signature_png
from kanim.cases.models import Case
from kanim.config.demo.diary import Diary
from kanim.config.demo.specimens import portrait
from kanim.config.demo.stories import Story
from kanim.dossier.due import papers_due_day
from kanim.dossier.selectors import papers_of, wanted_of
from kanim.insights.rules import ELEMENTS
from kanim.office.selectors import calendar_of
from kanim.passports.examination_questions import starter_questions
from kanim.passports.features import QUALITY, SECURITY
from kanim.passports.models import Application
from kanim.passports.selectors import SIXTEEN
from kanim.passports.selectors_production import failure_open, passport_living

Said = dict[str, Any]
Saying = Callable[[Case, Story, datetime], Said]
FINGERS = range(1, 11)

DAMAGED = (
    "Ya, saya sehat dan bersedia diperiksa.",
    "Gusti Muhammad Arsyad, lahir di Banjarmasin, wiraswasta, Jalan Sungai Jingah 15.",
    "Halaman biodata lembap dan laminasinya terkelupas.",
    "Terendam ketika rumah kemasukan air pasang bulan lalu.",
    "Di laci meja rumah, di dalam map plastik.",
    "Saya keringkan dan saya simpan sampai datang ke kantor ini.",
    "Tidak pernah.",
    "Umrah bersama keluarga.",
    "Ya, semuanya benar.",
)
"""Answers of the one who is examined about a passport that got wet, in the order of the questions."""

PLAIN: dict[str, Said] = {
    "print": {"print-outcome": "printed"},
    "laminate": {"laminate-outcome": "laminated"},
    "quality": {"quality-outcome": "good", "quality-seen": [one.code for one in QUALITY]},
    "endorse": {"endorse-outcome": "worthy", "endorse-seen": [one.code for one in SECURITY]},
    "final": {"final-outcome": "fit"},
    "report_failure": {
        "report_failure-description": "Zona dibaca tiga kali setelah dibersihkan; hurufnya tetap salah."
    },
    "record": {
        "record-record": "Tinta pada baris pertama meluber sehingga huruf terbaca sebagai angka."
    },
    "decide": {"decide-outcome": "replace", "decide-reason": "Cetak ulang pada blangko baru."},
    "opinion": {
        "opinion-opinion": "Kerusakan karena air pasang, bukan kelalaian berat; paspor lama masih dapat dikenali.",
        "opinion-recommended": "approved",
    },
    "refuse_application": {
        "refuse_application-reason": "statement_untrue",
        "refuse_application-explanation": "Keterangan mengenai tujuan perjalanan tidak sesuai dengan kenyataan "
        "yang ditemukan dalam wawancara dan berkas permohonan.",
    },
    "archive": {"archive-box": "2026-11", "archive-shelf": "A-3", "archive-years": 10},
}


def said_in(code: str, case: Case, story: Story, at: datetime) -> Said:
    """The fields of a step's sitting, files among them, as the story has them."""
    saying = SAYINGS.get(code)
    said = saying(case, story, at) if saying else PLAIN.get(code, {})
    return {**said, **story.said}


def appoint(case: Case, story: Story, at: datetime) -> Said:
    """A slot on the day of the visit, the last one that begins before the visitor comes."""
    diary = Diary(at, calendar_of(case.office_id))
    free = [slot for slot in _slots(case, at) if slot.taken < slot.capacity]
    comes = story.begins.get("arrive")
    if comes is None:
        earliest = story.visit_on or timezone.localdate(at)
        wanted = next(slot for slot in free if _day(slot) >= earliest)
        return {"appoint-slot": wanted.pk}
    day = diary.working_day_until(timezone.localdate(comes))
    of_day = [slot for slot in free if _day(slot) == day]
    before = [slot for slot in of_day if slot.starts_at <= comes]
    return {"appoint-slot": (before or of_day)[-1 if before else 0].pk}


def check(case: Case, story: Story, at: datetime) -> Said:
    """All originals are there."""
    found = {f"check-finding_{one.requirement.code}": "original" for one in wanted_of(case)}
    day = papers_due_day(case, at)
    return {**found, "check-outcome": "complete", "check-due_on": day.isoformat()}


def capture(case: Case, story: Story, at: datetime) -> Said:
    """Portrait, ten prints, signature."""
    prints = {f"fingerprint-finger_{finger}": _print(finger, story) for finger in FINGERS}
    files = {"photograph-photo": portrait(), "sign-signature": _signature(story), **prints}
    return {name: SimpleUploadedFile(f"{name}.png", content) for name, content in files.items()}


def interview(case: Case, story: Story, at: datetime) -> Said:
    """Every scan is legible, every item is right, and the answers fit."""
    application = Application.objects.get(case=case)
    items = {f"verify-{name}": getattr(application, name) or "" for name in SIXTEEN}
    scans = {f"scans-scan_{paper.pk}": "clear" for paper in papers_of(case)}
    return {
        **scans,
        **items,
        "verify-seen": "on",
        "interview-purpose": "Umrah",
        "interview-destination": "Arab Saudi",
        "interview-notes": "Jawaban sesuai dengan berkas.",
        "interview-outcome": "satisfied",
    }


def biodata(case: Case, story: Story, at: datetime) -> Said:
    """The sheet is signed."""
    return {
        "biodata-agrees": "on",
        "biodata-signature": SimpleUploadedFile("ttd.png", _signature(story)),
    }


def receipt(case: Case, story: Story, at: datetime) -> Said:
    """The service is rated, or not."""
    return {**_rating("rate", story), "rate-comment": story.comment}


def read_mrz(case: Case, story: Story, at: datetime) -> Said:
    """The zone as it was printed."""
    return {"read_mrz-reading": "\n".join(passport_living(case).mrz_lines)}


def destroy(case: Case, story: Story, at: datetime) -> Said:
    """The failed blank is cut before a colleague."""
    serial = failure_open(case).blank.serial
    said = {"serial": serial, "witness": "Rina Marlina", "cut": "on"}
    return {f"destroy-{name}": value for name, value in said.items()}


def examine(case: Case, story: Story, at: datetime) -> Said:
    """The minutes about a passport that got wet."""
    questions = starter_questions("damaged")
    return {
        "examine-subject": "damaged",
        "examine-event": "Paspor terendam air pasang di rumah pemohon sehingga halaman biodata rusak.",
        "examine-on_paper": "on",
        "examine-rows-question": list(questions),
        "examine-rows-answer": list(DAMAGED[: len(questions)]),
    }


def hand_over(case: Case, story: Story, at: datetime) -> Said:
    """The applicant collects the passport with card and receipt."""
    return {
        "hand_over-receiver": "self",
        "hand_over-nik": story.who.nik,
        "hand_over-receipt": case.letters.filter(kind="receipt").latest("pk").number,
        "hand_over-old_book": "on",
        **_rating("rate_handover", story),
    }


def _rating(prefix: str, story: Story) -> Said:
    if not story.scores:
        return {f"{prefix}-declined": "on"}
    scores = zip(ELEMENTS, story.scores, strict=True)
    return {f"{prefix}-{element}": score for element, score in scores}


def _slots(case: Case, at: datetime) -> list[Slot]:
    slots = Slot.objects.filter(office=case.office_id, service="passport", starts_at__gt=at)
    return list(slots.order_by("starts_at"))


def _day(slot: Slot) -> Any:
    return timezone.localdate(slot.starts_at)


def _signature(story: Story) -> bytes:
    return signature_png(story.who.serial)


def _print(finger: int, story: Story) -> bytes:
    """One of ten made-up prints, dealt out differently for each person: to grow one takes long."""
    order = Random(story.who.nik).sample(FINGERS, len(FINGERS))  # noqa: S311  no secret
    return _grown(order[finger - 1])


@cache
def _grown(seed: int) -> bytes:
    return fingerprint_png(seed)


SAYINGS: dict[str, Saying] = {
    "appoint": appoint,
    "check": check,
    "photograph": capture,
    "scans": interview,
    "biodata": biodata,
    "receipt": receipt,
    "read_mrz": read_mrz,
    "destroy": destroy,
    "examine": examine,
    "hand_over": hand_over,
}
