"""From the bytes that were sent to what is kept and what was found. UnreadablePicture if unusable."""

from __future__ import annotations

from dataclasses import dataclass

from kanim.biometrics import pictures, rules
from kanim.biometrics.face import face_measures
from kanim.biometrics.ink import ink_measures, signature_cut
from kanim.biometrics.pictures import UnreadablePicture
from kanim.biometrics.portrait import portrait_cut, portrait_middle
from kanim.biometrics.ridges import LARGEST_SIDE, SMALLEST_SIDE, ridge_measures
from kanim.biometrics.rules import Finding

LARGEST_PHOTO_SIDE = 4000


@dataclass(frozen=True, slots=True)
class ExaminedPhotograph:
    """The portrait as JPEG, and what was found."""

    portrait: bytes
    findings: list[Finding]


def examined_photograph(content: bytes) -> ExaminedPhotograph:
    """Measure a photograph and cut the portrait; without eyes, its middle."""
    pixels = pictures.colour_pixels(pictures.picture_open(content))
    pixels, _ = pictures.shrunk(pixels, LARGEST_PHOTO_SIDE)
    measures = face_measures(pixels)
    cut = portrait_cut(pixels, measures.eyes) if measures.eyes else portrait_middle(pixels)
    return ExaminedPhotograph(pictures.jpeg_bytes(cut), rules.photograph_findings(measures))


def examined_finger(content: bytes) -> tuple[bytes, int]:
    """The print as PNG, and its quality 0 to 100."""
    grey = pictures.grey_pixels(pictures.picture_open(content))
    if min(grey.shape) < SMALLEST_SIDE or max(grey.shape) > LARGEST_SIDE:
        raise UnreadablePicture("size")
    quality = rules.finger_quality(ridge_measures(grey))
    return pictures.png_bytes(grey, dots_per_inch=500), quality


def examined_signature(content: bytes) -> bytes | None:
    """The signature as PNG without the empty pad about it; None if the ink is no signature."""
    grey = pictures.grey_pixels(pictures.picture_open(content))
    if not rules.is_signature(ink_measures(grey)):
        return None
    return pictures.png_bytes(signature_cut(grey))
