"""The quality of made-up fingers falls as they get worse, and other pictures score low."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kanim.biometrics.pictures import grey_pixels
from kanim.biometrics.ridges import ridge_measures
from kanim.biometrics.rules import FINGER_GOOD, finger_quality, finger_verdict
from kanim.biometrics.synthetic import fingerprint_pixels, fingerprint_png
from kanim.biometrics.tests import factories


def quality(pixels) -> int:
    return finger_quality(ridge_measures(np.asarray(pixels, np.uint8)))


@pytest.mark.parametrize("seed", range(5))
def test_clean_fingers_score_high(seed):
    assert quality(fingerprint_pixels(seed)) >= 90


@pytest.mark.parametrize("pattern", ["arch", "loop", "whorl"])
def test_quality_falls_with_noise(pattern):
    scores = [
        quality(fingerprint_pixels(7, pattern=pattern, noise=noise))
        for noise in (0, 0.5, 0.75, 0.95)
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] >= FINGER_GOOD > scores[-1]


def test_the_same_seed_gives_the_same_finger():
    assert fingerprint_png(4) == fingerprint_png(4)
    assert fingerprint_png(4) != fingerprint_png(5)


def test_what_is_no_finger_scores_low():
    chance = np.random.default_rng(1)
    clean = fingerprint_pixels(3)
    rows = np.arange(clean.shape[0])[:, None]
    assert quality(np.full((400, 320), 240)) == 0
    assert quality(chance.integers(0, 255, (400, 320))) < 10
    assert quality(cv2.GaussianBlur(clean, (0, 0), 4)) < 35
    assert quality(clean * 0.1) == 0
    assert quality(np.where(rows < 90, clean, 245)) < quality(clean) - 15
    assert quality(grey_pixels(factories.portrait().resize((320, 400)))) < FINGER_GOOD


def test_the_verdict_allows_three_tries():
    assert finger_verdict(FINGER_GOOD, 1) == "good"
    assert finger_verdict(FINGER_GOOD - 1, 1) == "again"
    assert finger_verdict(10, 2) == "again"
    assert finger_verdict(10, 3) == "poor"
