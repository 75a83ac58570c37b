"""Finding and measuring a face in a photograph. What the figures must be is said in ``rules.py``.

Haar cascades (Viola and Jones) as shipped with OpenCV: no network, no model to download, and good
enough for one cooperative person before a camera, which is what ISO/IEC 19794-5 is about.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np

from kanim.biometrics.measures import Box, Eyes, FaceMeasures, Light
from kanim.biometrics.pictures import Pixels, shrunk

SEARCH_SIDE = 900  # pixels; a face that is large enough for a passport is found at this size
NORMAL_FACE = 192  # pixels; light and sharpness are measured with the face at this width
TILTS = (-30, 30)
WEAKEST = 2.5  # detections that few stages agreed on are curtains and door handles


def face_measures(pixels: Pixels) -> FaceMeasures:
    """All that the rules ask of a colour photograph, in pixels of the original."""
    small, factor = shrunk(pixels, SEARCH_SIDE)
    grey = _grey(small)
    faces = _faces(grey)
    height, width = pixels.shape[:2]
    if not faces:
        return FaceMeasures(width, height, pose_hint=_hint(grey))
    eyes = _eyes(grey, faces[0])
    return FaceMeasures(
        width,
        height,
        faces=tuple(box.scaled(1 / factor) for box in faces),
        eyes=eyes.scaled(1 / factor) if eyes else None,
        symmetry=_symmetry(grey, faces[0], eyes) if eyes else None,
        light=_light(pixels, faces[0].scaled(1 / factor)),
        sharpness=_sharpness(pixels, faces[0].scaled(1 / factor)),
        background=_background(small, faces[0]),
    )


def _grey(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    folder = Path(cv2.__file__).parent / "data"
    return cv2.CascadeClassifier(str(folder / f"haarcascade_{name}.xml"))


def _faces(grey: Pixels) -> list[Box]:
    """Faces, the largest first. A much smaller one is kept: a second person is a defect."""
    smallest = max(24, min(grey.shape) // 14)
    boxes, _, weights = _cascade("frontalface_default").detectMultiScale3(
        grey,
        scaleFactor=1.1,
        minNeighbors=6,
        minSize=(smallest, smallest),
        outputRejectLevels=True,
    )
    found = [
        Box(*(float(number) for number in box))
        for box, weight in zip(boxes, np.ravel(weights), strict=True)
        if weight >= WEAKEST
    ]
    found.sort(key=lambda box: -box.width)
    found = [box for box in found if box.width >= found[0].width * 0.25]
    return [box for index, box in enumerate(found) if not _is_inside(box, found[:index])]


def _is_inside(box: Box, larger: list[Box]) -> bool:
    return any(
        other.left <= box.middle <= other.left + other.width
        and other.top <= box.centre <= other.top + other.height
        for other in larger
    )


def _hint(grey: Pixels) -> str:
    """Why no face was found: ``tilted``, ``turned`` or nothing known."""
    height, width = grey.shape
    for angle in TILTS:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        if _faces(np.asarray(cv2.warpAffine(grey, turn, (width, height)), np.uint8)):
            return "tilted"
    for side in (grey, cv2.flip(grey, 1)):
        if len(_cascade("profileface").detectMultiScale(side, 1.1, 6, minSize=(60, 60))):
            return "turned"
    return ""


def _eyes(grey: Pixels, face: Box) -> Eyes | None:
    """The most plausible pair of eyes in the upper part of the face."""
    top, left = round(face.top + face.height * 0.15), round(face.left)
    part = grey[top : round(face.top + face.height * 0.6), left : round(face.left + face.width)]
    grow = max(1.0, NORMAL_FACE / face.width)
    grown = cv2.resize(part, None, fx=grow, fy=grow, interpolation=cv2.INTER_CUBIC)
    for name in ("eye_tree_eyeglasses", "eye"):
        smallest = round(grown.shape[1] * 0.1)
        found = _cascade(name).detectMultiScale(grown, 1.05, 4, minSize=(smallest, smallest))
        spots = [(left + (x + w / 2) / grow, top + (y + h / 2) / grow) for x, y, w, h in found]
        pairs = [_pair(a, b) for a, b in combinations(spots, 2)]
        good = [pair for pair in pairs if 0.27 <= pair.distance / face.width <= 0.6]
        level = [pair for pair in good if abs(pair.roll) <= 25]
        if level:
            return min(level, key=lambda pair: _odd(pair, face))
    return None


def _pair(first: tuple[float, float], second: tuple[float, float]) -> Eyes:
    (left_x, left_y), (right_x, right_y) = sorted((first, second))
    return Eyes(left_x, left_y, right_x, right_y)


def _odd(pair: Eyes, face: Box) -> float:
    """How unlike eyes a pair is: off the usual distance, tilted, off the middle of the face."""
    off_distance = abs(pair.distance / face.width - 0.42)
    off_middle = abs(pair.middle - face.middle) / face.width
    return off_distance + off_middle + abs(pair.roll) / 60


def _symmetry(grey: Pixels, face: Box, eyes: Eyes) -> float:
    """Likeness (−1 to 1) of the face to its mirror image about the middle between the eyes.

    Edges are compared, not lightness, so that a lamp at one side does not look like a turned head.
    """
    side = 2.2 * eyes.distance
    turn = cv2.getRotationMatrix2D((eyes.middle, eyes.level), eyes.roll, 128 / side)
    turn[0, 2] += 64 - eyes.middle
    turn[1, 2] += 44 - eyes.level
    upright = cv2.warpAffine(grey, turn, (128, 128), borderMode=cv2.BORDER_REPLICATE)
    soft = cv2.GaussianBlur(upright.astype(np.float32), (0, 0), 3)
    down, across = cv2.Sobel(soft, cv2.CV_32F, 0, 1), np.abs(cv2.Sobel(soft, cv2.CV_32F, 1, 0))
    likeness = [_likeness(picture, cv2.flip(picture, 1)) for picture in (down, across)]
    return float(np.mean(likeness))


def _likeness(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def _patch(pixels: Pixels, face: Box) -> Pixels:
    """The inner face at a fixed width, so that figures do not depend on the camera."""
    inner = Box(
        face.left + face.width * 0.12,
        face.top + face.height * 0.12,
        face.width * 0.76,
        face.height * 0.8,
    )
    rows, columns = inner.slices(pixels.shape[1], pixels.shape[0])
    part = pixels[rows, columns]
    factor = NORMAL_FACE * 0.76 / part.shape[1]
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(part, None, fx=factor, fy=factor, interpolation=how), np.uint8)


def _light(pixels: Pixels, face: Box) -> Light:
    patch = _patch(pixels, face)
    grey = cv2.cvtColor(patch, cv2.COLOR_RGB2GRAY)
    half = grey.shape[1] // 2
    left, right = float(grey[:, :half].mean()), float(grey[:, half:].mean())
    colours = patch.reshape(-1, 3).astype(np.int16)
    return Light(
        mean=float(grey.mean()),
        contrast=float(grey.std()),
        burnt=float((grey >= 250).mean()),
        black=float((grey <= 12).mean()),
        lopsided=abs(left - right) / max(left, right, 1.0),
        colour=float((colours.max(axis=1) - colours.min(axis=1)).mean()),
    )


def _sharpness(pixels: Pixels, face: Box) -> float:
    """Variance of the Laplacian, with the contrast of the face evened out."""
    grey = cv2.cvtColor(_patch(pixels, face), cv2.COLOR_RGB2GRAY).astype(np.float32)
    even = (grey - grey.mean()) / max(float(grey.std()), 8.0) * 48
    return float(cv2.Laplacian(even, cv2.CV_32F).var())


def _background(pixels: Pixels, face: Box) -> float | None:
    """How uneven the wall beside the head is: mean deviation in CIE L*a*b*; None if none is seen."""
    height = pixels.shape[0]
    top = max(0, round(face.top - face.height * 0.55))
    bottom = min(height, round(face.top + face.height * 0.75))
    left = round(face.left - face.width * 0.42)
    right = round(face.left + face.width * 1.42)
    lab = cv2.cvtColor(cv2.GaussianBlur(pixels, (0, 0), 2), cv2.COLOR_RGB2LAB).astype(np.float32)
    reach = round(face.width * 0.5)
    strips = [
        lab[top:bottom, max(0, left - reach) : max(0, left)],
        lab[top:bottom, right : right + reach],
    ]
    wall = np.concatenate([strip.reshape(-1, 3) for strip in strips])
    if len(wall) < face.width * face.height * 0.1:
        return None
    return float(np.abs(wall - np.median(wall, axis=0)).sum(axis=1).mean())
