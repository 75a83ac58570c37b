"""The official sheet of an SOP on paper: identity part, step table, legend."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from kanim.sop.catalog import Catalog
from kanim.sop.schema import Sop, Text
from kanim.sop.sheet import sheet_table
from kanim.ui.paper import render_pdf

TEMPLATE = Path(__file__).parent / "sheet.typ"
OFFICE = (
    "Kementerian Imigrasi dan Pemasyarakatan",
    "Direktorat Jenderal Imigrasi",
    "Kantor Imigrasi Kelas I TPI Banjarmasin",
)
MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
WORDS = {
    "number": Text("Nomor SOP", "SOP number"),
    "made": Text("Tanggal pembuatan", "Date made"),
    "revised": Text("Tanggal revisi", "Date revised"),
    "effective": Text("Tanggal efektif", "Effective date"),
    "approved_by": Text("Disahkan oleh", "Approved by"),
    "head": Text("Kepala Kantor", "Head of office"),
    "name": Text("Nama SOP", "Name of SOP"),
    "legal": Text("Dasar hukum", "Legal basis"),
    "qualifications": Text("Kualifikasi pelaksana", "Qualifications of executors"),
    "related": Text("Keterkaitan", "Related SOPs"),
    "equipment": Text("Peralatan/perlengkapan", "Equipment"),
    "warning": Text("Peringatan", "Warning"),
    "recording": Text("Pencatatan dan pendataan", "Recording"),
    "no": Text("No", "No"),
    "activity": Text("Kegiatan", "Activity"),
    "executors": Text("Pelaksana", "Executors"),
    "quality": Text("Mutu baku", "Quality standard"),
    "needs": Text("Kelengkapan", "Needs"),
    "time": Text("Waktu", "Time"),
    "gives": Text("Output", "Output"),
    "remark": Text("Keterangan", "Remarks"),
    "legend": Text("Keterangan simbol", "Symbols"),
    "terminator": Text("Mulai/selesai", "Start/end"),
    "process": Text("Kegiatan", "Activity"),
    "decision": Text("Keputusan", "Decision"),
    "called": Text("SOP lain", "Other SOP"),
    "back": Text("Kembali ke baris", "Back to row"),
    "derived": Text(
        "Disusun dari rujukan SOP lain; belum ada lembar resminya.",
        "Drawn up from what other SOPs refer to; there is no official sheet yet.",
    ),
    "page": Text("Halaman", "Page"),
}


def sheet_pdf(
    sop: Sop, catalog: Catalog, language: str = "id", *, made_at: datetime | None = None
) -> bytes:
    """The sheet as PDF/A, with the time of making written into it if given."""
    return render_pdf(TEMPLATE, sheet_data(sop, catalog, language), made_at=made_at)


def sheet_data(sop: Sop, catalog: Catalog, language: str) -> dict[str, object]:
    """What the template of the sheet reads."""
    identity = sop.identity

    def say(text: Text | None) -> str:
        return "" if text is None else text.in_language(language)

    return {
        "language": "en" if language.startswith("en") else "id",
        "office": OFFICE,
        "words": {key: say(word) for key, word in WORDS.items()},
        "number": sop.number,
        "title": say(sop.title),
        "derived": sop.source == "derived",
        "dates": {
            "made": long_date(identity.made, language),
            "revised": long_date(identity.revised, language),
            "effective": long_date(identity.effective, language),
        },
        "approved_by": identity.approved_by or "",
        "legal": sop.legal,
        "qualifications": [say(text) for text in identity.qualifications],
        "related": sop.related,
        "equipment": [say(text) for text in identity.equipment],
        "warning": say(identity.warning),
        "recording": say(identity.recording),
        "table": asdict(sheet_table(sop, catalog, language)),
    }


def long_date(day: date | None, language: str) -> str:
    """``5 Februari 2026``; nothing where the sheet is blank."""
    if day is None:
        return ""
    months = MONTHS["en" if language.startswith("en") else "id"].split()
    return f"{day.day} {months[day.month - 1]} {day.year}"
