from __future__ import annotations

import cv2
import numpy as np
import pytest

from kanim.biometrics.examining import examined_signature
from kanim.biometrics.pictures import grey_pixels, picture_open
from kanim.biometrics.synthetic import signature_png
from kanim.biometrics.tests import factories


def pad(draw) -> bytes:
    sheet = np.full((300, 800), 255, np.uint8)
    draw(sheet)
    return factories.png(sheet)


@pytest.mark.parametrize(
    "draw",
    [
        lambda sheet: None,
        lambda sheet: cv2.circle(sheet, (400, 150), 4, 0, -1),
        lambda sheet: cv2.line(sheet, (400, 150), (440, 152), 0, 4),
        lambda sheet: sheet.fill(0),
    ],
    ids=["empty", "one dot", "a tick", "a blot"],
)
def test_this_is_no_signature(draw):
    assert examined_signature(pad(draw)) is None


@pytest.mark.parametrize("seed", range(4))
def test_a_scribble_is_a_signature_and_is_cut_out(seed):
    kept = examined_signature(signature_png(seed))
    assert kept is not None
    grey = grey_pixels(picture_open(kept))
    assert grey.shape[1] < 800
    assert grey.min() < 100
    assert grey[0].min() > 200


def test_a_cross_by_someone_who_cannot_write_counts():
    def cross(sheet):
        cv2.line(sheet, (350, 100), (450, 200), 0, 5)
        cv2.line(sheet, (450, 100), (350, 200), 0, 5)

    assert examined_signature(pad(cross)) is not None
