"""What is measured in a photograph. Plain values; what they must be is said in ``rules.py``."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, hypot


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Horizontal middle."""
        return self.left + self.width / 2

    @property
    def centre(self) -> float:
        """Vertical middle."""
        return self.top + self.height / 2

    def scaled(self, factor: float) -> Box:
        """The rectangle in a picture that is ``factor`` times as large."""
        return Box(*(number * factor for number in (self.left, self.top, self.width, self.height)))

    def slices(self, width: int, height: int) -> tuple[slice, slice]:
        """Rows and columns, kept inside a picture of this size."""
        rows = slice(max(0, round(self.top)), min(height, round(self.top + self.height)))
        return rows, slice(max(0, round(self.left)), min(width, round(self.left + self.width)))


@dataclass(frozen=True, slots=True)
class Eyes:
    """The middles of both eyes in pixels; left and right as the viewer sees them."""

    left_x: float
    left_y: float
    right_x: float
    right_y: float

    @property
    def distance(self) -> float:
        """Between the middles of the eyes."""
        return hypot(self.right_x - self.left_x, self.right_y - self.left_y)

    @property
    def middle(self) -> float:
        """Horizontal middle between the eyes."""
        return (self.left_x + self.right_x) / 2

    @property
    def level(self) -> float:
        """Height of the line between the eyes."""
        return (self.left_y + self.right_y) / 2

    @property
    def roll(self) -> float:
        """Degrees by which the line between the eyes falls to the right."""
        return degrees(atan2(self.right_y - self.left_y, self.right_x - self.left_x))

    def scaled(self, factor: float) -> Eyes:
        """The eyes in a picture that is ``factor`` times as large."""
        return Eyes(
            self.left_x * factor, self.left_y * factor, self.right_x * factor, self.right_y * factor
        )


@dataclass(frozen=True, slots=True)
class Light:
    """Of the face: lightness 0–255, shares 0–1, ``lopsided`` = difference between the halves."""

    mean: float
    contrast: float
    burnt: float
    black: float
    lopsided: float
    colour: float


@dataclass(frozen=True, slots=True)
class FaceMeasures:
    """What was measured in a photograph; lengths in its pixels."""

    width: int
    height: int
    faces: tuple[Box, ...] = ()
    eyes: Eyes | None = None
    symmetry: float | None = None
    light: Light | None = None
    sharpness: float | None = None
    background: float | None = None
    pose_hint: str = ""


@dataclass(frozen=True, slots=True)
class RidgeMeasures:
    """Of a fingerprint, over the blocks that show finger: shares and coherence 0–1.

    ``area`` is the share of the picture that shows finger, ``ridged`` the share of those blocks
    whose ridges lie at a plausible distance; ``contrast`` in grey levels.
    """

    blocks: int
    area: float
    coherence: float
    contrast: float
    ridged: float


@dataclass(frozen=True, slots=True)
class InkMeasures:
    """Of a signature: ``share`` of the pad that is ink; lengths as shares of its longer side."""

    pixels: int
    share: float
    width: float
    height: float
    length: float
