"""Opening pictures that strangers send: by content, within limits, upright, without metadata.

No Django here. Errors carry a code; the sentence for the person is in ``sentences.py``.
"""

from __future__ import annotations

import io
import warnings

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

LARGEST_BYTES = 12 * 1024 * 1024
LARGEST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "BMP")

Pixels = NDArray[np.uint8]


class UnreadablePicture(Exception):
    """``code`` is one of: empty, too_large, not_a_picture, too_many_pixels, broken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def picture_open(content: bytes, *, formats: tuple[str, ...] = FORMATS) -> Image.Image:
    """The decoded, upright picture. The size is read from the header before anything is unpacked."""
    if not content:
        raise UnreadablePicture("empty")
    if len(content) > LARGEST_BYTES:
        raise UnreadablePicture("too_large")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _decoded(content, formats)


def _decoded(content: bytes, formats: tuple[str, ...]) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=formats)
    except Image.DecompressionBombError:
        raise UnreadablePicture("too_many_pixels") from None
    except Exception:  # noqa: BLE001  decoders raise anything when strangers feed them
        raise UnreadablePicture("not_a_picture") from None
    if picture.width * picture.height > LARGEST_PIXELS:
        raise UnreadablePicture("too_many_pixels")
    try:
        picture.load()
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001  decoders raise anything when strangers feed them
        raise UnreadablePicture("broken") from None


def colour_pixels(picture: Image.Image) -> Pixels:
    """Red, green, blue, 8 bits each; what is transparent becomes white."""
    return np.asarray(_on_white(picture), dtype=np.uint8)


def grey_pixels(picture: Image.Image) -> Pixels:
    """Lightness, 8 bits; what is transparent becomes white."""
    return np.asarray(_on_white(picture).convert("L"), dtype=np.uint8)


def jpeg_bytes(pixels: Pixels, *, quality: int = 92) -> bytes:
    """A JPEG without metadata, at 300 dots an inch."""
    target = io.BytesIO()
    Image.fromarray(pixels).save(target, "JPEG", quality=quality, dpi=(300, 300))
    return target.getvalue()


def png_bytes(pixels: Pixels, *, dots_per_inch: int = 300) -> bytes:
    """A PNG without metadata."""
    target = io.BytesIO()
    dots = (dots_per_inch, dots_per_inch)
    Image.fromarray(pixels).save(target, "PNG", dpi=dots, optimize=True)
    return target.getvalue()


def shrunk(pixels: Pixels, longest: int) -> tuple[Pixels, float]:
    """The picture no longer than ``longest`` pixels on a side, and the factor applied (at most 1)."""
    factor = min(1.0, longest / max(pixels.shape[:2]))
    if factor == 1.0:
        return pixels, 1.0
    size = (round(pixels.shape[1] * factor), round(pixels.shape[0] * factor))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), factor


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        base = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(base, layer).convert("RGB")
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    return picture.convert("RGB")
