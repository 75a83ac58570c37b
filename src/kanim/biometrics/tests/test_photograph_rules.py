"""Real pictures, spoilt on purpose: each defect must be named, and the good one must pass."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageFilter

from kanim.biometrics.examining import examined_photograph
from kanim.biometrics.face import face_measures
from kanim.biometrics.measures import Eyes
from kanim.biometrics.pictures import picture_open
from kanim.biometrics.rules import is_acceptable, may_override, photograph_findings, portrait_box
from kanim.biometrics.tests import factories


def findings(picture: Image.Image):
    return photograph_findings(face_measures(np.asarray(picture.convert("RGB"))))


def bad(picture: Image.Image) -> set[str]:
    return {finding.code for finding in findings(picture) if finding.level == "bad"}


def level(picture: Image.Image, code: str) -> str:
    return next(finding.level for finding in findings(picture) if finding.code == code)


@pytest.fixture(scope="module")
def good() -> Image.Image:
    return factories.portrait()


def test_a_good_photograph_passes_every_check(good):
    found = findings(good)
    assert is_acceptable(found)
    assert {finding.level for finding in found} == {"good"}


def test_each_finding_carries_its_figure(good):
    figures = {finding.code: finding.figures for finding in findings(good)}
    assert figures["size"]["pixels"] > 120
    assert figures["level"]["degrees"] < 5


@pytest.mark.parametrize("radius", [4, 6, 9])
def test_blur_is_refused(good, radius):
    assert bad(good.filter(ImageFilter.GaussianBlur(radius))) == {"sharpness"}


def test_slight_blur_passes(good):
    assert bad(good.filter(ImageFilter.GaussianBlur(1))) == set()


def test_a_dark_face_is_refused_and_a_dim_one_warned(good):
    assert "dark" in bad(ImageEnhance.Brightness(good).enhance(0.25))
    assert level(ImageEnhance.Brightness(good).enhance(0.4), "dark") == "warn"


def test_a_burnt_face_is_refused(good):
    assert "bright" in bad(ImageEnhance.Brightness(good).enhance(1.7))


def test_light_from_one_side_is_refused(good):
    lit = np.asarray(good) * np.interp(np.arange(good.width), [430, 560], [1.0, 0.3])[None, :, None]
    assert "lopsided" in bad(Image.fromarray(lit.astype(np.uint8)))


def test_two_faces_are_refused(good):
    both = Image.new("RGB", (good.width * 2, good.height))
    both.paste(good, (0, 0))
    both.paste(good, (good.width, 0))
    assert bad(both) == {"faces"}


def test_a_smaller_second_face_is_seen(good):
    wide = Image.new("RGB", (1428, good.height), (200, 200, 200))
    wide.paste(good, (0, 0))
    wide.paste(good.resize((476, 612)), (952, 400))
    assert bad(wide) == {"faces"}


@pytest.mark.parametrize("angle", [15, -18, 20])
def test_a_tilted_head_is_refused(good, angle):
    assert bad(good.rotate(angle, Image.BICUBIC, fillcolor=(190, 185, 180))) & {"level", "tilted"}


def test_a_head_that_lies_on_its_side_is_named_tilted(good):
    assert bad(good.rotate(32, Image.BICUBIC, fillcolor=(190, 185, 180))) == {"tilted"}


def test_a_tiny_picture_is_refused(good):
    assert "size" in bad(good.resize((95, 122)))


def test_a_turned_head_is_refused(good):
    across = np.arange(good.width, dtype=np.float32)
    nose = 480
    squeezed = np.where(across < nose, nose - (nose - across) * 1.45, nose + (across - nose) * 0.55)
    columns, rows = np.meshgrid(
        squeezed.astype(np.float32), np.arange(good.height, dtype=np.float32)
    )
    turned = cv2.remap(
        np.asarray(good), columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    assert "frontal" in bad(Image.fromarray(turned))


@pytest.mark.parametrize(
    ("box", "code"),
    [
        ((0, 190, 952, 1224), "framing_top"),
        ((0, 0, 952, 800), "framing_bottom"),
        ((250, 0, 952, 1224), "framing_left"),
        ((0, 0, 700, 1224), "framing_right"),
    ],
)
def test_a_face_too_near_an_edge_is_refused_with_the_side(good, box, code):
    assert code in bad(good.crop(box))


def test_a_picture_without_colour_is_refused(good):
    assert bad(good.convert("L")) == {"colour"}


def test_an_uneven_background_only_warns(good):
    pixels = np.asarray(good).copy()
    pixels[:560, 760:] = (200, 30, 30)
    pixels[:560, 840:] = (20, 30, 140)
    assert level(Image.fromarray(pixels), "background") == "warn"
    assert bad(Image.fromarray(pixels)) == set()


def test_an_empty_wall_has_no_face():
    assert bad(Image.new("RGB", (900, 1200), (200, 200, 200))) == {"none"}


def test_closed_or_covered_eyes_are_refused(good):
    pixels = np.asarray(good).copy()
    pixels[340:455, 280:680] = (30, 30, 30)
    assert bad(Image.fromarray(pixels)) & {"eyes", "none"}


def test_the_portrait_has_the_shape_of_35_by_45(good):
    seen = examined_photograph(factories.jpeg(good))
    cut = picture_open(seen.portrait)
    assert cut.format is None or cut.format == "JPEG"
    assert abs(cut.width / cut.height - 35 / 45) < 0.002
    assert 531 <= cut.height <= 1063


def test_the_portrait_has_its_eyes_level_and_in_the_middle(good):
    seen = examined_photograph(
        factories.jpeg(good.rotate(-4, Image.BICUBIC, fillcolor=(190, 185, 180)))
    )
    pixels = np.asarray(picture_open(seen.portrait).convert("RGB"))
    eyes = face_measures(pixels).eyes
    assert eyes is not None
    assert abs(eyes.roll) < 2.5
    assert abs(eyes.middle / pixels.shape[1] - 0.5) < 0.03
    assert abs(eyes.level / pixels.shape[0] - 0.45) < 0.03


def test_the_box_is_4_8_eye_distances_high():
    box = portrait_box(Eyes(450, 500, 550, 500))
    assert round(box.height) == 480
    assert round(box.width / box.height, 4) == round(35 / 45, 4)


def test_an_exception_needs_three_tries():
    assert [may_override(tries) for tries in (1, 2, 3, 4)] == [False, False, True, True]
