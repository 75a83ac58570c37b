"""What must not be opened is refused with a reason, before memory is spent on it."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from kanim.biometrics import pictures
from kanim.biometrics.pictures import UnreadablePicture, picture_open


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few hundred bytes that claims 3.6 thousand million pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def encoded(kind: str, picture: Image.Image | None = None, **options) -> bytes:
    target = io.BytesIO()
    (picture or Image.new("RGB", (300, 300), "red")).save(target, kind, **options)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"just some text, named photo.jpg", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
        (bomb(), "too_many_pixels"),
        (bomb(7000, 7000), "too_many_pixels"),
        (encoded("PNG")[:200], "broken"),
        (encoded("JPEG")[:700], "broken"),
        (encoded("GIF"), "not_a_picture"),
        (encoded("TIFF"), "not_a_picture"),
        (b"\xff\xd8\xff" + b"\0" * (12 * 1024 * 1024), "too_large"),
    ],
)
def test_what_is_no_picture_is_refused(content, code):
    with pytest.raises(UnreadablePicture) as caught:
        picture_open(content)
    assert caught.value.code == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP"])
def test_the_usual_formats_open(kind):
    assert picture_open(encoded(kind)).size == (300, 300)


def test_a_sideways_telephone_picture_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    content = encoded("JPEG", Image.new("RGB", (400, 200)), exif=exif)
    assert picture_open(content).size == (200, 400)


def test_what_is_kept_carries_no_metadata():
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    kept = pictures.jpeg_bytes(pictures.colour_pixels(picture_open(encoded("JPEG", exif=exif))))
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_transparent_becomes_white():
    layer = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    assert pictures.grey_pixels(picture_open(encoded("PNG", layer))).min() == 255


def test_sixteen_bit_grey_is_read():
    deep = Image.fromarray(np.full((20, 20), 40_000, np.uint16))
    assert 150 < pictures.grey_pixels(picture_open(encoded("PNG", deep))).mean() < 160


def test_shrinking_never_enlarges():
    pixels = np.zeros((100, 50, 3), np.uint8)
    same, factor = pictures.shrunk(pixels, 900)
    assert same is pixels
    assert factor == 1
    small, factor = pictures.shrunk(pixels, 50)
    assert small.shape[:2] == (50, 25)
    assert factor == 0.5
