"""The demo office: Kantor Imigrasi Kelas I TPI Banjarmasin with one person for each role.

All people are invented. A second, small office shows that officers see only their own office's
work.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from kanim.accounts.models import User
from kanim.office.duty import Duty
from kanim.office.models import Office, Posting, Role, Unit
from kanim.office.services import account_open, reference_load

MAIN = "BJM"
SECOND = "KTB"
BEGAN = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Who can sign in to the demo. ``role`` and ``office`` are empty for applicants."""

    username: str
    full_name: str
    role: str = ""
    unit: str = ""
    office: str = ""
    nip: str = ""
    phone: str = ""

    @property
    def email(self) -> str:
        """Addresses of a reserved domain: demo mail reaches nobody."""
        domain = "kanim.example" if self.role else "warga.example"
        return f"{self.username}@{domain}"


OFFICES = {
    MAIN: {
        "name": "Kantor Imigrasi Kelas I TPI Banjarmasin",
        "address": "Jalan Jenderal Ahmad Yani, Banjarmasin, Kalimantan Selatan",
        "city": "Banjarmasin",
        "letter_prefix": "WIM.19",
    },
    SECOND: {
        "name": "Kantor Imigrasi Kelas II TPI Kotabaru",
        "address": "Jalan Veteran, Kotabaru, Kalimantan Selatan",
        "city": "Kotabaru",
        "letter_prefix": "WIM.19.IMI.2",
    },
}

# (code, name, code of the unit above)
UNITS = {
    MAIN: [
        ("kantor", "Kepala Kantor", None),
        ("tata-usaha", "Subbagian Tata Usaha", "kantor"),
        ("lantaskim", "Seksi Lalu Lintas Keimigrasian", "kantor"),
        ("dokjal", "Subseksi Dokumen Perjalanan", "lantaskim"),
        ("lintas-batas", "Subseksi Lintas Batas dan Pemeriksaan Keimigrasian", "lantaskim"),
        ("intaltuskim", "Seksi Izin Tinggal dan Status Keimigrasian", "kantor"),
        ("tikim", "Seksi Teknologi Informasi dan Komunikasi Keimigrasian", "kantor"),
        ("inteldakim", "Seksi Intelijen dan Penindakan Keimigrasian", "kantor"),
    ],
    SECOND: [
        ("kantor", "Kepala Kantor", None),
        ("dokjal", "Subseksi Dokumen Perjalanan", "kantor"),
    ],
}

STAFF = [
    DemoAccount("siti", "Siti Rahmah", "petugas-informasi", "dokjal", MAIN, "199604122019022003"),
    DemoAccount("budi", "Budi Santoso", "customer-service", "dokjal", MAIN, "199311052017121002"),
    DemoAccount(
        "dewi", "Dewi Kusumawati", "petugas-biometrik", "dokjal", MAIN, "199108232015032001"
    ),
    DemoAccount("agus", "Agus Setiawan", "petugas-cetak", "dokjal", MAIN, "198802172012121001"),
    DemoAccount("rina", "Rina Marlina", "petugas-penyerahan", "dokjal", MAIN, "199509302018012004"),
    DemoAccount("hendra", "Hendra Gunawan", "kasubsi-dokjal", "dokjal", MAIN, "198406112008011003"),
    DemoAccount(
        "ratna", "Ratna Puspitasari", "kasi-lalintalkim", "lantaskim", MAIN, "198001282005012001"
    ),
    DemoAccount("fajar", "Fajar Hidayat", "petugas-tikim", "tikim", MAIN, "199702142020121005"),
    DemoAccount("yusuf", "Muhammad Yusuf", "kasi-tikim", "tikim", MAIN, "198210092006041002"),
    DemoAccount(
        "arif", "Arif Rahman Hakim", "petugas-inteldakim", "inteldakim", MAIN, "199205182016011002"
    ),
    DemoAccount(
        "bambang", "Bambang Irawan", "kasi-inteldakim", "inteldakim", MAIN, "197909032003121001"
    ),
    DemoAccount(
        "surya", "Surya Dharma Saputra", "kepala-kantor", "kantor", MAIN, "197503212000031001"
    ),
    DemoAccount(
        "lestari", "Lestari Handayani", "bendahara", "tata-usaha", MAIN, "198907252014022002"
    ),
    DemoAccount("wahyu", "Wahyu Nugroho", "tata-usaha", "tata-usaha", MAIN, "199012012015031004"),
    DemoAccount("admin", "Galih Pratama", "administrator", "tikim", MAIN, "199406302019031006"),
    DemoAccount("norhayati", "Norhayati", "kasubsi-dokjal", "dokjal", SECOND, "198703152010122001"),
    DemoAccount("rudi", "Rudi Hartono", "customer-service", "dokjal", SECOND, "199610082021011003"),
]

APPLICANTS = [
    DemoAccount("nurul", "Nurul Hidayah", phone="0812 5012 3401"),
    DemoAccount("ahmad", "Ahmad Fauzi", phone="0813 4921 7702"),
    DemoAccount("maria", "Maria Kristina Lambung", phone="0821 5377 9003"),
    DemoAccount("hamidah", "Hamidah", phone="0812 5110 2204"),
    DemoAccount("joko", "Joko Supriyanto", phone="0813 4888 1105"),
    DemoAccount("siska", "Siska Amelia", phone="0852 4912 3306"),
    DemoAccount("taufik", "Taufik Rahman", phone="0811 5050 6607"),
    DemoAccount("rahma", "Rahmawati", phone="0821 4800 7708"),
    DemoAccount("yohana", "Yohana Situmorang", phone="0812 6021 8809"),
]


def demo_accounts() -> list[DemoAccount]:
    """Everybody who can sign in to the demo, staff first."""
    return [*STAFF, *APPLICANTS]


def demo_password() -> str:
    """The password of every demo account: KANIM_DEMO_PASSWORD, or a published one."""
    return os.environ.get("KANIM_DEMO_PASSWORD", "kanim-demo-2026")


@transaction.atomic
def demo_office_make(now: datetime) -> Office:
    """Make the demo's offices, units, staff and applicants; what exists stays as it is.

    Returns the main office. Loads the reference data too.
    """
    reference_load(now=now)
    for code, fields in OFFICES.items():
        office = Office.objects.get_or_create(code=code, defaults=fields)[0]
        _units_make(office)
    password = demo_password()
    for person in STAFF:
        _officer_make(person, password, now)
    for person in APPLICANTS:
        _applicant_make(person, password)
    return Office.objects.get(code=MAIN)


def _units_make(office: Office) -> None:
    made: dict[str, Unit] = {}
    for code, name, above in UNITS[office.code]:
        fields = {"name": name, "parent": made[above] if above else None}
        made[code] = Unit.objects.get_or_create(office=office, code=code, defaults=fields)[0]


def _officer_make(person: DemoAccount, password: str, now: datetime) -> None:
    if User.objects.filter(username=person.username).exists():
        return
    office = Office.objects.get(code=person.office)
    opened = account_open(
        duty=Duty.machine(office.pk),
        username=person.username,
        full_name=person.full_name,
        email=person.email,
        nip=person.nip,
        password=password,
        now=now,
    )
    Posting.objects.create(
        user=opened.user,
        office=office,
        unit=Unit.objects.get(office=office, code=person.unit),
        role=Role.objects.get(code=person.role),
        begins=BEGAN,
    )


def _applicant_make(person: DemoAccount, password: str) -> None:
    if User.objects.filter(username=person.username).exists():
        return
    user = User.objects.create_user(
        person.username,
        email=person.email,
        password=password,
        full_name=person.full_name,
        phone=person.phone,
    )
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
