"""Cutting the 35 × 45 mm portrait out of a photograph, with the eyes level."""

from __future__ import annotations

import cv2
import numpy as np

from kanim.biometrics.measures import Eyes
from kanim.biometrics.pictures import Pixels
from kanim.biometrics.rules import portrait_box

# 45 mm at 300 and at 600 dots an inch.
LEAST_HEIGHT, MOST_HEIGHT = 531, 1063


def portrait_cut(pixels: Pixels, eyes: Eyes) -> Pixels:
    """The portrait; what reaches a little out of the picture is filled with its edge."""
    turn = cv2.getRotationMatrix2D((eyes.middle, eyes.level), eyes.roll, 1)
    box = portrait_box(eyes)
    turn[0, 2] -= box.left
    turn[1, 2] -= box.top
    size = (round(box.width), round(box.height))
    level = cv2.warpAffine(
        pixels, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return _sized(np.asarray(level, np.uint8))


def portrait_middle(pixels: Pixels) -> Pixels:
    """The middle of a photograph in which no eyes were found, for an officer who accepts it."""
    height, width = pixels.shape[:2]
    cut_width = min(width, round(height * 35 / 45))
    cut_height = min(height, round(cut_width * 45 / 35))
    left, top = (width - cut_width) // 2, (height - cut_height) // 2
    return _sized(pixels[top : top + cut_height, left : left + cut_width])


def _sized(pixels: Pixels) -> Pixels:
    height = min(MOST_HEIGHT, max(LEAST_HEIGHT, pixels.shape[0]))
    how = cv2.INTER_AREA if height < pixels.shape[0] else cv2.INTER_CUBIC
    sized = cv2.resize(pixels, (round(height * 35 / 45), height), interpolation=how)
    return np.asarray(sized, np.uint8)
