"""Measuring a fingerprint image (500 dots an inch, dark ridges on light)."""

from __future__ import annotations

import cv2
import numpy as np

from kanim.biometrics.measures import RidgeMeasures
from kanim.biometrics.pictures import Pixels

BLOCK = 16
WINDOW = 32
SMALLEST_SIDE = 160
LARGEST_SIDE = 1200
PERIODS = (5.0, 16.0)  # pixels from ridge to ridge at 500 dots an inch, child to adult


def ridge_measures(grey: Pixels) -> RidgeMeasures:
    """Coherence, contrast and ridge distance, block by block. Nothing measurable gives zero blocks."""
    picture = grey.astype(np.float32)
    spread = _by_block(picture**2) - _by_block(picture) ** 2
    deviation = np.sqrt(np.maximum(spread, 0))
    finger = deviation > max(10.0, 0.35 * float(np.percentile(deviation, 90)))
    if not finger.any():
        return RidgeMeasures(0, 0.0, 0.0, 0.0, 0.0)
    coherence = _coherence(picture)
    ridged = _ridged(picture)
    return RidgeMeasures(
        blocks=int(finger.sum()),
        area=float(finger.mean()),
        coherence=float(coherence[finger].mean()),
        contrast=float(deviation[finger].mean()),
        ridged=float(ridged[finger].mean()),
    )


def _by_block(values: np.ndarray) -> np.ndarray:
    rows, columns = values.shape[0] // BLOCK, values.shape[1] // BLOCK
    cut = values[: rows * BLOCK, : columns * BLOCK]
    return cut.reshape(rows, BLOCK, columns, BLOCK).mean(axis=(1, 3))


def _coherence(picture: np.ndarray) -> np.ndarray:
    """How much the gradients of a block share one direction (structure tensor), 0 to 1."""
    soft = cv2.GaussianBlur(picture, (0, 0), 1)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    xx, yy, xy = _by_block(across**2), _by_block(down**2), _by_block(across * down)
    strength = xx + yy
    return np.sqrt((xx - yy) ** 2 + 4 * xy**2) / np.maximum(strength, 1e-3)


def _ridged(picture: np.ndarray) -> np.ndarray:
    """Whether the spectrum about a block has its energy at a plausible ridge distance."""
    rows, columns = picture.shape[0] // BLOCK, picture.shape[1] // BLOCK
    pad = (WINDOW - BLOCK) // 2
    wide = np.pad(picture, pad, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(wide, (WINDOW, WINDOW))
    windows = windows[: rows * BLOCK : BLOCK, : columns * BLOCK : BLOCK]
    hanning = np.outer(np.hanning(WINDOW), np.hanning(WINDOW))
    level = windows - windows.mean(axis=(2, 3), keepdims=True)
    power = np.abs(np.fft.rfft2(level * hanning)) ** 2
    frequency = np.hypot(np.fft.fftfreq(WINDOW)[:, None], np.fft.rfftfreq(WINDOW)[None, :])
    band = (frequency >= 1 / PERIODS[1]) & (frequency <= 1 / PERIODS[0])
    share = power[:, :, band].sum(axis=2) / np.maximum(power.sum(axis=(2, 3)), 1e-6)
    return share > 0.6
