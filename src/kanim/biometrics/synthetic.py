"""Made-up fingerprints and signatures for the tests, the demo office and the reader's simulator.

Fingerprints grow as in SFinGe (Cappelli, Maio, Maltoni): a field of ridge directions from loops and
deltas (Sherlock and Monro), and noise filtered again and again with Gabor filters along that field
until it is ridges. They belong to nobody. The same seed gives the same finger.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import cv2
import numpy as np

from kanim.biometrics.pictures import Pixels, png_bytes

Pattern = Literal["arch", "loop", "whorl"]
WIDTH, HEIGHT = 320, 400
DIRECTIONS = 16
PERIOD = 9.0
ROUNDS = 7


def fingerprint_pixels(seed: int, *, pattern: Pattern | None = None, noise: float = 0.0) -> Pixels:
    """A finger of 320 × 400 pixels at 500 dots an inch; ``noise`` 0 (clean) to 1 (unusable)."""
    chance = np.random.default_rng(seed)
    chosen: Pattern = pattern or ("loop", "whorl", "arch")[int(chance.choice(3, p=(0.6, 0.3, 0.1)))]
    ridges = _grown(_field(chosen, chance), chance)
    grey = 128 + 100 * np.tanh(2.2 * ridges)
    if noise:
        smear = cv2.GaussianBlur(chance.normal(0, 1, ridges.shape), (0, 0), 2.5) * 5
        grey = grey * (1 - noise) + (128 + 90 * np.tanh(smear)) * noise
    grey += chance.normal(0, 6, ridges.shape)
    touch = _touch(chance)
    return np.clip(grey * touch + 245 * (1 - touch), 0, 255).astype(np.uint8)


@lru_cache(maxsize=64)
def fingerprint_png(seed: int, *, noise: float = 0.0) -> bytes:
    """The same as a PNG."""
    return png_bytes(fingerprint_pixels(seed, noise=noise), dots_per_inch=500)


def signature_png(seed: int) -> bytes:
    """A scribble as the pen pad sends it: 800 × 300 pixels, dark on transparent."""
    chance = np.random.default_rng(seed)
    count = int(chance.integers(8, 14))
    across = np.linspace(120, 680, count) + chance.normal(0, 26, count)
    down = 150 + chance.normal(0, 55, count)
    steps = np.linspace(0, count - 1, count * 40)
    line = np.stack([_smooth(across, steps), _smooth(down, steps)], axis=1)
    ink = np.zeros((300, 800), np.uint8)
    cv2.polylines(ink, [np.round(line).astype(np.int32)], False, 255, 4, cv2.LINE_AA)
    layer = np.zeros((300, 800, 4), np.uint8)
    layer[..., 2], layer[..., 3] = 60, ink
    return png_bytes(layer)


def _smooth(points: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """A Catmull-Rom curve through the points."""
    padded = np.concatenate([points[:1], points, points[-1:]])
    index = np.minimum(steps.astype(int), len(points) - 2)
    part = steps - index
    before, here, there, after = (padded[index + shift] for shift in range(4))
    bend = 2 * before - 5 * here + 4 * there - after
    turn = 3 * (here - there) + after - before
    return (2 * here + (there - before) * part + bend * part**2 + turn * part**3) / 2


def _field(pattern: Pattern, chance: np.random.Generator) -> np.ndarray:
    """Direction of the ridges at each pixel, in radians."""
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float64)
    middle = WIDTH / 2 + chance.normal(0, 10)
    if pattern == "arch":
        bow = np.exp(-(((across - middle) / 90) ** 2)) * np.exp(-(((down - 230) / 110) ** 2))
        return -np.arctan(1.5 * bow * (middle - across) / 90) * 1.1
    loops, deltas = _poles(pattern, middle, chance)
    turn = np.zeros((HEIGHT, WIDTH))
    for x, y in loops:
        turn += np.arctan2(down - y, across - x)
    for x, y in deltas:
        turn -= np.arctan2(down - y, across - x)
    return turn / 2


def _poles(
    pattern: Pattern, middle: float, chance: np.random.Generator
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    side = 1 if chance.random() < 0.5 else -1
    low = 340 + chance.normal(0, 10)
    if pattern == "loop":
        return [(middle, 180 + chance.normal(0, 10))], [(middle + side * 95, low)]
    gap = 18 + abs(chance.normal(0, 8))
    return [(middle, 190 - gap), (middle, 190 + gap)], [(middle - 120, low), (middle + 120, low)]


@cache
def _filters() -> list[np.ndarray]:
    kernels = []
    down, across = np.mgrid[-10:11, -10:11].astype(np.float64)
    for step in range(DIRECTIONS):
        angle = np.pi * step / DIRECTIONS
        along = -across * np.sin(angle) + down * np.cos(angle)
        kernel = np.exp(-(across**2 + down**2) / (2 * 3.2**2)) * np.cos(2 * np.pi * along / PERIOD)
        kernel -= kernel.mean()
        kernels.append(kernel / np.abs(kernel).sum())
    return kernels


def _grown(field: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Ridges, −1 to 1, grown out of noise."""
    which = np.round((field % np.pi) / np.pi * DIRECTIONS).astype(int) % DIRECTIONS
    ridges = chance.normal(0, 1, field.shape)
    for _ in range(ROUNDS):
        turned = np.stack([cv2.filter2D(ridges, -1, kernel) for kernel in _filters()])
        ridges = np.tanh(6 * np.take_along_axis(turned, which[None], axis=0)[0])
    return ridges


def _touch(chance: np.random.Generator) -> np.ndarray:
    """Where the finger touches the glass, 0 to 1, with a ragged edge."""
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float64)
    radius = ((across - WIDTH / 2) / 138) ** 2 + ((down - HEIGHT / 2) / 178) ** 2
    ragged = cv2.GaussianBlur(chance.normal(0, 1, (HEIGHT, WIDTH)), (0, 0), 8) * 1.6
    return 1 / (1 + np.exp(14 * (radius + ragged * 0.15 - 1)))
