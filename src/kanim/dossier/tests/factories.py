"""Valid rows and files for the tests of this app."""

from __future__ import annotations

import io
import zlib

from PIL import Image, ImageDraw

from kanim.biometrics.tests.factories import (  # noqa: F401  used by this app's tests
    NOW,
    applicant,
    case,
    duty_for,
    office,
    officer,
    step,
)
from kanim.cases.activities import Context
from kanim.dossier.models import Paper
from kanim.dossier.services import paper_upload
from kanim.office.duty import Duty


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 1200), text: str = "KTP") -> bytes:
    sheet = Image.new("RGB", size, "white")
    ImageDraw.Draw(sheet).text((40, 40), text, fill="black", font_size=80)
    target = io.BytesIO()
    sheet.save(target, kind)
    return target.getvalue()


def pdf(pages: int = 1, extra: bytes = b"", tail: bytes = b"\n") -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(pages))
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + extra + b">>endobj\n"
    body += b"2 0 obj<</Type/Pages/Kids[" + kids + b"]/Count %d>>endobj\n" % pages
    for number in range(pages):
        body += b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n" % (number + 3)
    return body + b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF" + tail


def pdf_with_object_stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    stream = b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(
        packed
    )
    return b"%PDF-1.5\n" + stream + packed + b"\nendstream endobj\nstartxref\n9\n%%EOF\n"


def officer_duty(**given) -> Duty:
    return duty_for(officer(**given))


def applicant_duty(user) -> Duty:
    return Duty(user=user, office_id=None, lanes=frozenset({"pemohon"}))


def paper(of, kind: str = "ktp", duty: Duty | None = None, content: bytes | None = None) -> Paper:
    return paper_upload(
        case=of,
        kind=kind,
        content=content or picture(),
        name="ktp.jpg",
        duty=duty or officer_duty(),
        now=NOW,
    )


def context(name: str, activity: str, of=None, **given) -> Context:
    of = of or case()
    duty = given.pop("duty", None) or officer_duty()
    opened = step(of, name, activity, sitting="", **given)
    return Context(case=of, step=opened, duty=duty, now=NOW)
