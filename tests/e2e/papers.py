"""Pictures that stand for scanned papers, and people who bring them."""

from __future__ import annotations

import io
import time
from dataclasses import asdict, dataclass
from datetime import date
from itertools import count

from PIL import Image, ImageDraw, ImageFont

from kanim.people.rules import nik_birth_digits

# An office that is kept running while tests are written meets new people in every run.
SERIALS = count(int(time.time()) % 9000 + 1)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person who applies, with a NIK that fits."""

    name: str
    birth_date: str
    sex: str
    nik: str

    def said(self) -> dict[str, str]:
        """As the fields of the application."""
        return asdict(self)


def somebody(name: str, birth_date: str = "1990-05-17", sex: str = "F") -> Someone:
    """A new person of Banjarmasin; never the same NIK twice."""
    digits = nik_birth_digits(date.fromisoformat(birth_date), sex)
    return Someone(name, birth_date, sex, f"637101{digits}{next(SERIALS):04d}")


def paper_picture(title: str, name: str) -> bytes:
    """A JPEG of an invented paper: a title, a name, lines of text, a stamp."""
    sheet = Image.new("RGB", (1000, 700), "#f6f3ea")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((20, 20, 980, 680), outline="#8a7f63", width=3)
    pen.text((60, 60), title.upper()[:48], fill="#222", font=ImageFont.load_default(30))
    pen.text((60, 130), name, fill="#222", font=ImageFont.load_default(26))
    for line in range(8):
        pen.rectangle((60, 220 + 44 * line, 560 + 37 * (line % 5), 232 + 44 * line), fill="#9a948a")
    pen.ellipse((740, 440, 920, 620), outline="#31509a", width=6)
    pen.text((764, 515), "SALINAN CONTOH", fill="#31509a", font=ImageFont.load_default(15))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=85)
    return out.getvalue()
