"""Papers of invented people, drawn as pictures. Each says in large letters that it is a specimen."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

import kanim.biometrics
import kanim.ui
from kanim.config.demo.people import Applicant
from kanim.ui.rules import day_text_long

PORTRAIT = Path(kanim.biometrics.__path__[0]) / "samples" / "portrait.jpg"
FONTS = Path(kanim.ui.__path__[0]) / "fonts"
INK, FAINT, MARK = "#26231c", "#8b8474", (176, 32, 32, 92)
CARD, SHEET = (1100, 700), (1000, 1400)
Facts = Iterable[tuple[str, str]]


def specimen(kind: str, title: str, who: Applicant) -> bytes:
    """A paper of a kind (``ktp``, ``kk``, ``akta-lahir`` …) as a JPEG; ``title`` names the others."""
    drawn = DRAWN.get(kind)
    sheet = drawn(who) if drawn else _letter(title, who)
    out = io.BytesIO()
    _marked(sheet).save(out, "JPEG", quality=86)
    return out.getvalue()


def portrait() -> bytes:
    """The specimen portrait as a JPEG, fit to be accepted as a passport photograph."""
    return PORTRAIT.read_bytes()


def identity_card(who: Applicant) -> Image.Image:
    """A card like an identity card (KTP)."""
    sheet, pen = _sheet(CARD, "#d8e8f2")
    _centred(pen, 34, "PROVINSI KALIMANTAN SELATAN", 34)
    _centred(pen, 78, "KOTA BANJARMASIN", 34)
    pen.text((60, 140), f"NIK   {who.nik}", fill=INK, font=_font(40, bold=True))
    _facts(pen, 215, _person(who), step=50, size=25, column=250)
    sheet.paste(_face(230, 296), (820, 215))
    pen.text((830, 530), "Banjarmasin", fill=INK, font=_font(22))
    pen.text((830, 560), "04-03-2019", fill=INK, font=_font(22))
    return sheet


def family_card(who: Applicant) -> Image.Image:
    """A sheet like a family card (KK), with the family as its rows."""
    sheet, pen = _sheet((1400, 900), "#eef3e6")
    _centred(pen, 40, "KARTU KELUARGA", 46)
    _centred(pen, 100, f"No. {who.nik[:12]}0001", 30)
    _facts(pen, 165, [("Alamat", who.address), ("Kota", "Banjarmasin")], step=40, size=24)
    heads = ("No", "Nama lengkap", "NIK", "Hubungan", "Tanggal lahir")
    family = [
        ("1", who.father, "6371•••••••••••", "Kepala keluarga", "••"),
        ("2", who.mother, "6371•••••••••••", "Istri", "••"),
        ("3", who.name, who.nik, "Anak", who.born),
    ]
    _table(pen, 290, (40, 110, 560, 860, 1120), [heads, *family])
    pen.text((980, 740), "Kepala Dinas", fill=INK, font=_font(24))
    return sheet


def birth_certificate(who: Applicant) -> Image.Image:
    """A sheet like an excerpt of a birth certificate."""
    sheet, pen = _sheet(SHEET, "#f4efe2")
    _centred(pen, 90, "PENCATATAN SIPIL", 34)
    _centred(pen, 150, "KUTIPAN AKTA KELAHIRAN", 48)
    _centred(pen, 222, f"Nomor 6371-LT-{who.serial:04d}-CONTOH", 26)
    lines = [
        f"Di {who.born_in}, pada tanggal {day_text_long(who.birth_date)},",
        "telah lahir seorang anak bernama",
        who.name,
        "anak dari ayah",
        who.father,
        "dan ibu",
        who.mother,
    ]
    for number, line in enumerate(lines):
        size = 40 if line.isupper() else 28
        _centred(pen, 360 + 90 * number, line, size)
    pen.text((560, 1120), "Pejabat Pencatatan Sipil", fill=INK, font=_font(26))
    return sheet


def old_passport(who: Applicant) -> Image.Image:
    """A page like the data page of an old passport."""
    sheet, pen = _sheet(CARD, "#e3e9ee")
    pen.text((60, 40), "REPUBLIK INDONESIA · PASPOR", fill=INK, font=_font(36, bold=True))
    sheet.paste(_face(250, 320), (60, 130))
    facts = [
        ("No. paspor", who.old_number),
        ("Nama", who.name),
        ("Tempat lahir", who.born_in),
        ("Tanggal lahir", day_text_long(who.birth_date)),
        ("Dikeluarkan", "16-01-2017"),
        ("Habis berlaku", "16-01-2027"),
    ]
    _facts(pen, 140, facts, step=54, size=26, left=360, column=220)
    zone = ImageFont.truetype(str(FONTS / "OCRB.otf"), 30)
    surname = who.name.replace(" ", "<")
    for number, line in enumerate((f"P<IDN{surname}", f"{who.old_number}<0IDN")):
        pen.text((60, 540 + 52 * number), line.ljust(44, "<")[:44], fill=INK, font=zone)
    return sheet


def _letter(title: str, who: Applicant) -> Image.Image:
    sheet, pen = _sheet(SHEET, "#f6f3ea")
    _centred(pen, 110, title.upper()[:52], 34)
    _centred(pen, 170, f"Nomor {who.serial:03d}/CONTOH/2026", 26)
    _facts(pen, 300, [*_person(who), ("Ayah", who.father), ("Ibu", who.mother)], step=64, size=28)
    for number in range(6):
        top = 860 + 40 * number
        pen.rectangle((60, top, 900 - 70 * (number % 3), top + 10), fill="#cfc8b8")
    pen.text((620, 1160), "Banjarmasin", fill=INK, font=_font(26))
    return sheet


def _person(who: Applicant) -> list[tuple[str, str]]:
    return [
        ("Nama", who.name),
        ("Tempat/tgl lahir", f"{who.born_in}, {who.birth_date:%d-%m-%Y}"),
        ("Jenis kelamin", "PEREMPUAN" if who.sex == "F" else "LAKI-LAKI"),
        ("Alamat", who.street),
        ("Pekerjaan", who.occupation),
        ("Kewarganegaraan", "WNI"),
    ]


def _sheet(size: tuple[int, int], colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    sheet = Image.new("RGB", size, colour)
    pen = ImageDraw.Draw(sheet)
    pen.rounded_rectangle((14, 14, size[0] - 14, size[1] - 14), 22, outline=FAINT, width=3)
    return sheet, pen


def _centred(pen: ImageDraw.ImageDraw, top: int, text: str, size: int) -> None:
    pen.text(
        (pen.im.size[0] / 2, top),
        text,
        fill=INK,
        font=_font(size, bold=text.isupper()),
        anchor="ma",
    )


def _facts(
    pen: ImageDraw.ImageDraw,
    top: int,
    facts: Facts,
    *,
    step: int,
    size: int,
    left: int = 60,
    column: int = 260,
) -> None:
    for number, (label, value) in enumerate(facts):
        line = top + step * number
        pen.text((left, line), label, fill=FAINT, font=_font(size))
        pen.text((left + column, line), value, fill=INK, font=_font(size, bold=True))


def _table(
    pen: ImageDraw.ImageDraw, top: int, columns: tuple[int, ...], rows: list[tuple[str, ...]]
) -> None:
    for number, row in enumerate(rows):
        line = top + 70 * number
        for left, cell in zip(columns, row, strict=True):
            pen.text((left, line + 18), cell, fill=INK, font=_font(24, bold=number == 0))
        pen.line((40, line + 66, 1360, line + 66), fill=FAINT, width=2)


def _face(width: int, height: int) -> Image.Image:
    with Image.open(PORTRAIT) as picture:
        return ImageOps.fit(picture.convert("RGB"), (width, height))


def _marked(sheet: Image.Image) -> Image.Image:
    """The picture with CONTOH across it, so that nobody takes it for a paper."""
    mark = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    middle = (sheet.width / 2, sheet.height / 2)
    font = _font(round(sheet.width / 5), bold=True)
    ImageDraw.Draw(mark).text(middle, "CONTOH", fill=MARK, font=font, anchor="mm")
    mark = mark.rotate(24)
    return Image.alpha_composite(sheet.convert("RGBA"), mark).convert("RGB")


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"IBMPlexSans-{'Bold' if bold else 'Regular'}.ttf"), size)


DRAWN: dict[str, Callable[[Applicant], Image.Image]] = {
    "ktp": identity_card,
    "kk": family_card,
    "akta-lahir": birth_certificate,
    "paspor-lama": old_passport,
}
