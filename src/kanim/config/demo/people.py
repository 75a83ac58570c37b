"""The invented people who apply in the demo office. None of them exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kanim.people.rules import nik_birth_digits


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who applies, with what the screens of the application ask.

    ``account`` is the sign-in name under which the application is made; ``district`` and
    ``serial`` make the NIK, which is the same in every demo office.
    """

    name: str
    sex: str
    born: str
    account: str
    serial: int
    father: str
    mother: str
    occupation: str
    street: str
    born_in: str = "Banjarmasin"
    district: str = "637101"
    civil: str = "single"
    spouse: str = ""
    old_number: str = ""
    book: str = "electronic"
    years: int = 10

    @property
    def birth_date(self) -> date:
        """The date of birth."""
        return date.fromisoformat(self.born)

    @property
    def nik(self) -> str:
        """The 16 digits: district of Banjarmasin, date of birth, serial."""
        digits = nik_birth_digits(self.birth_date, self.sex)
        return f"{self.district}{digits}{self.serial:04d}"

    @property
    def kind(self) -> str:
        """A new passport, or the replacement of the old one."""
        return "replacement" if self.old_number else "new"

    @property
    def address(self) -> str:
        """Where the applicant lives."""
        return f"{self.street}, Banjarmasin"

    def said(self) -> dict[str, object]:
        """Everything that the screens ask, by the names of their fields."""
        return {
            **self._about(),
            "kind": self.kind,
            "book": self.book,
            "validity_years": self.years,
            "identity_place": "Banjarmasin",
            "identity_issued": "2019-03-04",
            "home_address": self.address,
            "home_phone": f"0812 51{self.serial % 100:02d} {self.serial:04d}",
            "father_name": self.father,
            "father_nationality": "IDN",
            "mother_name": self.mother,
            "mother_nationality": "IDN",
            "spouse_name": self.spouse,
            "spouse_nationality": "IDN",
        }

    def _about(self) -> dict[str, object]:
        about: dict[str, object] = {
            "name": self.name,
            "nik": self.nik,
            "birth_place": self.born_in,
            "birth_date": self.born,
            "sex": self.sex,
            "occupation": self.occupation,
            "civil_status": self.civil,
        }
        if not self.old_number:
            return about
        old = {"old_issued": "2017-01-16", "old_expires": "2027-01-16"}
        return {**about, **old, "old_number": self.old_number}


FATMAWATI = Applicant(
    "FATMAWATI NOOR", "F", "1964-08-12", "hamidah", 3, "ANANG NOOR", "SITI MASTURAH",
    "Pensiunan guru", "Jalan Kuin Utara 41", civil="widowed", book="regular",
)  # fmt: skip
TAUFIK = Applicant(
    "TAUFIK RAHMAN", "M", "1988-02-27", "taufik", 12, "ABDUL RAHMAN", "NORJANAH",
    "Pelaut", "Jalan Pramuka Komplek Semanda 7", district="637105", civil="married",
    spouse="RINI ASTUTI", old_number="B7712045",
)  # fmt: skip
NURUL = Applicant(
    "NURUL HIDAYAH", "F", "1994-05-17", "nurul", 8, "ABDUL HIDAYAT", "SITI AMINAH",
    "Perawat", "Jalan Lambung Mangkurat 10",
)  # fmt: skip
JOKO = Applicant(
    "JOKO SUPRIYANTO", "M", "1979-11-03", "joko", 5, "SUPARDI", "SUMIATI", "Pedagang",
    "Jalan Veteran Gang Sepakat 3", born_in="Blitar", district="637102", civil="divorced",
    book="regular",
)  # fmt: skip
ADITYA = Applicant(
    "ADITYA PRATAMA WIJAYA", "M", "2003-09-21", "taufik", 21, "HENDRO WIJAYA", "LINA MARLINA",
    "Mahasiswa", "Jalan Brigjen H. Hasan Basri 88", district="637104",
)  # fmt: skip
LIDYA = Applicant(
    "LIDYA KRISTIANI", "F", "1991-12-08", "maria", 17, "YOHANES SAMUEL", "MARTHA ELISABET",
    "Karyawan swasta", "Jalan Belitung Darat 120", born_in="Palangka Raya", district="637103",
    civil="married", spouse="DANIEL PUTRA",
)  # fmt: skip
SISWANTO = Applicant(
    "AHMAD SISWANTO", "M", "1985-06-30", "joko", 9, "KASIMAN", "MURYATI", "Sopir",
    "Jalan Sutoyo S 52", born_in="Kediri", district="637103", civil="married", spouse="SRI LESTARI",
    book="regular",
)  # fmt: skip
KARTIKA = Applicant(
    "KARTIKA DEWI", "F", "1997-04-02", "siska", 14, "MADE SUDARSANA", "NI LUH AYU",
    "Penata rias", "Jalan Sultan Adam 23", born_in="Denpasar", district="637104",
)  # fmt: skip
GUSTI = Applicant(
    "GUSTI MUHAMMAD ARSYAD", "M", "1972-01-19", "hamidah", 2, "GUSTI ABIDIN", "NORHASANAH",
    "Wiraswasta", "Jalan Sungai Jingah 15", civil="married", spouse="RAHMAWATI",
    old_number="B4410982",
)  # fmt: skip
INDAH = Applicant(
    "INDAH PERMATASARI", "F", "2000-07-25", "siska", 31, "BAMBANG SETYO", "ENDANG WAHYUNI",
    "Karyawan swasta", "Jalan A. Yani Km 5", district="637105",
)  # fmt: skip
RAFI = Applicant(
    "MUHAMMAD RAFI AKBAR", "M", "1999-10-11", "joko", 27, "AKBAR MAULANA", "RUSMINI",
    "Teknisi", "Jalan Teluk Tiram Darat 9", district="637103",
)  # fmt: skip
WAHYUNI = Applicant(
    "SRI WAHYUNI", "F", "1979-12-01", "hamidah", 6, "SUTRISNO", "PAINEM", "Pedagang",
    "Jalan Pekapuran Raya 77", born_in="Malang", district="637102", civil="married",
    spouse="IMAM SUBEKTI", book="regular",
)  # fmt: skip
DODY = Applicant(
    "DODY HERMAWAN", "M", "1995-03-15", "taufik", 19, "HERMAN SUSILO", "YULIANA", "Buruh",
    "Jalan Kelayan A Gang 12", district="637102", book="regular",
)  # fmt: skip
MEGAWATI = Applicant(
    "MEGAWATI TANDEAN", "F", "1990-01-28", "siska", 11, "ROBERT TANDEAN", "LILIANA",
    "Akuntan", "Jalan Pangeran Samudera 31", district="637103", old_number="C1190734",
)  # fmt: skip
ALYA = Applicant(
    "ALYA PUTRI KHAIRUNNISA", "F", "2017-03-09", "rahma", 4, "FERRY KHAIRUDDIN", "RAHMAWATI",
    "Pelajar", "Jalan Gatot Subroto 64", district="637105", years=5,
)  # fmt: skip
BUDIMAN = Applicant(
    "BUDIMAN SINAGA", "M", "1983-05-05", "yohana", 10, "TOGAR SINAGA", "ROSMAWATI SIREGAR",
    "Dosen", "Jalan Cemara Raya 18", born_in="Medan", district="637104", civil="married",
    spouse="YOHANA SITUMORANG", old_number="C2207719",
)  # fmt: skip
ASIAH = Applicant(
    "HAJI ASIAH BINTI DARMAWI", "F", "1958-02-14", "rahma", 1, "DARMAWI", "GALUH HASNAH",
    "Mengurus rumah tangga", "Jalan Sungai Andai 5", civil="married", spouse="HAJI BASERAN",
    book="regular",
)  # fmt: skip
YOHANA = Applicant(
    "YOHANA SITUMORANG", "F", "1986-09-17", "yohana", 16, "PARLIN SITUMORANG", "TIUR PURBA",
    "Bidan", "Jalan Cemara Raya 18", born_in="Medan", district="637104", civil="married",
    spouse="BUDIMAN SINAGA",
)  # fmt: skip
FAUZI = Applicant(
    "AHMAD FAUZI", "M", "1992-08-30", "ahmad", 13, "MUHAMMAD NOOR", "HAMDANAH", "Programmer",
    "Jalan Adhyaksa 22", district="637104",
)  # fmt: skip
MARIA = Applicant(
    "MARIA KRISTINA LAMBUNG", "F", "1996-12-24", "maria", 15, "PETRUS LAMBUNG", "AGNES RUMIATI",
    "Guru", "Jalan Simpang Belitung 14", born_in="Buntok", district="637103",
)  # fmt: skip
RIZKY = Applicant(
    "RIZKY AMALIA", "F", "2002-06-18", "nurul", 23, "SYAHRUDDIN", "MAISARAH", "Mahasiswi",
    "Jalan Perdagangan 6", district="637104",
)  # fmt: skip
HIDAYAT = Applicant(
    "ABDUL HIDAYAT", "M", "1966-04-10", "nurul", 7, "MUHAMMAD SALEH", "GALUH RAMLAH",
    "Pensiunan", "Jalan Lambung Mangkurat 10", civil="married", spouse="SITI AMINAH",
    book="regular",
)  # fmt: skip
VISITOR = Applicant(
    "SITI KHADIJAH", "F", "1998-02-06", "", 30, "ABDUL MUIS", "RAHIMAH", "Karyawan swasta",
    "Jalan Banua Anyar 12", district="637101", old_number="C3304518",
)  # fmt: skip
"""Nobody applies as her: her papers are there for whoever tries the demo."""
