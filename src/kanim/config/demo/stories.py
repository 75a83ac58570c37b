"""What has become of each application in the demo office, the oldest first.

A story says when its parts began and what was said differently than in the plain good way; the
walk (walking.py) does every step in between.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kanim.config.demo import people
from kanim.config.demo.diary import Diary
from kanim.config.demo.people import Applicant

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """One application.

    ``begins`` gives the moments from which steps were taken up; steps not named follow at once.
    The walk ends where step ``until`` stands open for the ``opening``-th time, or with the case.
    """

    who: Applicant
    begins: dict[str, datetime]
    until: str = ""
    opening: int = 1
    said: Said = field(default_factory=dict)
    scores: str = ""
    comment: str = ""
    screens: int = 99
    visit_on: date | None = None
    lapses: bool = False
    pays: bool = False
    at_counter: bool = False


def stories(diary: Diary) -> list[Story]:
    """Every story of the demo office, told from ``diary.now``."""
    return [*_finished(diary), *_in_production(diary), *_in_question(diary), *_visiting(diary),
            *_before_the_visit(diary)]  # fmt: skip


def _finished(d: Diary) -> list[Story]:
    return [
        Story(
            people.FATMAWATI,
            {
                "apply": d.back(14, 19, 10),
                "arrive": d.back(12, 9, 5),
                "allocate": d.back(10, 10, 20),
                "endorse": d.back(9, 13, 40),
                "hand_over": d.back(4, 9, 15),
                "archive": d.back(4, 14, 30),
            },
            scores="444433434",
            comment="Petugas ramah, antrean lansia sangat membantu.",
        ),
        Story(
            people.JOKO,
            {
                "apply": d.back(12, 20, 30),
                "arrive": d.back(10, 10, 12),
                "decide_doubt": d.back(9, 11, 0),
                "refuse_application": d.back(8, 14, 5),
            },
            said={
                "interview-purpose": "Bekerja",
                "interview-destination": "Kamboja",
                "interview-outcome": "doubtful",
                "interview-notes": "Tidak dapat menyebut perusahaan yang mengundang; jawaban berubah-ubah.",
                "decide_doubt-outcome": "refuse",
                "decide_doubt-reason": "Kuat dugaan akan bekerja secara tidak prosedural.",
            },
        ),
        Story(
            people.TAUFIK,
            {
                "apply": d.back(11, 7, 50),
                "arrive": d.back(9, 8, 20),
                "allocate": d.back(8, 9, 30),
                "endorse": d.back(7, 10, 0),
                "hand_over": d.back(2, 10, 35),
            },
            until="archive",
            said={"interview-purpose": "Bekerja di kapal", "interview-destination": "Singapura"},
            scores="343433443",
        ),
        Story(people.LIDYA, {"apply": d.back(3, 21, 15)}, lapses=True),
    ]


def _in_production(d: Diary) -> list[Story]:
    return [
        Story(
            people.NURUL,
            {
                "apply": d.back(8, 18, 40),
                "arrive": d.back(6, 9, 30),
                "allocate": d.back(5, 9, 0),
                "endorse": d.back(4, 11, 20),
            },
            until="hand_over",
            scores="443344434",
            comment="Cepat, tidak sampai satu jam.",
        ),
        Story(
            people.ADITYA,
            {
                "apply": d.back(5, 13, 5),
                "arrive": d.back(3, 13, 10),
                "allocate": d.back(2, 9, 45),
                "endorse": d.back(1, 9, 20),
            },
            until="hand_over",
            said={"interview-purpose": "Studi", "interview-destination": "Malaysia"},
            scores="333324332",
            comment="Ruang tunggu agak panas.",
        ),
        Story(
            people.MARIA,
            {
                "apply": d.back(5, 19, 45),
                "arrive": d.back(3, 9, 10),
                "allocate": d.back(1, 13, 20),
                "endorse": d.ago(42),
            },
            until="border",
            said={"interview-purpose": "Wisata", "interview-destination": "Jepang"},
        ),
        Story(
            people.SISWANTO,
            {
                "apply": d.back(4, 17, 30),
                "arrive": d.back(2, 10, 5),
                "allocate": d.back(1, 10, 0),
                "record": d.back(1, 10, 40),
                "decide": d.back(1, 15, 0),
                "destroy": d.ago(35),
            },
            until="allocate",
            opening=2,
            said={
                "read_mrz-reading": "P<IDNAHMAD<<S1SWANTO<<<<<<<<<<<<<<<<<<<<<<<<<",
                "read_mrz-confirm_failure": "on",
            },
            scores="333333333",
        ),
        Story(
            people.KARTIKA,
            {"apply": d.back(3, 12, 0), "arrive": d.back(1, 11, 5), "allocate": d.ago(12)},
            until="print",
            said={"interview-purpose": "Wisata", "interview-destination": "Thailand"},
            scores="444434444",
        ),
    ]


def _in_question(d: Diary) -> list[Story]:
    return [
        Story(
            people.GUSTI,
            {
                "apply": d.back(4, 9, 15),
                "arrive": d.back(2, 8, 40),
                "examine": d.back(1, 9, 0),
                "opinion": d.back(1, 14, 10),
            },
            until="decide",
            said={"check-outcome": "damaged_or_lost", "check-old_passport": "damaged"},
        ),
        Story(
            people.INDAH,
            {"apply": d.back(3, 20, 5), "arrive": d.back(1, 13, 30)},
            until="complete_papers",
            said={
                "check-outcome": "incomplete",
                "check-finding_birth": "missing",
                "check-note_birth": "Akta kelahiran asli tertinggal di Pelaihari.",
            },
        ),
        Story(
            people.RAFI,
            {"apply": d.back(3, 11, 25), "arrive": d.back(1, 14, 15)},
            until="decide_doubt",
            said={
                "interview-purpose": "Wisata",
                "interview-destination": "Myanmar",
                "interview-outcome": "doubtful",
                "interview-notes": "Mengaku wisata tetapi tidak tahu kota tujuan dan tidak punya tiket pulang.",
            },
        ),
        Story(
            people.WAHYUNI,
            {"apply": d.back(2, 8, 30), "arrive": d.ago(95)},
            until="compare",
        ),
    ]


def _visiting(d: Diary) -> list[Story]:
    return [
        Story(
            people.DODY,
            {"apply": d.back(2, 16, 45), "arrive": d.ago(75)},
            until="transmit",
            said={"interview-purpose": "Umrah", "interview-destination": "Arab Saudi"},
        ),
        Story(
            people.ALYA,
            {"apply": d.back(3, 18, 20), "arrive": d.ago(34)},
            until="photograph",
            at_counter=True,
        ),
        Story(
            people.MEGAWATI,
            {"apply": d.back(2, 10, 50), "arrive": d.ago(22)},
            until="check",
            at_counter=True,
        ),
        Story(people.BUDIMAN, {"apply": d.back(2, 21, 0), "arrive": d.ago(15)}, until="check"),
        Story(people.ASIAH, {"apply": d.back(3, 10, 10), "arrive": d.ago(6)}, until="check"),
    ]


def _before_the_visit(d: Diary) -> list[Story]:
    return [
        Story(people.YOHANA, {"apply": d.back(1, 19, 30)}, until="arrive", visit_on=d.today),
        Story(people.FAUZI, {"apply": d.ago(26)}, until="pay", pays=True),
        Story(people.RIZKY, {"apply": d.ago(17)}, until="pay"),
        Story(people.HIDAYAT, {"apply": d.ago(8)}, until="apply", screens=4),
    ]
