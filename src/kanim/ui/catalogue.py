"""Sample data for the catalogue of components: invented people, as in a demo office."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from kanim.ui.catalogue_forms import EveryField, ShortForm
from kanim.ui.looks import STATUSES, TONES

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


def catalogue_parts(query: QueryDict) -> dict[str, Any]:
    bad = "salah" in query
    now = datetime.now(UTC)
    return {
        "statuses": list(STATUSES),
        "tones": list(TONES),
        "day": date(2026, 11, 24),
        "at": NOW,
        "calm": (now + timedelta(minutes=40), now - timedelta(minutes=5)),
        "soon": (now + timedelta(minutes=1, seconds=20), now - timedelta(minutes=9)),
        "late": (now - timedelta(hours=3, minutes=12), now - timedelta(hours=5)),
        "rows": _rows(now),
        "page": Paginator(range(1, 481), 20).page(query.get("halaman", 4)),
        "facts": _facts(),
        "entries": _entries(),
        "form": EveryField({} if bad else None),
        "short": ShortForm(),
        "marks": {"check": "now", "apply": "done", "pay": "done"},
        "data": _waiting(),
        "bars": _bars(),
        "labels": ["Data diri", "Dokumen", "Jadwal", "Periksa", "Bayar"],
        "breadcrumb": [("Pengembangan", None), ("Katalog", None)],
        "source": query.get("bpmn", ""),
    }


def _rows(now: datetime) -> list[dict[str, Any]]:
    people = (
        ("KNM-26-0004-182-7", "Siti Rahmah", "Pemeriksaan berkas", "late", -14),
        ("KNM-26-0004-190-3", "Muhammad Rizky Pratama", "Wawancara dan biometrik", "soon", 1),
        ("KNM-26-0004-201-1", "Noor Hasanah binti Abdurrahman", "Pencetakan", "claimed", 26),
        ("KNM-26-0004-207-5", "Ahmad Fauzan", "Serah terima", "waiting", 95),
    )
    return [
        {
            "number": number,
            "name": name,
            "step": step,
            "status": status,
            "fee": 650_000 if place % 2 else 350_000,
            "started": now - timedelta(minutes=9),
            "due": now + timedelta(minutes=minutes),
        }
        for place, (number, name, step, status, minutes) in enumerate(people)
    ]


def _facts() -> list[tuple[str, str]]:
    return [
        ("Nama lengkap", "Siti Rahmah"),
        ("NIK", "6371 0241 0789 0002"),
        ("Tempat dan tanggal lahir", "Banjarmasin, 1 Juli 1989"),
        ("Jenis permohonan", "Paspor baru, 48 halaman, 10 tahun"),
        ("Nomor paspor lama", ""),
    ]


def _entries() -> list[dict[str, Any]]:
    return [
        {"title": "Permohonan masuk", "at": NOW - timedelta(days=4), "by": "Siti Rahmah"}
        | {"tone": "good", "icon": "check"},
        {"title": "Lunas", "at": NOW - timedelta(days=4, minutes=-35), "by": "Bank"}
        | {"tone": "good", "icon": "receipt", "took": "35 mnt"},
        {"title": "Berkas dikembalikan", "at": NOW, "by": "Hendra Wijaya", "tone": "warn"}
        | {"icon": "arrow-back-up", "note": "Pindaian kartu keluarga tidak terbaca."},
        {"title": "Menunggu berkas baru", "tone": "now", "icon": "circle-dot"},
    ]


def _waiting() -> dict[str, Any]:
    days = [int((NOW - timedelta(days=13 - day)).timestamp()) for day in range(14)]
    real = [14, 18, 16, 22, 31, 12, 15, 19, 27, 24, 18, 16, 21, 17]
    return {
        "x": days,
        "time": True,
        "unit": "mnt",
        "x_label": "Tanggal",
        "series": [
            {"label": "Waktu nyata", "values": real, "tone": "navy"},
            {"label": "Waktu baku", "values": [20] * 14, "tone": "gold"},
        ],
    }


def _bars() -> dict[str, Any]:
    return {
        "x": [0, 1, 2, 3],
        "labels": ["Berkas", "Biometrik", "Cetak", "Serah"],
        "kind": "bars",
        "x_label": "Langkah",
        "series": [{"label": "Terlambat", "values": [12, 31, 7, 4], "tone": "bad"}],
    }
