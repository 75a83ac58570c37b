"""What a passport photograph must be, how good a fingerprint is, and what is a signature.

Photograph: ICAO Doc 9303 part 3 section 3.9 and ISO/IEC 19794-5 (full frontal image, 35 × 45 mm).
Fingerprints: quality 0 to 100 from local ridge clarity, the idea behind NFIQ.
Thresholds were set on pictures degraded on purpose, and kept low enough for dark skin and plain
counter lamps: a refused citizen costs more than a warning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import sqrt
from typing import Literal

from kanim.biometrics.measures import Box, Eyes, FaceMeasures, InkMeasures, RidgeMeasures

Level = Literal["good", "warn", "bad"]

# ISO/IEC 19794-5: at least 90 pixels between the eyes; 120 are recommended.
EYES_LEAST, EYES_WANTED = 90, 120
# Farkas: an adult head is about 3.6 eye distances high, the eyes half way.
HEAD_HEIGHT = 3.6
# ICAO: the head fills 70 to 80 % of 45 mm; the eyes lie 50 to 70 % above the lower edge.
PORTRAIT_HEIGHT = HEAD_HEIGHT / 0.75
PORTRAIT_WIDTH = PORTRAIT_HEIGHT * 35 / 45
EYES_FROM_TOP = 0.45
FRAME_SLACK = 0.03

TRIES_BEFORE_OVERRIDE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its code, how it is, and the figures behind it.

    Codes of photographs: faces, none, tilted, turned, eyes, size, framing_top, framing_bottom,
    framing_left, framing_right, level, frontal, sharpness, dark, bright, flat, lopsided, colour,
    background.
    """

    code: str
    level: Level
    figures: dict[str, float] = field(default_factory=dict)


def photograph_findings(measures: FaceMeasures) -> list[Finding]:
    """All findings, the good ones too, in the order in which an officer puts them right."""
    if not measures.faces:
        return [Finding(measures.pose_hint or "none", "bad", {"faces": 0})]
    if len(measures.faces) > 1:
        return [Finding("faces", "bad", {"faces": len(measures.faces)})]
    if measures.eyes is None:
        return [Finding("faces", "good", {"faces": 1}), Finding("eyes", "bad")]
    return [
        Finding("faces", "good", {"faces": 1}),
        _size(measures.eyes),
        *_framing(measures),
        _level(measures.eyes),
        _frontal(measures),
        _sharp(measures),
        *_light(measures),
        *_wall(measures),
    ]


def is_acceptable(findings: list[Finding]) -> bool:
    """Whether the photograph may be used: nothing is bad. Warnings are for the officer's eye."""
    return bool(findings) and all(finding.level != "bad" for finding in findings)


def may_override(tries: int) -> bool:
    """Whether the officer may accept a failing photograph with a reason, after so many tries.

    Some people cannot hold the pose (infants, illness, disability): ICAO Doc 9303 part 3 lets the
    issuing state decide.
    """
    return tries >= TRIES_BEFORE_OVERRIDE


def portrait_box(eyes: Eyes) -> Box:
    """The 35 × 45 mm portrait about a pair of eyes, in pixels; it may reach out of the picture."""
    width, height = PORTRAIT_WIDTH * eyes.distance, PORTRAIT_HEIGHT * eyes.distance
    return Box(eyes.middle - width / 2, eyes.level - height * EYES_FROM_TOP, width, height)


def _graded(code: str, figures: dict[str, float], *, bad: bool, warn: bool) -> Finding:
    return Finding(code, "bad" if bad else "warn" if warn else "good", figures)


def _size(eyes: Eyes) -> Finding:
    distance = round(eyes.distance)
    figures: dict[str, float] = {"pixels": distance, "least": EYES_LEAST}
    return _graded("size", figures, bad=distance < EYES_LEAST, warn=distance < EYES_WANTED)


def _framing(measures: FaceMeasures) -> list[Finding]:
    """The sides on which the portrait reaches out of the picture."""
    assert measures.eyes is not None
    box = portrait_box(measures.eyes)
    missing = {
        "framing_top": -box.top / box.height,
        "framing_bottom": (box.top + box.height - measures.height) / box.height,
        "framing_left": -box.left / box.width,
        "framing_right": (box.left + box.width - measures.width) / box.width,
    }
    bad = [
        Finding(code, "bad", {"missing": round(share, 3)})
        for code, share in missing.items()
        if share > FRAME_SLACK
    ]
    return bad or [Finding("framing", "good")]


def _level(eyes: Eyes) -> Finding:
    tilt = round(abs(eyes.roll), 1)
    return _graded("level", {"degrees": tilt}, bad=tilt > 8, warn=tilt > 5)


def _frontal(measures: FaceMeasures) -> Finding:
    assert measures.eyes is not None
    face = measures.faces[0]
    off = abs(measures.eyes.middle - face.middle) / face.width
    like = measures.symmetry or 0.0
    figures: dict[str, float] = {"symmetry": round(like, 2), "off_middle": round(off, 3)}
    return _graded(
        "frontal", figures, bad=like < 0.28 or off > 0.09, warn=like < 0.38 or off > 0.06
    )


def _sharp(measures: FaceMeasures) -> Finding:
    sharp = round(measures.sharpness or 0.0)
    return _graded("sharpness", {"variance": sharp, "least": 45}, bad=sharp < 45, warn=sharp < 80)


def _light(measures: FaceMeasures) -> list[Finding]:
    light = measures.light
    assert light is not None
    checks: list[tuple[str, float, Callable[[float], bool], Callable[[float], bool]]] = [
        ("dark", light.mean, lambda mean: mean < 55, lambda mean: mean < 75),
        ("bright", light.burnt, lambda share: share > 0.12, lambda share: share > 0.04),
        ("flat", light.contrast, lambda spread: spread < 9, lambda spread: spread < 14),
        ("lopsided", light.lopsided, lambda gap: gap > 0.45, lambda gap: gap > 0.3),
        ("colour", light.colour, lambda hue: hue < 4, lambda hue: hue < 8),
    ]
    return [
        _graded(code, {"value": round(value, 3)}, bad=bad(value), warn=warn(value))
        for code, value, bad, warn in checks
    ]


def _wall(measures: FaceMeasures) -> list[Finding]:
    if measures.background is None:
        return []
    uneven = round(measures.background, 1)
    return [_graded("background", {"value": uneven}, bad=False, warn=uneven > 18)]


FINGER_GOOD = 55
FINGER_LEAST = 35
FINGER_TRIES = 3

Verdict = Literal["good", "again", "poor"]


def finger_quality(ridges: RidgeMeasures) -> int:
    """Quality 0 to 100 of one fingerprint.

    Product of how much finger is seen, how parallel its ridges are in each block, how they stand
    out, and how many blocks have ridges at a plausible distance (one that is nil spoils all); the
    root spreads the figures over the scale.
    """
    if ridges.blocks == 0:
        return 0
    area = min(1.0, ridges.area / 0.35)
    clarity = min(1.0, max(0.0, (ridges.coherence - 0.25) / 0.6))
    contrast = min(1.0, ridges.contrast / 45)
    return round(100 * sqrt(area * clarity * contrast * ridges.ridged))


def finger_verdict(quality: int, tries: int) -> Verdict:
    """``again`` until the third try; then the best of them is kept as ``poor``."""
    if quality >= FINGER_GOOD:
        return "good"
    return "again" if tries < FINGER_TRIES else "poor"


def is_signature(ink: InkMeasures) -> bool:
    """Whether ink is a signature: not empty, not one dot or a single straight tick, not a blot.

    Lengths are shares of the longer side of the pad.
    """
    if ink.pixels == 0 or ink.share > 0.4:
        return False
    return ink.width + ink.height >= 0.12 and ink.length >= 0.15
