"""Drawing the biodata page as PDF, 125 × 88 mm (ICAO Doc 9303 part 4, size TD3)."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageChops

from kanim.biometrics.pictures import grey_pixels, picture_open
from kanim.passports.page.content import PageContent
from kanim.passports.page.wording import page_date, page_sex, page_text
from kanim.ui.paper import render_pdf

TEMPLATE = Path(__file__).parent / "biodata_page.typ"


def page_render(content: PageContent, *, made_at: datetime) -> bytes:
    """The page as PDF/A, ready for the passport printer at 100 %."""
    return render_pdf(
        TEMPLATE,
        {
            "number": content.number,
            "name": page_text(content.name),
            "birth_date": page_date(content.birth_date),
            "birth_place": page_text(content.birth_place),
            "sex": page_sex(content.sex),
            "issued_on": page_date(content.issued_on),
            "expires_on": page_date(content.expires_on),
            "register": content.register,
            "office": page_text(content.office),
            "photo": content.photo,
            "signature": ink_only(content.signature),
            "zone": list(content.zone),
        },
        made_at=made_at,
    )


def ink_only(picture: bytes) -> bytes:
    """A signature without its white or clear ground, cropped to the ink, to lie on the page."""
    grey = Image.fromarray(grey_pixels(picture_open(picture)))
    ink = ImageChops.invert(grey)
    box = ink.point(lambda value: 255 if value > 40 else 0).getbbox() or (0, 0, *grey.size)
    ink = ink.crop(box)
    signature = Image.new("RGBA", ink.size, (16, 24, 48, 0))
    signature.putalpha(ink)
    target = io.BytesIO()
    signature.save(target, "PNG", optimize=True)
    return target.getvalue()
