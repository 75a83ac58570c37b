"""Measuring a signature: dark strokes on a white or transparent pad."""

from __future__ import annotations

import cv2
import numpy as np

from kanim.biometrics.measures import InkMeasures
from kanim.biometrics.pictures import Pixels, shrunk

DARK = 140
MEASURE_SIDE = 600
KEPT_SIDE = 900
MARGIN = 12


def ink_measures(grey: Pixels) -> InkMeasures:
    """How much ink there is, how far it reaches, and how long its strokes are."""
    small, _ = shrunk(grey, MEASURE_SIDE)
    ink = small < DARK
    if not ink.any():
        return InkMeasures(0, 0.0, 0.0, 0.0, 0.0)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    side = max(small.shape)
    return InkMeasures(
        pixels=int(ink.sum()),
        share=float(ink.mean()),
        width=float(columns[-1] - columns[0] + 1) / side,
        height=float(rows[-1] - rows[0] + 1) / side,
        length=_length(ink) / side,
    )


def signature_cut(grey: Pixels) -> Pixels:
    """The signature without the empty pad about it, black on white."""
    rows, columns = np.nonzero(grey < DARK)
    top, left = max(0, rows.min() - MARGIN), max(0, columns.min() - MARGIN)
    return shrunk(grey[top : rows.max() + MARGIN, left : columns.max() + MARGIN], KEPT_SIDE)[0]


def _length(ink: np.ndarray) -> float:
    """Length of the strokes in pixels: their outline, halved, less the ends' thickness."""
    outlines, _ = cv2.findContours(ink.astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    thickness = 2 * float(cv2.distanceTransform(ink.astype(np.uint8), cv2.DIST_L2, 3).max())
    length = sum(cv2.arcLength(outline, True) for outline in outlines) / 2
    return max(0.0, length - thickness)
