"""From the bytes that somebody sent to the file that is kept. Judged by content, never by name.

Pictures are decoded and written anew: upright, at most 4000 pixels a side, without metadata (a
telephone writes where the applicant lives) and without anything hidden behind the picture.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image

from kanim.biometrics.pictures import UnreadablePicture, picture_open
from kanim.dossier.pdf import START, UnusablePdf, pdf_pages

PDF, JPEG, PNG, WEBP = "application/pdf", "image/jpeg", "image/png", "image/webp"
FORMATS = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}
LONGEST_SIDE = 4000
SMALLEST_SIDE = 200
THUMBNAIL_SIDE = 480


class UnusableFile(Exception):
    """``code`` says why; the sentence for the person is in ``sentences.py``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What is stored: content, its type, pages, SHA-256, and a small JPEG of pictures."""

    content: bytes
    content_type: str
    pages: int
    sha256: str
    thumbnail: bytes | None


def file_examine(content: bytes, *, largest: int) -> KeptFile:
    """Judge and clean a file of at most ``largest`` bytes; UnusableFile if it cannot be kept."""
    if not content:
        raise UnusableFile("empty")
    if len(content) > largest:
        raise UnusableFile("too_large")
    if content.startswith(START):
        return _pdf(content)
    return _picture(content)


def _pdf(content: bytes) -> KeptFile:
    try:
        pages = pdf_pages(content)
    except UnusablePdf as reason:
        raise UnusableFile(f"pdf_{reason.code}") from None
    return KeptFile(content, PDF, pages, sha256(content).hexdigest(), None)


def _picture(content: bytes) -> KeptFile:
    try:
        picture = picture_open(content, formats=tuple(FORMATS))
    except UnreadablePicture as reason:
        raise UnusableFile(reason.code) from None
    if min(picture.size) < SMALLEST_SIDE:
        raise UnusableFile("too_small")
    # Turning a picture upright makes a copy that no longer knows its format.
    kind = Image.open(io.BytesIO(content)).format or "JPEG"
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = _encoded(picture, kind)
    small = picture.convert("RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return KeptFile(
        clean, FORMATS[kind], 1, sha256(clean).hexdigest(), _encoded(small, "JPEG", quality=78)
    )


def _encoded(picture: Image.Image, kind: str, quality: int = 90) -> bytes:
    target = io.BytesIO()
    if kind == "PNG":
        picture.save(target, kind, optimize=False)
        return target.getvalue()
    if picture.mode not in {"RGB", "L"}:
        picture = picture.convert("RGB")
    picture.save(target, kind, quality=quality)
    return target.getvalue()
